package formcheck.evaluation;

/** Labels that cannot be used: the message names the file and the place, and is fit for the user. */
public final class LabelException extends Exception {
    private static final long serialVersionUID = 1;

    public LabelException(String message) {
        super(message);
    }

    public LabelException(String message, Throwable cause) {
        super(message, cause);
    }
}
