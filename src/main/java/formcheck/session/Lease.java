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
 * Says in the database that this program has a session under way, so that no other deletes it. It holds as long as the program
 * lives, as far as another one can see that, and at most a quarter of an hour without a frame. For one thread.
 */
final class Lease {
    /** Longer than a live session waits for a camera that is lost, which is 5 minutes. */
    static final Duration HOLDS = Duration.ofMinutes(15);

    private static final long RENEWED_NANOS = Duration.ofMinutes(1).toNanos();
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    private static final Path PROCESSES = Path.of("/proc/self/ns/pid");

    private final Database database;
    private final SessionId id;
    private long renewed = System.nanoTime();

    /** One that {@link #take} has taken. */
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

    /** Whether a program that may be alive has the session under way. */
    static boolean isHeld(Connection connection, SessionId id, Instant now) throws SQLException {
        Optional<String> holder = Sql.first(
                connection,
                row -> row.getString(1),
                "select holder from lease where session = ? and until_millis > ?",
                id.text(),
                now.toEpochMilli());
        return holder.isPresent() && mayBeAlive(holder.get());
    }

    /** Only the processes of this very machine can be looked at. */
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

    /** What tells apart whose process numbers are meant; a container has its own. */
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

    /** Called with every frame; a database that is locked just now is tried again a minute later. */
    void renew() {
        long now = System.nanoTime();
        if (now - renewed >= RENEWED_NANOS) {
            renewed = now;
            quietly(connection -> take(connection, id, Instant.now()));
        }
    }

    /** The session is not under way any more. */
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
            // It ends by itself.
        }
    }
}
