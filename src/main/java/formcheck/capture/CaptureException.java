package formcheck.capture;

/** A source cannot deliver frames. The message is one line for the user: what is wrong and what to do. */
public final class CaptureException extends Exception {
    public CaptureException(String message) {
        super(message);
    }

    public CaptureException(String message, Throwable cause) {
        super(message, cause);
    }
}
