package formcheck.natives;

/**
 * Native libraries cannot be unpacked to a safe folder. The message is one line for the user. Unchecked, because class
 * initialisers often load libraries.
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
