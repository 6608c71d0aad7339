package formcheck.session;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Deleted sessions: in the trash for a day, then erased. A tombstone is the name of an erased session whose folder may still
 * exist; only folders with a tombstone are deleted from disk.
 */
final class Tombstones {
    /** How long a deletion can be undone. */
    static final Duration UNDO = Duration.ofHours(24);

    private Tombstones() {}

    /** Moves a session into the trash. Returns the number of changed rows: 1 or 0. */
    static int trash(Connection connection, SessionId id, Instant now) throws SQLException {
        return Sql.run(
                connection,
                "update session set deleted_millis = ? where id = ? and deleted_millis is null",
                now.toEpochMilli(),
                id.text());
    }

    /** Restores a session from the trash. Returns the number of changed rows: 1 or 0. */
    static int takeBack(Connection connection, SessionId id) throws SQLException {
        return Sql.run(
                connection,
                "update session set deleted_millis = null where id = ? and deleted_millis is not null",
                id.text());
    }

    /** Returns the sessions in the trash, in the order of deletion. */
    static List<SessionId> trashed(Connection connection) throws SQLException {
        return KeptRows.ids(
                connection, "select id from session where deleted_millis is not null order by deleted_millis, id");
    }

    /** Returns the sessions that were deleted before a time, milliseconds since 1970. */
    static List<SessionId> trashedBefore(Connection connection, long millis) throws SQLException {
        return KeptRows.ids(connection, "select id from session where deleted_millis < ?", millis);
    }

    /** Deletes a session's rows, and keeps its name until {@link #forget}. */
    static void bury(Connection connection, SessionId id, Instant now) throws SQLException {
        Sql.run(
                connection,
                "insert into tombstone (id, erased_millis) values (?, ?) on conflict do nothing",
                id.text(),
                now.toEpochMilli());
        Sql.run(connection, "delete from session where id = ?", id.text());
    }

    static List<SessionId> all(Connection connection) throws SQLException {
        return KeptRows.ids(connection, "select id from tombstone");
    }

    /** Removes the tombstone after the folder is deleted. */
    static void forget(Connection connection, SessionId id) throws SQLException {
        Sql.run(connection, "delete from tombstone where id = ?", id.text());
    }

    /** Removes the tombstone if it is a day old. */
    static void forgetOld(Connection connection, SessionId id, Instant now) throws SQLException {
        Sql.run(
                connection,
                "delete from tombstone where id = ? and erased_millis <= ?",
                id.text(),
                now.minus(UNDO).toEpochMilli());
    }
}
