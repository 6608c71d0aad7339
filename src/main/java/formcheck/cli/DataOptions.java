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

/** Options for the folder that stores sessions. */
final class DataOptions {
    private static final String LATEST = "latest";

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            converter = DataPlace.class,
            description =
                    "Where sessions are kept, instead of this system's folder for the data of programs: a folder, or a"
                            + " practice's database as jdbc:postgresql://host/database?user=login.")
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

    /** Returns the folder for a store that is opened later, when no terminal may be read any more. */
    Path folderForLater() throws CommandException {
        Path chosen = folder();
        if (Files.exists(chosen) && !Files.isDirectory(chosen)) {
            throw CommandException.usage(
                    PlainText.visible(chosen.toString()) + " is a file. Name a folder with --data.");
        }
        return chosen;
    }

    /** Opens the store for writing; creates it if it does not exist. */
    SessionStore open() throws StoreException, CommandException {
        return SessionStore.open(folder(), protectionToKeep());
    }

    /** Returns the key of a protected folder. Protects a new folder if the option asks for it. */
    Optional<Protection> protectionToKeep() throws StoreException, CommandException {
        boolean asked = ask || passphraseFile.isPresent();
        return asked && isUnused() && !Protection.isOn(folder())
                ? Optional.of(SessionStore.protect(folder(), newPassphrase()))
                : protection();
    }

    /**
     * Returns the key of a protected folder.
     *
     * @throws CommandException if nobody can be asked for the passphrase, or one was given and the folder is not protected
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

    /** Returns a new passphrase, typed twice or from the same source as the current one. */
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
     * Opens an existing store for changes; does not create a mistyped folder.
     *
     * @throws CommandException if the folder holds no sessions
     */
    SessionStore openKept() throws StoreException, CommandException {
        checkUsed();
        return SessionStore.open(folder(), protection());
    }

    /**
     * Opens an existing store for reading: deletes and moves nothing, and does not create a mistyped folder.
     *
     * @throws CommandException if the folder holds no sessions
     */
    SessionStore openToRead() throws StoreException, CommandException {
        checkUsed();
        return SessionStore.openToRead(folder(), protection());
    }

    /**
     * Opens as {@link #openToRead} does, and includes every session that only has its folder, without a time limit.
     *
     * @throws CommandException if the folder holds no sessions
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

    /** Returns whether the folder holds no sessions. */
    boolean isUnused() {
        return Files.notExists(folder()) || (Files.isDirectory(folder()) && !SessionStore.isIn(folder()));
    }

    String nothingKept() {
        return "No session is kept yet in " + PlainText.visible(folder().toString()) + ". See: formcheck coach --help";
    }

    /** Returns the session named on the command line. */
    KeptSession find(SessionStore store, String named) throws StoreException, CommandException {
        SessionId id = id(store, named);
        return store.find(id)
                .orElseThrow(() -> CommandException.failure("There is no session " + id + ". See: formcheck sessions"));
    }

    /** Returns its id, whether it exists or not. */
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
