package formcheck.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The rows of sessions, in SQLite or PostgreSQL. Thread-safe; other processes may use the same database. */
interface Database extends AutoCloseable {
    String FILE = "formcheck.db";

    /** Separates the name of a database that was set aside from its number. */
    String ASIDE = ".damaged-";

    /** Reads or changes rows in one transaction. A database may run it again after a conflict with another process. */
    interface DatabaseWork<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Runs a read transaction on one snapshot. */
    <T> T read(DatabaseWork<T> work) throws StoreException;

    /** Runs a write transaction, all or nothing. The commit is durable when this returns. */
    <T> T write(DatabaseWork<T> work) throws StoreException;

    /**
     * Removes deleted rows from the disk.
     *
     * @return false if they stay there until another FormCheck ends
     */
    boolean emptyJournal() throws StoreException;

    /** Returns the result of the database's integrity check: {@code ok}, or the problems. */
    String integrity() throws StoreException;

    /** Returns the database for sessions in progress, for which no network is waited. */
    default Database running() {
        return this;
    }

    /** Returns the database that holds the rows of a session, if any does. */
    default Database holding(SessionId id) throws StoreException {
        return this;
    }

    /** Work that may fail as a store does. */
    @FunctionalInterface
    interface StillWork<T> {
        T run() throws StoreException;
    }

    /** Runs work while no session moves from one of the {@link #parts()} to another. */
    default <T> T whileNothingMoves(StillWork<T> work) throws StoreException {
        return work.run();
    }

    /** Returns all databases that may hold rows of a person. */
    default List<Database> parts() {
        return List.of(this);
    }

    /** Returns whether other machines use it, and have their own copies of files. */
    default boolean isShared() {
        return false;
    }

    /** Returns the numbers that distinguish new sessions of the same minute, in order; 1 is not written. */
    default IntStream numbers() {
        return IntStream.range(1, 10_000);
    }

    /** Changes a person's choices, also while the database does not answer. */
    default void choose(String person, DatabaseWork<?> change) throws StoreException {
        write(change);
    }

    /** Notes in the transaction that a session was read. */
    default void noteRead(Connection connection, SessionId id) throws SQLException {}

    /** Notes in the transaction that the sessions of a person were listed. */
    default void noteListed(Connection connection, String person) throws SQLException {}

    /** Called after a session was ended and all its files were written. */
    default void ended(SessionId id) {}

    /** Brings the files of a session onto this machine, if they are elsewhere and can be had now. */
    default void fetch(SessionId id) {}

    /**
     * Makes this machine agree with a database that others use as well.
     *
     * @param cleaning whether files and rows may be deleted
     */
    default void bringUpToDate(boolean cleaning) throws StoreException {}

    /** Returns a line for the person about where sessions are kept just now; empty if all is as usual. */
    default Optional<String> notice() {
        return Optional.empty();
    }

    @Override
    void close();

    /** Returns whether a folder holds a database, or names one. */
    static boolean isIn(Path folder) {
        return isPlainIn(folder) || PracticeAddress.isIn(folder) || SealedLog.isIn(folder);
    }

    /** Returns whether a folder holds an unsealed database. */
    static boolean isPlainIn(Path folder) {
        return Files.isRegularFile(folder.resolve(FILE));
    }

    /**
     * Renames a database with its journal, so that a new one can be created. Does not open or delete it.
     *
     * @return the new path
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

    /** Opens the database of an existing folder, and migrates its schema. */
    static Database open(Path folder) throws StoreException {
        return open(folder, DatabaseOpening.LONGEST_WORK);
    }

    /** @param key of a protected folder */
    static Database open(Path folder, Optional<SealingKey> key) throws StoreException {
        return key.isPresent() ? DatabaseOpening.sealed(folder, key.get()) : open(folder);
    }

    /** Opens the database in which the sessions of a folder are kept: in the folder, or that of a practice. */
    static Database open(Path folder, SessionFiles files) throws StoreException {
        Optional<PracticeAddress> practice = PracticeAddress.in(folder);
        Database local = open(folder, files.key);
        if (practice.isEmpty()) {
            return local;
        }
        try {
            return PostgresDatabase.open(folder, practice.get(), local, files);
        } catch (StoreException | RuntimeException e) {
            local.close();
            throw e;
        }
    }

    /** @param longest time limit of one transaction */
    static Database open(Path folder, Duration longest) throws StoreException {
        return DatabaseOpening.plain(folder, longest);
    }

    /** Runs one statement without parameters. */
    static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Closes a connection. All reported commits are durable already. */
    static void quietly(Connection connection) {
        try {
            synchronized (connection) {
                connection.close();
            }
        } catch (SQLException e) {
            // All reported commits are in the file or its journal.
        }
    }
}
