package formcheck.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Set;
import org.flywaydb.core.api.FlywayException;
import org.sqlite.SQLiteException;

/** The text of an SQLite error. */
final class StoreFailure {
    /** Size of an empty database and its journal, bytes. */
    private static final long LEAST_ROOM = 256 * 1024;

    private StoreFailure() {}

    static StoreException of(SQLException e, Path file) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLiteException sqlite) {
                return told(sqlite, file, e);
            }
        }
        if (e instanceof DamagedRowException damaged) {
            return new StoreException(
                    "Session " + damaged.session() + " in " + file + " is damaged: something else has written to the"
                            + " database. Without it the others can be used: formcheck delete " + damaged.session(),
                    e);
        }
        return new StoreException("The sessions in " + file + " cannot be used: the database does not answer.", e);
    }

    static StoreException ofMigration(FlywayException e, Path file) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLiteException sqlite) {
                return told(sqlite, file, e);
            }
        }
        return new StoreException(
                "The sessions in " + file
                        + " could not be brought up to date: the database's history is not FormCheck's.",
                e);
    }

    static DamagedStoreException damaged(Path file) {
        return new DamagedStoreException(damage(file));
    }

    private static String damage(Path file) {
        return file
                + " is damaged. Put a copy of it in its place, or run 'formcheck sessions --rebuild': it puts the file aside"
                + " and makes a new one from the motions beside it.";
    }

    private static StoreException told(SQLiteException sqlite, Path file, Exception e) {
        String name = sqlite.getResultCode().name();
        return name.startsWith("SQLITE_CORRUPT") || name.startsWith("SQLITE_NOTADB")
                ? new DamagedStoreException(damage(file), e)
                : new StoreException(words(sqlite, file), e);
    }

    /** SQLite has no error code of its own for a file that cannot be created or extended because the disk is full. */
    private static boolean isFull(Path file) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            return folder != null && Files.getFileStore(folder).getUsableSpace() < LEAST_ROOM;
        } catch (IOException e) {
            return false;
        }
    }

    private static String words(SQLiteException e, Path file) {
        String name = e.getResultCode().name();
        if (name.startsWith("SQLITE_BUSY") || name.startsWith("SQLITE_LOCKED")) {
            return "The sessions in " + file
                    + " are locked by another FormCheck or another program. Close it, or wait.";
        }
        boolean unwritten = name.startsWith("SQLITE_FULL")
                || Set.of("SQLITE_IOERR_WRITE", "SQLITE_IOERR_FSYNC", "SQLITE_IOERR_SHMSIZE")
                        .contains(name);
        if (unwritten || ((name.startsWith("SQLITE_IOERR") || name.startsWith("SQLITE_CANTOPEN")) && isFull(file))) {
            return "The disk is full: nothing more can be kept in " + file + ". Make room.";
        }
        if (name.equals("SQLITE_INTERRUPT")) {
            return "The sessions in " + file
                    + " took too long to be looked up. Is the disk slow, or the file not ours?";
        }
        if (name.startsWith("SQLITE_READONLY")
                || name.startsWith("SQLITE_CANTOPEN")
                || name.startsWith("SQLITE_PERM")) {
            return file + " cannot be opened for writing. Check its permissions, or name another folder with --data.";
        }
        if (name.startsWith("SQLITE_CONSTRAINT")) {
            return "The sessions in " + file + " contradict each other: something else has written to the database.";
        }
        if (name.startsWith("SQLITE_IOERR")) {
            return "The sessions in " + file + " cannot be read or written: the disk reports an error (" + name + ").";
        }
        return "The sessions in " + file + " cannot be used: the database reports an error (" + name + ").";
    }
}
