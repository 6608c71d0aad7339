package formcheck.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Marks in the database that this process has a session in progress, so that no other process deletes it. Valid while the process
 * lives, as far as others can check that, and at most 15 minutes without a frame. Not thread-safe.
 */
final class Lease {
    /** Longer than a live session waits for a lost camera, which is 5 minutes. */
    static final Duration HOLDS = Duration.ofMinutes(15);

    private static final long RENEWED_NANOS = Duration.ofMinutes(1).toNanos();
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    private static final Path PROCESSES = Path.of("/proc/self/ns/pid");

    private final Database database;
    private final SessionId id;
    private long renewed = System.nanoTime();

    /** A lease that {@link #take} has acquired. */
    Lease(Database database, SessionId id) {
        this.database = database;
        this.id = id;
    }

    static void take(Connection connection, SessionId id, Instant now) throws SQLException {
        Sql.run(
                connection,
                """
                insert into lease (session, holder, until_millis) values (?, ?, ?)
                on conflict (session) do update set holder = excluded.holder, until_millis = excluded.until_millis
                """,
                id.text(),
                machine() + " " + ProcessHandle.current().pid(),
                now.plus(HOLDS).toEpochMilli());
    }

    /** Returns whether a process that may be alive has the session in progress. */
    static boolean isHeld(Connection connection, SessionId id, Instant now) throws SQLException {
        Optional<String> holder = Sql.first(
                connection,
                row -> row.getString(1),
                "select holder from lease where session = ? and until_millis > ?",
                id.text(),
                now.toEpochMilli());
        return holder.isPresent() && mayBeAlive(holder.get());
    }

    /** Process ids can be checked on the same machine only. */
    private static boolean mayBeAlive(String holder) {
        int space = holder.lastIndexOf(' ');
        if (space < 0 || !holder.substring(0, space).equals(machine())) {
            return true;
        }
        try {
            return ProcessHandle.of(Long.parseLong(holder.substring(space + 1)))
                    .map(ProcessHandle::isAlive)
                    .orElse(false);
        } catch (NumberFormatException e) {
            return true;
        }
    }

    /** Identifies the machine or container whose process ids are meant. */
    private static String machine() {
        try {
            return Files.readString(BOOT).strip() + " "
                    + Files.readSymbolicLink(PROCESSES).getFileName();
        } catch (IOException | UnsupportedOperationException e) {
            return System.getProperty("os.name") + " "
                    + Optional.ofNullable(System.getenv("COMPUTERNAME"))
                            .or(() -> Optional.ofNullable(System.getenv("HOSTNAME")))
                            .orElse("this");
        }
    }

    /** Called with every frame. Retries after a minute if the database is locked. */
    void renew() {
        long now = System.nanoTime();
        if (now - renewed >= RENEWED_NANOS) {
            renewed = now;
            quietly(connection -> take(connection, id, Instant.now()));
        }
    }

    /** Releases the session. */
    void end() {
        quietly(connection -> Sql.run(connection, "delete from lease where session = ?", id.text()));
    }

    private interface LeaseChange {
        void on(Connection connection) throws SQLException;
    }

    private void quietly(LeaseChange change) {
        try {
            database.write(connection -> {
                change.on(connection);
                return id;
            });
        } catch (StoreException e) {
            // The lease expires by itself.
        }
    }
}
