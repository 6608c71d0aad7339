package formcheck.cli;

/** What the shell gets to know. */
final class ExitCode {
    static final int OK = 0;
    /** Something could not be analysed, or written. */
    static final int FAILED = 1;
    /** The command line, or a file that it names as a setting, is wrong. */
    static final int WRONG_USAGE = 2;

    private ExitCode() {}
}
