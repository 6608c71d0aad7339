package formcheck.natives;

/**
 * Native libraries cannot be unpacked to a safe place. The message is one line for the user. Unchecked, since what loads a
 * library is often a class that is initialised.
 */
public final class NativesException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NativesException(String message) {
        super(message);
    }

    NativesException(String message, Throwable cause) {
        super(message, cause);
    }
}
