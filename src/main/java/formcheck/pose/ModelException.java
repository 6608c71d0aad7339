package formcheck.pose;

/** A model cannot be used. The message is one line for the user: what is wrong and what to do. */
public final class ModelException extends Exception {
    public ModelException(String message) {
        super(message);
    }

    public ModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
