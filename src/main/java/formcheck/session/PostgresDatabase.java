package formcheck.session;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL database of a practice. A session in progress is written to a SQLite database of this machine, and goes to
 * PostgreSQL when it is over: a network that fails delays nothing and loses nothing. Where the server does not answer, reading
 * finds what is on this machine.
 */
final class PostgresDatabase implements Database {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresDatabase.class);

    /** Numbers of sessions that one machine may begin in a minute. */
    private static final int IN_A_MINUTE = 10;

    private final Database local;
    private final SessionFiles files;
    private final PostgresConnection reading;
    private final PostgresConnection writing;
    private final PracticeSender sender;
    private final PracticeFiles practiceFiles;
    private final int machine;

    private PostgresDatabase(Path folder, PracticeAddress address, Database local, SessionFiles files)
            throws StoreException {
        this.local = local;
        this.files = files;
        this.reading = new PostgresConnection(address, Connection.TRANSACTION_REPEATABLE_READ, false);
        this.writing = new PostgresConnection(address, Connection.TRANSACTION_SERIALIZABLE, false);
        this.practiceFiles = new PracticeFiles(folder, files);
        try {
            this.machine = MachineNumber.of(folder, writing);
        } catch (StoreException | RuntimeException e) {
            reading.close();
            writing.close();
            throw e;
        }
        this.sender = new PracticeSender(folder, address, local, files);
    }

    /**
     * Opens the database. If it does not answer, opens what is on this machine.
     *
     * @param local keeps what is not in the database yet
     * @throws UnreachableStoreException if it does not answer, and this machine has never reached it
     * @throws StoreException if it refuses the login, or is not prepared for this version
     */
    static PostgresDatabase open(Path folder, PracticeAddress address, Database local, SessionFiles files)
            throws StoreException {
        PostgresDatabase database = new PostgresDatabase(folder, address, local, files);
        try {
            database.reading.transaction(connection -> true);
        } catch (UnreachableStoreException e) {
            database.sender.isAway(e);
        } catch (StoreException | RuntimeException e) {
            database.closeConnections();
            throw e;
        }
        return database;
    }

    @Override
    public <T> T read(DatabaseWork<T> work) throws StoreException {
        sender.settle();
        try {
            return reading.transaction(work);
        } catch (UnreachableStoreException e) {
            sender.isAway(e);
            return local.read(work);
        }
    }

    @Override
    public <T> T write(DatabaseWork<T> work) throws StoreException {
        return writing.transaction(work);
    }

    @Override
    public Database running() {
        return local;
    }

    @Override
    public Database holding(SessionId id) throws StoreException {
        return local.read(connection -> isHere(connection, id)) ? local : this;
    }

    @Override
    public <T> T whileNothingMoves(StillWork<T> work) throws StoreException {
        sender.settle();
        return sender.whileNothingMoves(work);
    }

    static boolean isHere(Connection connection, SessionId id) throws SQLException {
        return Sql.count(connection, "select count(*) from session where id = ?", id.text()) > 0;
    }

    /** What is here comes first: a session in progress refuses before anything is deleted. */
    @Override
    public List<Database> parts() {
        return List.of(local, this);
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public IntStream numbers() {
        return IntStream.range(machine * IN_A_MINUTE, (machine + 1) * IN_A_MINUTE);
    }

    @Override
    public void choose(String person, DatabaseWork<?> change) throws StoreException {
        try {
            write(change);
        } catch (UnreachableStoreException e) {
            sender.choicesWait(person);
        }
        local.write(change);
    }

    @Override
    public void noteRead(Connection connection, SessionId id) throws SQLException {
        if (isPostgres(connection)) {
            Sql.all(
                    connection,
                    row -> id,
                    "select formcheck.log('session read', person, id) from session where id = ?",
                    id.text());
        }
    }

    @Override
    public void noteListed(Connection connection, String person) throws SQLException {
        if (isPostgres(connection)) {
            Sql.all(
                    connection,
                    row -> person,
                    "select formcheck.log('sessions listed', id, null) from person where lower(name) = lower(?)",
                    person);
        }
    }

    private static boolean isPostgres(Connection connection) throws SQLException {
        return connection.isWrapperFor(org.postgresql.PGConnection.class);
    }

    @Override
    public void ended(SessionId id) {
        sender.somethingWaits();
    }

    @Override
    public void fetch(SessionId id) {
        try {
            if (!files.isSent(id) && !local.<Boolean>read(connection -> isHere(connection, id))) {
                practiceFiles.fetch(reading, id);
            }
        } catch (StoreException | IOException e) {
            LOG.warn("the files of session {} cannot be fetched: {}", id, e.getMessage());
        }
    }

    @Override
    public void bringUpToDate(boolean cleaning) throws StoreException {
        sender.settle();
        if (cleaning) {
            try {
                new PracticeCleaning(this, local, files, sender.people()).clean(Instant.now(), sender.waiting());
            } catch (UnreachableStoreException e) {
                sender.isAway(e);
                LOG.debug("nothing is cleared away: {}", e.getMessage());
            }
        }
    }

    @Override
    public Optional<String> notice() {
        return sender.notice();
    }

    /** The server clears deleted rows away by itself. */
    @Override
    public boolean emptyJournal() {
        return true;
    }

    @Override
    public String integrity() throws StoreException {
        return local.integrity();
    }

    @Override
    public void close() {
        closeConnections();
        local.close();
    }

    private void closeConnections() {
        sender.close();
        reading.close();
        writing.close();
    }
}
