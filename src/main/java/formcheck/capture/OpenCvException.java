package formcheck.capture;

import formcheck.natives.NativesException;

/** OpenCV cannot be loaded. The message is one line for the user. */
public final class OpenCvException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OpenCvException(String message) {
        super(message);
    }

    private OpenCvException(String message, Throwable cause) {
        super(message, cause);
    }

    static OpenCvException of(Throwable cause) {
        String reason = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        return new OpenCvException(
                cause instanceof NativesException ? reason : "OpenCV could not be loaded (" + reason + ").", cause);
    }
}
