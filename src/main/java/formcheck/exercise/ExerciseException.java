package formcheck.exercise;

/** An exercise file cannot be used. The message is one line for the user: file, line, what is wrong. */
public final class ExerciseException extends Exception {
    public ExerciseException(String message) {
        super(message);
    }
}
