package formcheck.web;

import formcheck.session.SessionStore;
import formcheck.session.StoreException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The kept sessions, opened when they are needed first: the page must not wait for a database. */
final class StoreAccess implements AutoCloseable {
    private final Path folder;
    private @Nullable SessionStore store;
    private boolean closed;

    StoreAccess(Path folder) {
        this.folder = folder;
    }

    /** @throws StoreException if it cannot be opened now; it may be tried again */
    synchronized SessionStore get() throws StoreException {
        if (closed) {
            throw new StoreException("FormCheck is going down.");
        }
        SessionStore open = store;
        if (open == null) {
            open = SessionStore.open(folder);
            store = open;
        }
        return open;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (store != null) {
            store.close();
            store = null;
        }
    }
}
