package formcheck.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConnection;

/**
 * The SQLite file and its schema. One connection writes and another one reads, so that looking at a year does not hold up a
 * repetition. May be used by several threads, and beside another FormCheck.
 */
final class Database implements AutoCloseable {
    static final String FILE = "formcheck.db";

    /** Between the name of one that was put aside and its number. */
    static final String ASIDE = ".damaged-";

    private static final String WRITING = "begin immediate";

    /** Steps of SQLite's machine between two looks at the clock, some milliseconds. */
    private static final int STEPS = 100_000;

    /** Reads or changes rows in one transaction. */
    interface DatabaseWork<T> {
        T on(Connection connection) throws SQLException;
    }

    private final Path file;
    private final Optional<SealedLog> log;
    private final Connection writing;
    private final Connection reading;
    private final Deadline writingUntil;
    private final Deadline readingUntil;

    Database(Path file, Connection writing, Connection reading, Duration longest, Optional<SealedLog> log)
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
            throw new StoreException(file + " could not be put aside: " + FailureWords.of(e) + ".", e);
        }
    }

    /** Opens the database of a folder that is there already, and brings its schema up to date. */
    static Database open(Path folder) throws StoreException {
        return open(folder, DatabaseOpening.LONGEST_WORK);
    }

    /** @param key of a protected folder */
    static Database open(Path folder, Optional<SealingKey> key) throws StoreException {
        return key.isPresent() ? DatabaseOpening.sealed(folder, key.get()) : open(folder);
    }

    /** @param longest that one piece of work may take */
    static Database open(Path folder, Duration longest) throws StoreException {
        return DatabaseOpening.plain(folder, longest);
    }

    /** What is deleted is overwritten also from then on: SQLite remembers that with the pages that are replaced here. */
    static void restore(Connection connection, byte[] image) throws SQLException {
        sqlite(connection).deserialize("main", image);
        run(connection, "pragma secure_delete = on");
    }

    static SQLiteConnection sqlite(Connection connection) throws SQLException {
        return connection.unwrap(SQLiteConnection.class);
    }

    /** Reads; what it sees is of one moment. */
    <T> T read(DatabaseWork<T> work) throws StoreException {
        synchronized (reading) {
            readingUntil.begin();
            return inTransaction(reading, "begin", work);
        }
    }

    /** Writes all or nothing; it is committed when this returns. */
    <T> T write(DatabaseWork<T> work) throws StoreException {
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
    private <T> T inTransaction(Connection connection, String begin, DatabaseWork<T> work) throws StoreException {
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
            throw new StoreException("Nothing more can be kept in " + file + ": " + FailureWords.of(e) + ".", e);
        }
    }

    static void run(Connection connection, String sql) throws SQLException {
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
                    throw new StoreException(file + " could not be written anew: " + FailureWords.of(e) + ".", e);
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

    static void quietly(Connection connection) {
        try {
            synchronized (connection) {
                connection.close();
            }
        } catch (SQLException e) {
            // Everything acknowledged is in the file or its journal.
        }
    }
}
