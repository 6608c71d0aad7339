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

    @Override
    void close();

    /** Returns whether a folder holds a database. */
    static boolean isIn(Path folder) {
        return isPlainIn(folder) || SealedLog.isIn(folder);
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
