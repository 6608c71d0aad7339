package formcheck.evaluation;

/** Labels that cannot be used: the message names the file and the place, and is fit for the user. */
public final class LabelException extends Exception {
    private static final long serialVersionUID = 1;

    public LabelException(String message) {
        super(oneLine(message));
    }

    public LabelException(String message, Throwable cause) {
        super(oneLine(message), cause);
    }

    /** What a message quotes of a file does not break its line, nor steer a terminal. */
    private static String oneLine(String message) {
        return message.replaceAll("\\p{Cc}", "?");
    }
}
