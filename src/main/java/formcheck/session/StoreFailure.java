package formcheck.session;

import java.nio.file.Path;
import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteException;

/** What SQLite reports, in words for the user. */
final class StoreFailure {
    private StoreFailure() {}

    static StoreException of(SQLException e, Path file) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLiteException sqlite) {
                return new StoreException(words(sqlite, file), e);
            }
        }
        return new StoreException("The sessions in " + file + " cannot be used: " + oneLine(e.getMessage()) + ".", e);
    }

    static StoreException ofMigration(FlywayException e, Path file) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLiteException sqlite) {
                return new StoreException(words(sqlite, file), e);
            }
        }
        return new StoreException(
                "The sessions in " + file + " could not be brought up to date: " + oneLine(e.getMessage()) + ".", e);
    }

    private static String words(SQLiteException e, Path file) {
        String name = e.getResultCode().name();
        if (name.startsWith("SQLITE_BUSY") || name.startsWith("SQLITE_LOCKED")) {
            return "The sessions in " + file
                    + " are locked by another FormCheck or another program. Close it, or wait.";
        }
        if (name.startsWith("SQLITE_FULL") || name.equals("SQLITE_IOERR_WRITE") || name.equals("SQLITE_IOERR_FSYNC")) {
            return "The disk is full: nothing more can be kept in " + file + ". Make room.";
        }
        if (name.startsWith("SQLITE_CORRUPT") || name.startsWith("SQLITE_NOTADB")) {
            return file
                    + " is damaged. Move it away, or put a copy of it in its place; the motions beside it are whole.";
        }
        if (name.startsWith("SQLITE_READONLY")
                || name.startsWith("SQLITE_CANTOPEN")
                || name.startsWith("SQLITE_PERM")) {
            return file + " cannot be opened for writing. Check its permissions, or name another folder with --data.";
        }
        return "The sessions in " + file + " cannot be used: " + oneLine(e.getMessage()) + ".";
    }

    private static String oneLine(@Nullable String message) {
        return message == null ? "unknown" : message.replaceAll("\\s+", " ").strip();
    }
}
