package formcheck.cli;

import formcheck.report.PlainText;
import formcheck.session.DataFolder;
import formcheck.session.KeptSession;
import formcheck.session.Protection;
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
    @Reads(Reads.ContentKind.EVERYTHING)
    private Optional<Path> folder = Optional.empty();

    @Option(
            names = "--passphrase",
            description = "Ask for the passphrase of protected sessions. A new folder becomes protected by it.")
    private boolean ask;

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "Read the passphrase from the first line of a file; scripts may set $FORMCHECK_PASSPHRASE.")
    @Reads
    private Optional<Path> passphraseFile = Optional.empty();

    Path folder() {
        return folder.orElseGet(DataFolder::ofPlatform);
    }

    /** To keep something; made if there is none. */
    SessionStore open() throws StoreException, CommandException {
        return SessionStore.open(folder(), protectionToKeep());
    }

    /** The key of what is kept there, if it is protected; a new folder becomes protected if that was asked for. */
    Optional<Protection> protectionToKeep() throws StoreException, CommandException {
        boolean asked = ask || passphraseFile.isPresent();
        return asked && isUnused() && !Protection.isOn(folder())
                ? Optional.of(SessionStore.protect(folder(), newPassphrase()))
                : protection();
    }

    /**
     * The key of what is kept there, if it is protected.
     *
     * @throws CommandException if there is nobody to ask for the passphrase, or one was given and it is not protected
     */
    Optional<Protection> protection() throws StoreException, CommandException {
        if (!Protection.isOn(folder())) {
            if (ask || passphraseFile.isPresent()) {
                throw CommandException.usage("The sessions in " + PlainText.visible(folder().toString())
                        + " are not protected. To protect them: formcheck sessions --protect");
            }
            return Optional.empty();
        }
        return Optional.of(Protection.open(folder(), passphrase()));
    }

    private char[] passphrase() throws CommandException {
        if (passphraseFile.isPresent()) {
            return Passphrase.of(passphraseFile.get());
        }
        Optional<String> variable = Optional.ofNullable(System.getenv(Passphrase.VARIABLE));
        if (!ask && variable.isPresent()) {
            return variable.get().toCharArray();
        }
        if (!ask && !Passphrase.canAsk()) {
            throw CommandException.failure("The sessions in " + PlainText.visible(folder().toString())
                    + " are protected by a passphrase. Give it with --passphrase-file, or in $" + Passphrase.VARIABLE
                    + ".");
        }
        return Passphrase.ask("Passphrase of your sessions: ");
    }

    /** One that is typed twice, or comes from the same places as the present one. */
    char[] newPassphrase() throws CommandException {
        if (passphraseFile.isPresent()) {
            return Passphrase.of(passphraseFile.get());
        }
        Optional<String> variable = Optional.ofNullable(System.getenv(Passphrase.VARIABLE));
        return !ask && variable.isPresent()
                ? variable.get().toCharArray()
                : Passphrase.askForNew("New passphrase; if it is lost, so are your sessions: ");
    }

    /**
     * To change what is kept: a folder that was mistyped is not made.
     *
     * @throws CommandException if nothing was ever kept there
     */
    SessionStore openKept() throws StoreException, CommandException {
        checkUsed();
        return SessionStore.open(folder(), protection());
    }

    /**
     * To look at what is kept: nothing is deleted or moved, and a folder that was mistyped is not made.
     *
     * @throws CommandException if nothing was ever kept there
     */
    SessionStore openToRead() throws StoreException, CommandException {
        checkUsed();
        return SessionStore.openToRead(folder(), protection());
    }

    /**
     * As {@link #openToRead}, and no session is left out that only has its folder, however long it takes to look.
     *
     * @throws CommandException if nothing was ever kept there
     */
    SessionStore openToReadAll() throws StoreException, CommandException {
        checkUsed();
        return SessionStore.openToReadAll(folder(), protection());
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
            throw CommandException.usage("'" + PlainText.visible(named) + "' names no session: " + ErrorText.message(e)
                    + ", or is called latest.");
        }
    }
}
