package formcheck.cli;

/** Exit codes of the program. */
final class ExitCode {
    static final int OK = 0;
    /** Something could not be analysed or written. */
    static final int FAILED = 1;
    /** The command line, or a settings file that it names, is wrong. */
    static final int WRONG_USAGE = 2;

    private ExitCode() {}
}
