package formcheck.evaluation;

/** Labels cannot be used. The message is for the user and names the file and the position. */
public final class LabelException extends Exception {
    private static final long serialVersionUID = 1;

    public LabelException(String message) {
        super(oneLine(message));
    }

    public LabelException(String message, Throwable cause) {
        super(oneLine(message), cause);
    }

    /** Keeps quoted file content on one line, without control characters. */
    private static String oneLine(String message) {
        return message.replaceAll("\\p{Cc}", "?");
    }
}
