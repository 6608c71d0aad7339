package formcheck.cli;

import formcheck.report.PlainText;
import formcheck.session.DataFolder;
import formcheck.session.KeptSession;
import formcheck.session.SessionId;
import formcheck.session.SessionStore;
import formcheck.session.StoreException;
import java.nio.file.Files;
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
    @Reads(Reads.Content.EVERYTHING)
    private Optional<Path> folder = Optional.empty();

    Path folder() {
        return folder.orElseGet(DataFolder::ofPlatform);
    }

    /** To keep something; made if there is none. */
    SessionStore open() throws StoreException {
        return SessionStore.open(folder());
    }

    /**
     * To change what is kept: a folder that was mistyped is not made.
     *
     * @throws CommandException if nothing was ever kept there
     */
    SessionStore openKept() throws StoreException, CommandException {
        checkUsed();
        return open();
    }

    /**
     * To look at what is kept: nothing is deleted or moved, and a folder that was mistyped is not made.
     *
     * @throws CommandException if nothing was ever kept there
     */
    SessionStore openToRead() throws StoreException, CommandException {
        checkUsed();
        return SessionStore.openToRead(folder());
    }

    /**
     * As {@link #openToRead}, and no session is left out that only has its folder, however long it takes to look.
     *
     * @throws CommandException if nothing was ever kept there
     */
    SessionStore openToReadAll() throws StoreException, CommandException {
        checkUsed();
        return SessionStore.openToReadAll(folder());
    }

    private void checkUsed() throws CommandException {
        if (isUnused()) {
            throw CommandException.failure(nothingKept());
        }
    }

    /** Whether nothing was ever kept there. */
    boolean isUnused() {
        return Files.notExists(folder()) || (Files.isDirectory(folder()) && !SessionStore.isIn(folder()));
    }

    String nothingKept() {
        return "No session is kept yet in " + PlainText.visible(folder().toString()) + ". See: formcheck coach --help";
    }

    /** The session that was named on the command line. */
    KeptSession find(SessionStore store, String named) throws StoreException, CommandException {
        SessionId id = id(store, named);
        return store.find(id)
                .orElseThrow(() -> CommandException.failure("There is no session " + id + ". See: formcheck sessions"));
    }

    /** Its id, be it there or not. */
    SessionId id(SessionStore store, String named) throws StoreException, CommandException {
        if (named.equals(LATEST)) {
            return store.latest().orElseThrow(() -> CommandException.failure(nothingKept()));
        }
        try {
            return new SessionId(named);
        } catch (IllegalArgumentException e) {
            throw CommandException.usage("'" + PlainText.visible(named) + "' names no session: " + Main.message(e)
                    + ", or is called latest.");
        }
    }
}
