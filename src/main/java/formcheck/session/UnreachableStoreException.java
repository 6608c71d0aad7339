package formcheck.session;

/** The database of a practice does not answer now. It may answer later. */
public final class UnreachableStoreException extends StoreException {
    private static final long serialVersionUID = 1L;

    UnreachableStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
