package formcheck.session;

/** Data could not be stored or read. The message is one line for the user: what is wrong, and what to do. */
public sealed class StoreException extends Exception permits DamagedStoreException, UnreachableStoreException {
    private static final long serialVersionUID = 1L;

    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }

    static StoreException noSession(SessionId id) {
        return new StoreException("There is no session " + id + ". See: formcheck sessions");
    }

    static StoreException noPerson(String name) {
        return new StoreException("No one here is called " + name + ".");
    }
}
