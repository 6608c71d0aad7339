package formcheck.live;

import formcheck.session.Protection;
import formcheck.session.SessionStore;
import formcheck.session.StoreException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens the session store on first use, so that the first page does not wait for the database. */
public final class StoreAccess implements AutoCloseable {
    private final Path folder;
    private final Optional<Protection> protection;
    private @Nullable SessionStore store;
    private boolean closed;

    /** @param protection key of the folder, if it is protected */
    public StoreAccess(Path folder, Optional<Protection> protection) {
        this.folder = folder;
        this.protection = protection;
    }

    /** @throws StoreException if it cannot be opened now; a later call tries again */
    public synchronized SessionStore get() throws StoreException {
        if (closed) {
            throw new StoreException("FormCheck is shutting down.");
        }
        SessionStore open = store;
        if (open == null) {
            open = SessionStore.open(folder, protection);
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
