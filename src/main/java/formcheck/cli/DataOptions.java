package formcheck.cli;

import formcheck.session.DataFolder;
import formcheck.session.KeptSession;
import formcheck.session.SessionId;
import formcheck.session.SessionStore;
import formcheck.session.StoreException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where sessions are kept. */
final class DataOptions {
    private static final String LATEST = "latest";

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "Where sessions are kept, instead of this system's folder for the data of programs.")
    private Optional<Path> folder = Optional.empty();

    Path folder() {
        return folder.orElseGet(DataFolder::ofPlatform);
    }

    SessionStore open() throws StoreException {
        return SessionStore.open(folder());
    }

    /** The session that was named on the command line. */
    static KeptSession find(SessionStore store, String named) throws StoreException, CommandException {
        SessionId id = id(store, named);
        return store.find(id)
                .orElseThrow(() -> CommandException.failure("There is no session " + id + ". See: formcheck sessions"));
    }

    /** Its id, be it there or not. */
    static SessionId id(SessionStore store, String named) throws StoreException, CommandException {
        if (named.equals(LATEST)) {
            return store.latest()
                    .orElseThrow(() -> CommandException.failure("No session is kept yet. See: formcheck coach --help"));
        }
        try {
            return new SessionId(named);
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(
                    "'" + named + "' names no session: " + Main.message(e) + ", or is called latest.");
        }
    }
}
