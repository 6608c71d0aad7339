package formcheck.session;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Sessions that were deleted: in the trash for a day, then gone for good. A tombstone is the name of one that is gone for good
 * while its folder may still be there; only what has one is ever deleted from the disk.
 */
final class Tombstones {
    /** How long a deletion can be undone. */
    static final Duration UNDO = Duration.ofHours(24);

    private Tombstones() {}

    /** Puts a session into the trash. How many there were: 1, or 0. */
    static int trash(Connection connection, SessionId id, Instant now) throws SQLException {
        return Sql.run(
                connection,
                "update session set deleted_millis = ? where id = ? and deleted_millis is null",
                now.toEpochMilli(),
                id.text());
    }

    /** Takes a session out of the trash. How many there were: 1, or 0. */
    static int takeBack(Connection connection, SessionId id) throws SQLException {
        return Sql.run(
                connection,
                "update session set deleted_millis = null where id = ? and deleted_millis is not null",
                id.text());
    }

    /** What lies in the trash, in the order of deletion. */
    static List<SessionId> trashed(Connection connection) throws SQLException {
        return KeptRows.ids(
                connection, "select id from session where deleted_millis is not null order by deleted_millis, id");
    }

    /** Those that came into the trash before that moment, milliseconds since 1970. */
    static List<SessionId> trashedBefore(Connection connection, long millis) throws SQLException {
        return KeptRows.ids(connection, "select id from session where deleted_millis < ?", millis);
    }

    /** Deletes a session's rows, and leaves its name until {@link #forget}. */
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

    /** The folder is gone too. */
    static void forget(Connection connection, SessionId id) throws SQLException {
        Sql.run(connection, "delete from tombstone where id = ?", id.text());
    }
}
