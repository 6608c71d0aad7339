package formcheck.cli;

/** A command ends here. The message is one line for the user: what is wrong and what to do about it. */
final class CommandException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private CommandException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** What was asked for makes no sense. */
    static CommandException usage(String message) {
        return new CommandException(ExitCode.WRONG_USAGE, message);
    }

    /** As {@link #usage(String)}, in the words of what found it. */
    static CommandException usage(Exception cause) {
        return usage(ErrorText.message(cause));
    }

    /** What was asked for could not be done. */
    static CommandException failure(String message) {
        return new CommandException(ExitCode.FAILED, message);
    }

    int exitCode() {
        return exitCode;
    }
}
