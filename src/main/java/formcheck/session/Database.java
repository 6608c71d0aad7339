package formcheck.session;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;

/**
 * The SQLite file and its schema. One connection writes and another one reads, so that looking at a year does not hold up a
 * repetition. May be used by several threads, and beside another FormCheck.
 */
final class Database implements AutoCloseable {
    static final String FILE = "formcheck.db";

    /** Between the name of one that was put aside and its number. */
    static final String ASIDE = ".damaged-";

    /** Number of the last file in {@code formcheck/session/schema}. */
    static final int SCHEMA = 3;

    private static final List<String> SCHEMA_FILES =
            List.of("V1__sessions.sql", "V2__trash_and_leases.sql", "V3__proofs.sql");
    private static final String SCHEMA_FOLDER = "classpath:formcheck/session/schema";
    private static final String WRITING = "begin immediate";
    private static final int PATIENCE_MILLIS = 3000;

    /** {@code "FCDB"} in ASCII, as the schema sets it; version 1 of it set none. */
    private static final int APPLICATION = 0x46434442;

    /** Everything that is asked takes milliseconds, a year's overview too: what takes longer was made to. */
    private static final Duration LONGEST_WORK = Duration.ofSeconds(20);

    /** Steps of SQLite's machine between two looks at the clock, some milliseconds. */
    private static final int STEPS = 100_000;

    /** Work on the database. */
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private final Path file;
    private final Optional<SealedLog> log;
    private final Connection writing;
    private final Connection reading;
    private final Deadline writingUntil;
    private final Deadline readingUntil;

    private Database(Path file, Connection writing, Connection reading, Duration longest, Optional<SealedLog> log)
            throws SQLException {
        this.file = file;
        this.log = log;
        this.writing = writing;
        this.reading = reading;
        this.writingUntil = new Deadline(longest);
        this.readingUntil = new Deadline(longest);
        for (Connection connection : List.of(writing, reading)) {
            run(connection, "pragma trusted_schema = off");
        }
        ProgressHandler.setHandler(writing, STEPS, writingUntil);
        ProgressHandler.setHandler(reading, STEPS, readingUntil);
    }

    /** Breaks off what takes too long. */
    private static final class Deadline extends ProgressHandler {
        private final long longest;
        private volatile long until;

        Deadline(Duration longest) {
            this.longest = longest.toNanos();
            begin();
        }

        final void begin() {
            until = System.nanoTime() + longest;
        }

        @Override
        protected int progress() {
            return System.nanoTime() - until > 0 ? 1 : 0;
        }
    }

    /** Whether there is a database in a folder. */
    static boolean isIn(Path folder) {
        return isPlainIn(folder) || SealedLog.isIn(folder);
    }

    /** Whether there is one that is not sealed. */
    static boolean isPlainIn(Path folder) {
        return Files.isRegularFile(folder.resolve(FILE));
    }

    /**
     * Gives a database with its journal another name, so that a new one can be made. It is not opened and not deleted.
     *
     * @return where it lies now
     */
    static Path putAside(Path folder) throws StoreException {
        String name = SealedLog.isIn(folder) ? SealedLog.FILE : FILE;
        Path file = folder.resolve(name);
        try {
            int number = 1;
            while (Files.exists(folder.resolve(name + ASIDE + number), LinkOption.NOFOLLOW_LINKS)) {
                number++;
            }
            Path aside = folder.resolve(name + ASIDE + number);
            for (String journal : List.of("-wal", "-shm")) {
                Path part = folder.resolve(name + journal);
                if (Files.exists(part, LinkOption.NOFOLLOW_LINKS)) {
                    Files.move(part, folder.resolve(aside.getFileName() + journal));
                }
            }
            return Files.move(file, aside);
        } catch (IOException e) {
            throw new StoreException(file + " could not be put aside: " + Words.of(e) + ".", e);
        }
    }

    /** Opens the database of a folder that is there already, and brings its schema up to date. */
    static Database open(Path folder) throws StoreException {
        return open(folder, LONGEST_WORK);
    }

    /** @param key of a protected folder */
    static Database open(Path folder, Optional<SealingKey> key) throws StoreException {
        return key.isPresent() ? openSealed(folder, key.get()) : open(folder);
    }

    /** The database is in memory, and {@link SealedLog} keeps each commit. One connection writes and reads. */
    private static Database openSealed(Path folder, SealingKey key) throws StoreException {
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
                restore(connection, image);
            }
            run(connection, "pragma temp_store = memory"); // nothing of it goes to the disk in another way
            OneConnection source = new OneConnection(connection);
            DatabaseCheck.whole(source, file, APPLICATION);
            bringUpToDate(folder, file, source);
            DatabaseCheck.schema(source, file, SCHEMA_FILES);
            log.commit(sqlite(connection).serialize("main"));
            return new Database(file, connection, connection, LONGEST_WORK, Optional.of(log));
        } catch (IOException e) {
            closeQuietly(connection, log);
            throw new StoreException("The sessions in " + folder + " cannot be opened: " + Words.of(e) + ".", e);
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

    /** What is deleted is overwritten also from then on: SQLite remembers that with the pages that are replaced here. */
    private static void restore(Connection connection, byte[] image) throws SQLException {
        sqlite(connection).deserialize("main", image);
        run(connection, "pragma secure_delete = on");
    }

    private static SQLiteConnection sqlite(Connection connection) throws SQLException {
        return connection.unwrap(SQLiteConnection.class);
    }

    private static void closeQuietly(@Nullable Connection connection, SealedLog log) {
        if (connection != null) {
            quietly(connection);
        }
        log.close();
    }

    /** @param longest that one piece of work may take */
    static Database open(Path folder, Duration longest) throws StoreException {
        Path file = folder.resolve(FILE);
        NativeLibrary.prepare();
        SQLiteDataSource source = new SQLiteDataSource(config());
        source.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
        try {
            if (Files.notExists(file)) {
                if (Files.isSymbolicLink(file)) { // what it leads to may come back with its disk
                    throw new StoreException(file + " is a link that leads nowhere. Put what it led to in its place,"
                            + " or take the link away; formcheck sessions --rebuild makes a new one from the motions.");
                }
                createUnlessThere(file);
            }
            DatabaseCheck.whole(source, file, APPLICATION);
            bringUpToDate(folder, file, source);
            DatabaseCheck.schema(source, file, SCHEMA_FILES);
        } catch (IOException e) {
            throw new StoreException("The sessions in " + folder + " cannot be opened: " + Words.of(e) + ".", e);
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
                quietly(writing);
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

    /** Flyway takes half a second to look; whether it has to is one query. */
    private static void bringUpToDate(Path folder, Path file, DataSource source)
            throws IOException, SQLException, StoreException {
        if (upToDate(source, file)) {
            return;
        }
        Path turn = folder.resolve("schema.lock");
        if (Files.notExists(turn)) {
            createUnlessThere(turn);
        }
        if (!Files.isRegularFile(turn, LinkOption.NOFOLLOW_LINKS)) {
            throw new StoreException(turn + " is no file of FormCheck's. Take it away.");
        }
        try (FileChannel channel = FileChannel.open(turn, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                FileLock lock = channel.lock()) {
            if (lock.isValid() && !upToDate(source, file)) {
                Flyway.configure(Database.class.getClassLoader())
                        .dataSource(source)
                        .locations(SCHEMA_FOLDER)
                        .failOnMissingLocations(true)
                        .loggers("slf4j")
                        .load()
                        .migrate();
            }
        }
    }

    private static void createUnlessThere(Path file) throws IOException {
        try {
            DataFolder.createPrivate(file);
        } catch (FileAlreadyExistsException e) {
            // Another FormCheck was faster.
        }
    }

    private static boolean upToDate(DataSource source, Path file) throws SQLException, StoreException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            try (ResultSet history = statement.executeQuery(
                    "select 1 from sqlite_master where type = 'table' and name = 'flyway_schema_history'")) {
                if (!history.next()) {
                    return false;
                }
            }
            try (ResultSet newest = statement.executeQuery(
                    "select max(cast(version as integer)) from flyway_schema_history where success")) {
                int version = newest.next() ? newest.getInt(1) : 0;
                if (version > SCHEMA) {
                    throw new StoreException(
                            "The sessions in " + file + " were kept by a newer FormCheck. Use that one, or"
                                    + " name another folder with --data.");
                }
                return version == SCHEMA;
            }
        }
    }

    /** Reads; what it sees is of one moment. */
    <T> T read(Work<T> work) throws StoreException {
        synchronized (reading) {
            readingUntil.begin();
            return inTransaction(reading, "begin", work);
        }
    }

    /** Writes all or nothing; it is committed when this returns. */
    <T> T write(Work<T> work) throws StoreException {
        synchronized (writing) {
            writingUntil.begin();
            return inTransaction(writing, WRITING, work);
        }
    }

    /**
     * Transactions are SQLite's own here: the driver's book-keeping goes wrong where SQLite rolls back by itself, as it does when
     * the disk is full, and nothing could be kept from then on. Who writes waits for its turn before it reads: one that had read
     * would be refused at once if another FormCheck had written meanwhile.
     */
    private <T> T inTransaction(Connection connection, String begin, Work<T> work) throws StoreException {
        boolean done = false;
        try {
            run(connection, begin);
            T result = work.on(connection);
            run(connection, "commit");
            done = true;
            if (connection == writing && log.isPresent() && begin.equals(WRITING)) {
                seal(log.get());
            }
            return result;
        } catch (SQLException e) {
            throw StoreFailure.of(e, file);
        } catch (IllegalArgumentException e) {
            throw new StoreException(
                    "The sessions in " + file + " hold what FormCheck did not write: " + e.getMessage() + ".", e);
        } finally {
            if (!done) {
                try {
                    run(connection, "rollback");
                } catch (SQLException e) {
                    // What made it fail is told already; a full disk has rolled back by itself.
                }
            }
        }
    }

    /** What was committed in memory is acknowledged only once it is in the file. */
    private void seal(SealedLog sealed) throws SQLException, StoreException {
        SQLiteConnection memory = sqlite(writing);
        try {
            sealed.commit(memory.serialize("main"));
        } catch (IOException e) {
            restore(writing, sealed.image());
            throw new StoreException("Nothing more can be kept in " + file + ": " + Words.of(e) + ".", e);
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Moves everything into the main file and empties the journal, so that nothing deleted stays in it. */
    boolean emptyJournal() throws StoreException {
        synchronized (writing) {
            writingUntil.begin();
            if (log.isPresent()) {
                try {
                    log.get().compact();
                    return true;
                } catch (IOException e) {
                    throw new StoreException(file + " could not be written anew: " + Words.of(e) + ".", e);
                }
            }
            try {
                try (Statement statement = writing.createStatement();
                        ResultSet result = statement.executeQuery("pragma wal_checkpoint(truncate)")) {
                    return result.next() && result.getInt(1) == 0;
                }
            } catch (SQLException e) {
                throw StoreFailure.of(e, file);
            }
        }
    }

    /** SQLite's own word on the whole file: {@code ok}, or what is wrong with it. */
    String integrity() throws StoreException {
        return read(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery("pragma integrity_check")) {
                return result.next() ? result.getString(1) : "nothing";
            }
        });
    }

    @Override
    public void close() {
        quietly(reading);
        if (writing != reading) {
            quietly(writing);
        }
        log.ifPresent(SealedLog::close);
    }

    private static void quietly(Connection connection) {
        try {
            synchronized (connection) {
                connection.close();
            }
        } catch (SQLException e) {
            // Everything acknowledged is in the file or its journal.
        }
    }
}
