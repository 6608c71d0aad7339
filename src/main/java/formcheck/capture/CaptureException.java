package formcheck.capture;

/**
 * Frames cannot be had. The message is one line for the user: what is wrong and what to do about it.
 */
public final class CaptureException extends Exception {
    public CaptureException(String message) {
        super(message);
    }

    public CaptureException(String message, Throwable cause) {
        super(message, cause);
    }
}
