package formcheck.session;

import java.io.IOException;
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
 * The SQLite file of a folder. One connection writes and another reads, so that a query over a year does not delay the writing
 * of a repetition. Thread-safe; other processes may use the same file.
 */
final class SqliteDatabase implements Database {
    private static final String WRITING = "begin immediate";

    /** SQLite virtual machine instructions between two checks of the time limit, some milliseconds. */
    private static final int STEPS = 100_000;

    private final Path file;
    private final Optional<SealedLog> log;
    private final Connection writing;
    private final Connection reading;
    private final Deadline writingUntil;
    private final Deadline readingUntil;

    SqliteDatabase(Path file, Connection writing, Connection reading, Duration longest, Optional<SealedLog> log)
            throws SQLException {
        this.file = file;
        this.log = log;
        this.writing = writing;
        this.reading = reading;
        this.writingUntil = new Deadline(longest);
        this.readingUntil = new Deadline(longest);
        for (Connection connection : List.of(writing, reading)) {
            Database.run(connection, "pragma trusted_schema = off");
        }
        ProgressHandler.setHandler(writing, STEPS, writingUntil);
        ProgressHandler.setHandler(reading, STEPS, readingUntil);
    }

    /** Interrupts a statement that exceeds its time limit. */
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

    /**
     * Loads a database from its image. SQLite then overwrites deleted rows with zeros (secure_delete): that setting belongs to
     * the pages that the image replaces.
     */
    static void restore(Connection connection, byte[] image) throws SQLException {
        sqlite(connection).deserialize("main", image);
        Database.run(connection, "pragma secure_delete = on");
    }

    static SQLiteConnection sqlite(Connection connection) throws SQLException {
        return connection.unwrap(SQLiteConnection.class);
    }

    @Override
    public <T> T read(DatabaseWork<T> work) throws StoreException {
        synchronized (reading) {
            readingUntil.begin();
            return inTransaction(reading, "begin", work);
        }
    }

    @Override
    public <T> T write(DatabaseWork<T> work) throws StoreException {
        synchronized (writing) {
            writingUntil.begin();
            return inTransaction(writing, WRITING, work);
        }
    }

    /**
     * Starts transactions by SQL rather than through the driver: the driver loses track when SQLite rolls back by itself, as on a
     * full disk, and then every later write fails. A writer takes the write lock before it reads (BEGIN IMMEDIATE): otherwise
     * SQLite refuses it at once if another process wrote in between.
     */
    private <T> T inTransaction(Connection connection, String begin, DatabaseWork<T> work) throws StoreException {
        boolean done = false;
        try {
            Database.run(connection, begin);
            T result = work.on(connection);
            Database.run(connection, "commit");
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
                    Database.run(connection, "rollback");
                } catch (SQLException e) {
                    // The cause is reported already. SQLite has rolled back by itself if the disk is full.
                }
            }
        }
    }

    /** Reports a commit of a sealed database only after its pages are in the file. */
    private void seal(SealedLog sealed) throws SQLException, StoreException {
        SQLiteConnection memory = sqlite(writing);
        try {
            sealed.commit(memory.serialize("main"));
        } catch (IOException e) {
            restore(writing, sealed.image());
            throw new StoreException("Nothing more can be kept in " + file + ": " + FailureWords.of(e) + ".", e);
        }
    }

    @Override
    public boolean emptyJournal() throws StoreException {
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

    @Override
    public String integrity() throws StoreException {
        return read(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery("pragma integrity_check")) {
                return result.next() ? result.getString(1) : "nothing";
            }
        });
    }

    @Override
    public void close() {
        Database.quietly(reading);
        if (writing != reading) {
            Database.quietly(writing);
        }
        log.ifPresent(SealedLog::close);
    }
}
