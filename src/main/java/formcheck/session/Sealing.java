package formcheck.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;

/**
 * Turns the protection of a data folder on and off. Seals each file into a new one, reads that again, and then replaces the old
 * file atomically. {@link Protection.ProtectionState} stores the progress, so that the next opening completes what a kill
 * interrupted.
 */
final class Sealing {
    private static final Logger LOG = LoggerFactory.getLogger(Sealing.class);

    private Sealing() {}

    /**
     * Returns the key of a folder that is about to be opened, after completing what a kill interrupted.
     *
     * @param protection opened with the user's passphrase, if the folder is protected
     * @throws StoreException if it is protected and there is no key
     */
    static Optional<SealingKey> key(Path data, Optional<Protection> protection) throws StoreException {
        if (!Protection.isOn(data)) {
            if (SealedLog.isIn(data)) {
                throw keyIsGone(data);
            }
            return Optional.empty();
        }
        if (protection.isEmpty()) {
            throw new StoreException("The sessions in " + data
                    + " are protected by a passphrase. Give it with --passphrase, --passphrase-file or"
                    + " $FORMCHECK_PASSPHRASE.");
        }
        return settle(data, protection.get());
    }

    private static StoreException keyIsGone(Path data) {
        return new StoreException("The sessions in " + data + " are protected, and " + Protection.FILE
                + " has gone, without which nobody can read them. Put a copy of it in its place.");
    }

    /** @throws StoreException if it is protected already or open elsewhere; nothing has changed then */
    static Protection begin(Path data, char[] passphrase) throws StoreException {
        return begin(data, passphrase, Protection.COST);
    }

    static Protection begin(Path data, char[] passphrase, Protection.Cost cost) throws StoreException {
        DataFolder.prepare(data);
        try (SealedLock lock = SealedLock.of(data)) {
            if (!Protection.isOn(data) && SealedLog.isIn(data)) {
                throw keyIsGone(data);
            }
            Protection protection = Protection.create(data, passphrase, Protection.ProtectionState.SEALING, cost);
            try {
                if (Database.isPlainIn(data)) {
                    sealDatabase(data, protection.key());
                }
            } catch (StoreException e) {
                if (!SealedLog.isIn(data)) {
                    Files.deleteIfExists(data.resolve(Protection.FILE)); // no file is sealed with it yet
                }
                throw e;
            }
            return goOn(data, protection).orElseThrow();
        } catch (IOException e) {
            throw unfinished(data, e);
        }
    }

    /** @throws StoreException if it is open elsewhere, or a file is damaged; nothing has changed then */
    static void end(Path data, Protection protection) throws StoreException {
        try (SealedLock lock = SealedLock.of(data)) {
            Optional<Protection> whole = protection.state() == Protection.ProtectionState.ON
                    ? Optional.of(protection)
                    : goOn(data, protection);
            if (whole.isEmpty()) {
                return; // a kill had interrupted this before
            }
            if (Database.isPlainIn(data)) {
                throw new StoreException(data.resolve(Database.FILE)
                        + " was made by an older FormCheck beside the protected sessions. Move it away first.");
            }
            checkEachOpens(data, protection.key());
            goOn(data, whole.get().in(Protection.ProtectionState.UNSEALING, data));
        } catch (IOException e) {
            throw unfinished(data, e);
        }
    }

    /** The key is deleted at the end, so no file may be left that only the key opens. */
    private static void checkEachOpens(Path data, SealingKey key) throws IOException, StoreException {
        Path database = data.resolve(SealedLog.FILE);
        if (SealedLog.isIn(data)) {
            try {
                SealedLog.image(data, key);
            } catch (IOException e) {
                throw damaged(database, e);
            }
        }
        for (Path file : SealedFiles.in(data)) {
            if (!SealedFiles.isPart(file) && SealedFile.is(file)) {
                try {
                    SealedFiles.checkOpens(file, key);
                } catch (IOException e) {
                    throw damaged(file, e);
                }
            }
        }
    }

    private static StoreException damaged(Path file, IOException e) {
        return new StoreException(
                file + " cannot be unsealed: " + FailureWords.of(e)
                        + ". Nothing has changed. Put a copy of it in its place, or move it away, then try again.",
                e);
    }

    private static StoreException unfinished(Path data, IOException e) {
        return new StoreException(
                "The protection of " + data + " could not be turned on or off to the end: " + FailureWords.of(e)
                        + ". Nothing is lost; it goes on the next time.",
                e);
    }

    /** Completes what a kill interrupted. */
    private static Optional<SealingKey> settle(Path data, Protection protection) throws StoreException {
        if (protection.state() == Protection.ProtectionState.ON) {
            return Optional.of(protection.key());
        }
        try (SealedLock lock = SealedLock.of(data)) {
            return goOn(data, protection).map(Protection::key);
        } catch (IOException e) {
            throw unfinished(data, e);
        }
    }

    /** Completes it; empty if the folder is no longer protected. */
    private static Optional<Protection> goOn(Path data, Protection protection) throws IOException, StoreException {
        if (protection.state() == Protection.ProtectionState.SEALING) {
            if (Database.isPlainIn(data) && !SealedLog.isIn(data)) {
                sealDatabase(data, protection.key());
            }
            deletePlainDatabase(data);
            for (Path file : SealedFiles.in(data)) {
                SealedFiles.seal(file, protection.key());
            }
            return Optional.of(protection.in(Protection.ProtectionState.ON, data));
        }
        unsealDatabase(data, protection.key());
        boolean all = true;
        for (Path file : SealedFiles.in(data)) {
            all &= SealedFiles.unsealed(file, protection.key());
        }
        if (all) {
            Files.deleteIfExists(data.resolve(Protection.FILE));
        } else {
            Path kept = data.resolve(Protection.FILE + ".kept");
            LOG.warn("what is damaged stays sealed, and its key in {}", kept);
            Files.move(data.resolve(Protection.FILE), kept, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.deleteIfExists(data.resolve(SealedLock.FILE));
        DataFolder.forceFolder(data);
        return Optional.empty();
    }

    /** Refuses if another process has the folder open: its later writes would be lost. */
    private static void sealDatabase(Path data, SealingKey key) throws StoreException {
        Path file = data.resolve(Database.FILE);
        NativeLibrary.prepare();
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("pragma busy_timeout = 1000");
            boolean alone;
            try (ResultSet mode = statement.executeQuery("pragma journal_mode = delete")) {
                alone = mode.next() && "delete".equals(mode.getString(1));
            }
            if (!alone) {
                throw locked(data);
            }
            statement.execute("pragma locking_mode = exclusive");
            statement.execute("begin exclusive");
            byte[] image = connection.unwrap(SQLiteConnection.class).serialize("main");
            SealedLog.begin(data, key, image);
            deletePlainDatabase(data);
            statement.execute("rollback");
        } catch (SQLException e) {
            String name = e instanceof org.sqlite.SQLiteException sqlite
                    ? sqlite.getResultCode().name()
                    : "";
            throw name.startsWith("SQLITE_BUSY") || name.startsWith("SQLITE_LOCKED")
                    ? locked(data)
                    : StoreFailure.of(e, file);
        } catch (IOException e) {
            throw new StoreException(file + " could not be sealed: " + FailureWords.of(e) + ".", e);
        }
    }

    private static StoreException locked(Path data) {
        return new StoreException("Another FormCheck has the sessions in " + data + " open. Close it first.");
    }

    private static void deletePlainDatabase(Path data) throws IOException {
        for (String part : List.of("-wal", "-shm", "-journal", "")) {
            Files.deleteIfExists(data.resolve(Database.FILE + part));
        }
    }

    private static void unsealDatabase(Path data, SealingKey key) throws IOException, StoreException {
        if (!SealedLog.isIn(data)) {
            return;
        }
        byte[] image;
        try {
            image = SealedLog.image(data, key);
        } catch (IOException e) {
            throw new DamagedStoreException(
                    data.resolve(SealedLog.FILE) + " cannot be read: " + FailureWords.of(e)
                            + ". Put a copy of it in its place, or run 'formcheck sessions --rebuild'.",
                    e);
        }
        DataFolder.replace(data.resolve(Database.FILE), image);
        Files.delete(data.resolve(SealedLog.FILE));
    }
}
