package formcheck.session;

import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/** A connection to a practice's database that opens itself anew after it was lost. Thread-safe: one transaction at a time. */
final class PostgresConnection implements AutoCloseable {
    /** Create or replace trigger, since 14. */
    private static final int OLDEST_SERVER = 140_000;

    /** Tries of a transaction that conflicts with another one. */
    private static final int TRIES = 5;

    private static final int CONFLICT_PAUSE_MILLIS = 50;

    /** After a failed attempt nobody waits for another one for this long. */
    private static final Duration QUIET = Duration.ofSeconds(5);

    private final PracticeAddress address;
    private final int isolation;
    private final boolean asOwner;
    private volatile @Nullable Connection connection;
    private @Nullable UnreachableStoreException away;
    private long triedNanos;
    private volatile boolean closed;

    /**
     * @param isolation of {@link Connection}
     * @param asOwner whether the schema may be absent or of another version
     */
    PostgresConnection(PracticeAddress address, int isolation, boolean asOwner) {
        this.address = address;
        this.isolation = isolation;
        this.asOwner = asOwner;
    }

    /**
     * Runs a transaction, all or nothing. Runs it again after a conflict, and once more where the connection was lost before.
     *
     * @throws UnreachableStoreException if the server does not answer; the transaction may have been committed only if it was
     *     lost during the commit
     */
    synchronized <T> T transaction(Database.DatabaseWork<T> work) throws StoreException {
        boolean fresh = connection == null;
        for (int i = 1; ; i++) {
            Connection open = open();
            boolean committing = false;
            try {
                T result = work.on(open);
                committing = true;
                open.commit();
                return result;
            } catch (SQLException e) {
                if (PostgresFailure.isAway(e)) {
                    lose();
                    if (!fresh && !committing) {
                        fresh = true; // the server was started again since the last transaction
                        continue;
                    }
                    throw away(PostgresFailure.of(e, address));
                }
                rollback(open);
                if (PostgresFailure.isHindered(e)) {
                    lose(); // others who ask in the next seconds do not wait as long
                    throw away(PostgresFailure.of(e, address));
                }
                if (!PostgresFailure.isConflict(e) || i >= TRIES) {
                    throw PostgresFailure.of(e, address);
                }
                pause(i);
            } catch (IllegalArgumentException e) {
                loseIfOfDriver(e);
                rollback(open);
                throw new StoreException(
                        "The sessions in " + address.shown() + " hold what FormCheck did not write: " + e.getMessage()
                                + ".",
                        e);
            } catch (UncheckedIOException e) {
                rollback(open);
                throw new StoreException(FailureWords.of(Objects.requireNonNull(e.getCause())) + ".", e);
            } catch (RuntimeException e) {
                loseIfOfDriver(e);
                rollback(open);
                throw e;
            }
        }
    }

    private void loseIfOfDriver(RuntimeException e) throws StoreException {
        if (PostgresFailure.isOfDriver(e)) {
            lose();
            throw away(PostgresFailure.away(e, address));
        }
    }

    private StoreException away(StoreException failure) {
        triedNanos = System.nanoTime();
        if (failure instanceof UnreachableStoreException unreachable) {
            away = unreachable;
        }
        return failure;
    }

    private Connection open() throws StoreException {
        Connection open = connection;
        if (open != null) {
            return open;
        }
        UnreachableStoreException before = away;
        if (before != null && System.nanoTime() - triedNanos < QUIET.toNanos()) {
            throw new UnreachableStoreException(String.valueOf(before.getMessage()), before);
        }
        if (closed) {
            throw new StoreException("FormCheck is shutting down.");
        }
        Connection made = null;
        try {
            made = connect(address);
            made.setAutoCommit(false);
            made.setTransactionIsolation(isolation);
            check(made);
            made.commit();
            away = null;
            connection = made;
            return made;
        } catch (SQLException e) {
            closeQuietly(made);
            throw away(PostgresFailure.of(e, address));
        } catch (StoreException e) {
            closeQuietly(made);
            throw e;
        } catch (RuntimeException e) {
            closeQuietly(made);
            throw away(PostgresFailure.away(e, address));
        }
    }

    /** Opens a connection whose statements end in time, also where the network goes silent. */
    static Connection connect(PracticeAddress address) throws SQLException {
        Properties properties = new Properties();
        address.driverOptions().forEach(properties::setProperty);
        properties.setProperty("user", address.user());
        Optional.ofNullable(System.getenv(PracticeAddress.PASSWORD))
                .ifPresent(password -> properties.setProperty("password", password));
        properties.setProperty("ApplicationName", "FormCheck");
        properties.setProperty("connectTimeout", "3"); // seconds
        properties.setProperty("loginTimeout", "5");
        properties.setProperty("socketTimeout", "12");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("logServerErrorDetail", "false"); // it repeats values of rows
        properties.setProperty(
                "options",
                "-c search_path=formcheck,pg_temp -c statement_timeout=10000 -c lock_timeout=5000"
                        + " -c idle_in_transaction_session_timeout=60000");
        Connection connection = new Driver().connect(address.server(), properties);
        if (connection == null) {
            throw new SQLException("no such server", "08001");
        }
        return connection;
    }

    private void check(Connection made) throws SQLException, StoreException {
        try (Statement statement = made.createStatement()) {
            int server = number(statement, "select current_setting('server_version_num')::integer");
            if (server < OLDEST_SERVER) {
                throw new StoreException(tooOld(server, address));
            }
            if (asOwner) {
                return;
            }
            int usable = number(statement, """
                    select coalesce(max(case when has_schema_privilege(oid, 'usage') then 2 else 1 end), 0)
                    from pg_namespace where nspname = 'formcheck'
                    """);
            if (usable == 1) {
                throw new StoreException("The login " + address.user() + " may not use " + address.shown()
                        + ". Its owner admits it: formcheck practice practitioner NAME, or formcheck practice person NAME"
                        + " --login LOGIN");
            }
            if (usable == 0) {
                throw new StoreException(PostgresFailure.notOurs(address));
            }
            if (number(statement, """
                    select count(*) from pg_roles where rolname = session_user and (rolsuper or rolbypassrls)
                    """) > 0) {
                throw new StoreException("The login " + address.user()
                        + " sees everything, whomever it was entrusted to. Use" + " a login without these rights.");
            }
            int version = number(
                    statement,
                    "select coalesce(max(version::integer), 0) from formcheck.flyway_schema_history where success and version"
                            + " is not null");
            if (version > Schema.VERSION) {
                throw new StoreException(
                        "A newer FormCheck keeps the sessions in " + address.shown() + ". Use that one.");
            }
            if (version < Schema.VERSION) {
                throw new StoreException(PostgresFailure.notOurs(address));
            }
        }
    }

    /** @param server as PostgreSQL numbers itself, 150003 for 15.3 */
    static String tooOld(int server, PracticeAddress address) {
        return "PostgreSQL " + server / 10_000 + " runs " + address.shown() + ". FormCheck needs PostgreSQL "
                + OLDEST_SERVER / 10_000 + " or newer.";
    }

    private static int number(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getInt(1) : 0;
        }
    }

    private void rollback(Connection open) {
        try {
            open.rollback();
        } catch (SQLException e) {
            lose();
        }
    }

    private void lose() {
        closeQuietly(connection);
        connection = null;
    }

    private static void pause(int failed) {
        try {
            Thread.sleep((long) CONFLICT_PAUSE_MILLIS * failed
                    + ThreadLocalRandom.current().nextInt(CONFLICT_PAUSE_MILLIS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void closeQuietly(@Nullable Connection open) {
        if (open != null) {
            Database.quietly(open);
        }
    }

    /** Ends the connection, also in the middle of a transaction, which is rolled back. */
    void abort() {
        closed = true;
        Connection open = connection;
        if (open != null) {
            try {
                open.abort(Runnable::run);
            } catch (SQLException e) {
                // It ends by itself.
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        synchronized (this) {
            lose();
        }
    }
}
