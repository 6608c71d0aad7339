package formcheck.session;

/** The database is damaged. The motion files beside it may be intact. */
public final class DamagedStoreException extends StoreException {
    private static final long serialVersionUID = 1L;

    DamagedStoreException(String message, Throwable cause) {
        super(message, cause);
    }

    DamagedStoreException(String message) {
        super(message);
    }
}
