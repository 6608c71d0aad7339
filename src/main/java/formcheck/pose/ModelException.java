package formcheck.pose;

/** A pose model cannot be used. The message is one line for the user: what is wrong and what to do about it. */
public final class ModelException extends Exception {
    public ModelException(String message) {
        super(message);
    }

    public ModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
