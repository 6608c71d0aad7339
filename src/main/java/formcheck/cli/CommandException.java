package formcheck.cli;

/** Ends a command. The message is one line for the user: what is wrong, and what to do about it. */
final class CommandException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private CommandException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** Creates an exception for wrong usage. */
    static CommandException usage(String message) {
        return new CommandException(ExitCode.WRONG_USAGE, message);
    }

    /** Creates an exception for wrong usage, with the message of its cause. */
    static CommandException usage(Exception cause) {
        return usage(ErrorText.message(cause));
    }

    /** Creates an exception for a request that failed. */
    static CommandException failure(String message) {
        return new CommandException(ExitCode.FAILED, message);
    }

    int exitCode() {
        return exitCode;
    }
}
