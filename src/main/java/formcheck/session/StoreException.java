package formcheck.session;

/** Something could not be kept, or not be read again. The message is one line for the user: what is wrong and what to do. */
public sealed class StoreException extends Exception permits DamagedStoreException {
    private static final long serialVersionUID = 1L;

    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
