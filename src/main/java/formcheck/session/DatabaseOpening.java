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

/** Opens the database of a folder, sealed or not, and migrates it to the current schema. */
final class DatabaseOpening {
    /** {@code "FCDB"} in ASCII, set since schema version 2. */
    private static final int APPLICATION = 0x46434442;

    /** Every query takes milliseconds, also the overview of a year. A query that takes longer was crafted. */
    static final Duration LONGEST_WORK = Duration.ofSeconds(20);

    private static final int PATIENCE_MILLIS = 3000;

    private DatabaseOpening() {}

    /** Opens a database in memory whose commits {@link SealedLog} stores. One connection reads and writes. */
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
                SqliteDatabase.restore(connection, image);
            }
            Database.run(connection, "pragma temp_store = memory"); // keeps SQLite from writing temporary files to disk
            OneConnection source = new OneConnection(connection);
            DatabaseCheck.whole(source, file, APPLICATION);
            Schema.bringUpToDate(folder, file, source);
            DatabaseCheck.schema(source, file, Schema.FILES);
            log.commit(SqliteDatabase.sqlite(connection).serialize("main"));
            return new SqliteDatabase(file, connection, connection, LONGEST_WORK, Optional.of(log));
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

    /** @param longest time limit of one transaction */
    static Database plain(Path folder, Duration longest) throws StoreException {
        Path file = folder.resolve(Database.FILE);
        NativeLibrary.prepare();
        SQLiteDataSource source = new SQLiteDataSource(config());
        source.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
        try {
            if (Files.notExists(file)) {
                if (Files.isSymbolicLink(file)) { // the target may return when its disk is mounted again
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
            return new SqliteDatabase(file, writing, source.getConnection(), longest, Optional.empty());
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
