package formcheck.exercise;

/** An exercise file cannot be used. The message is one line for the user: file, line, what is wrong. */
public final class ExerciseException extends Exception {
    public ExerciseException(String message) {
        super(oneLine(message));
    }

    /** Replaces control characters, so that a quoted file neither breaks the line nor steers a terminal. */
    private static String oneLine(String message) {
        return message.replaceAll("\\p{Cc}", "?");
    }
}
