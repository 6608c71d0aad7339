package formcheck.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** Opens the database of a folder, sealed or not, and migrates it to the present schema. */
final class DatabaseOpening {
    /** {@code "FCDB"} in ASCII, as the schema sets it; version 1 of it set none. */
    private static final int APPLICATION = 0x46434442;

    /** Everything that is asked takes milliseconds, a year's overview too: what takes longer was made to. */
    static final Duration LONGEST_WORK = Duration.ofSeconds(20);

    private static final int PATIENCE_MILLIS = 3000;

    private DatabaseOpening() {}

    /** The database is in memory, and {@link SealedLog} keeps each commit. One connection writes and reads. */
    static Database sealed(Path folder, SealingKey key) throws StoreException {
        Path file = folder.resolve(SealedLog.FILE);
        NativeLibrary.prepare();
        SQLiteDataSource memory = new SQLiteDataSource(config());
        memory.setUrl("jdbc:sqlite::memory:");
        SealedLog log = SealedLog.open(folder, key);
        Connection connection = null;
        try {
            connection = memory.getConnection();
            byte[] image = log.image();
            if (image.length > 0) {
                Database.restore(connection, image);
            }
            Database.run(connection, "pragma temp_store = memory"); // nothing of it goes to the disk in another way
            OneConnection source = new OneConnection(connection);
            DatabaseCheck.whole(source, file, APPLICATION);
            Schema.bringUpToDate(folder, file, source);
            DatabaseCheck.schema(source, file, Schema.FILES);
            log.commit(Database.sqlite(connection).serialize("main"));
            return new Database(file, connection, connection, LONGEST_WORK, Optional.of(log));
        } catch (IOException e) {
            closeQuietly(connection, log);
            throw new StoreException("The sessions in " + folder + " cannot be opened: " + FailureWords.of(e) + ".", e);
        } catch (SQLException e) {
            closeQuietly(connection, log);
            throw StoreFailure.of(e, file);
        } catch (FlywayException e) {
            closeQuietly(connection, log);
            throw StoreFailure.ofMigration(e, file);
        } catch (StoreException | RuntimeException e) {
            closeQuietly(connection, log);
            throw e;
        }
    }

    private static void closeQuietly(@Nullable Connection connection, SealedLog log) {
        if (connection != null) {
            Database.quietly(connection);
        }
        log.close();
    }

    /** @param longest that one piece of work may take */
    static Database plain(Path folder, Duration longest) throws StoreException {
        Path file = folder.resolve(Database.FILE);
        NativeLibrary.prepare();
        SQLiteDataSource source = new SQLiteDataSource(config());
        source.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
        try {
            if (Files.notExists(file)) {
                if (Files.isSymbolicLink(file)) { // what it leads to may come back with its disk
                    throw new StoreException(file + " is a link that leads nowhere. Put what it led to in its place,"
                            + " or take the link away; formcheck sessions --rebuild makes a new one from the motions.");
                }
                Schema.createUnlessThere(file);
            }
            DatabaseCheck.whole(source, file, APPLICATION);
            Schema.bringUpToDate(folder, file, source);
            DatabaseCheck.schema(source, file, Schema.FILES);
        } catch (IOException e) {
            throw new StoreException("The sessions in " + folder + " cannot be opened: " + FailureWords.of(e) + ".", e);
        } catch (SQLException e) {
            throw StoreFailure.of(e, file);
        } catch (FlywayException e) {
            throw StoreFailure.ofMigration(e, file);
        }
        Connection writing = null;
        try {
            writing = source.getConnection();
            return new Database(file, writing, source.getConnection(), longest, Optional.empty());
        } catch (SQLException e) {
            if (writing != null) {
                Database.quietly(writing);
            }
            throw StoreFailure.of(e, file);
        }
    }

    private static SQLiteConfig config() {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(PATIENCE_MILLIS);
        config.enforceForeignKeys(true);
        config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true");
        return config;
    }
}
