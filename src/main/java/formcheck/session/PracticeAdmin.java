package formcheck.session;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** What the owner of a practice's database does: prepares it, admits logins, entrusts people, reads the audit trail. */
public final class PracticeAdmin implements AutoCloseable {
    private static final String PRACTITIONERS = "formcheck_practitioner";
    private static final String PEOPLE = "formcheck_person";

    /** Lines of an audit that is printed. */
    private static final int MOST_LINES = 10_000;

    private final PracticeAddress address;
    private final PostgresConnection connection;

    /** The owner asked for what cannot be. */
    private static final class MistakeException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MistakeException(String message) {
            super(message);
        }
    }

    private <T> T transaction(Database.DatabaseWork<T> work) throws StoreException {
        try {
            return connection.transaction(work);
        } catch (MistakeException e) {
            throw new StoreException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Connects at the first use. */
    public PracticeAdmin(PracticeAddress address) {
        this.address = address;
        this.connection = new PostgresConnection(address, Connection.TRANSACTION_SERIALIZABLE, true);
    }

    /**
     * A line of the audit trail.
     *
     * @param login who did it
     * @param person name of the person; empty for none, or one who was erased
     * @param session id of the session; empty for none
     */
    public record AuditLine(
            Instant at, String login, String action, Optional<String> person, Optional<String> session) {}

    /**
     * Prepares the database, or brings it up to date. Changes nothing that is kept.
     *
     * @throws StoreException if it belongs to another program or a newer FormCheck, or the login may not do it
     */
    public void init() throws StoreException {
        checkOwner();
        connection.transaction(open -> {
            for (String group : List.of(PRACTITIONERS, PEOPLE)) {
                if (Sql.count(open, "select count(*) from pg_roles where rolname = ?", group) == 0) {
                    Database.run(open, "create role " + group + " nologin");
                }
            }
            return true;
        });
        checkVersion();
        try {
            Flyway.configure(Database.class.getClassLoader())
                    .dataSource(new PracticeSource(address))
                    .schemas(Schema.PRACTICE)
                    .createSchemas(true)
                    .locations(Schema.PRACTICE_FOLDERS.toArray(String[]::new))
                    .failOnMissingLocations(true)
                    .loggers("slf4j")
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw failure(e);
        }
    }

    /** Only the owner of the schema changes it. */
    private void checkOwner() throws StoreException {
        boolean others = connection.transaction(open -> Sql.count(
                        open,
                        "select count(*) from pg_namespace where nspname = ? and not pg_has_role(current_user, nspowner, 'member')",
                        Schema.PRACTICE)
                > 0);
        if (others) {
            throw new StoreException("This login does not own " + address.shown() + ". Its owner runs this command.");
        }
    }

    private void checkVersion() throws StoreException {
        int newest = connection.transaction(open -> {
            boolean history = Sql.count(
                            open,
                            "select count(*) from pg_tables where schemaname = 'formcheck' and tablename ="
                                    + " 'flyway_schema_history'")
                    > 0;
            boolean anything = Sql.count(open, "select count(*) from pg_tables where schemaname = 'formcheck'") > 0;
            if (anything && !history) {
                return -1;
            }
            return history
                    ? Sql.count(
                            open,
                            "select coalesce(max(version::integer), 0) from formcheck.flyway_schema_history where version is"
                                    + " not null")
                    : 0;
        });
        if (newest < 0) {
            throw new StoreException("Another program uses the schema formcheck in " + address.shown() + ".");
        }
        if (newest > Schema.VERSION) {
            throw new StoreException("A newer FormCheck has prepared " + address.shown() + ". Use that one.");
        }
    }

    private StoreException failure(FlywayException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return PostgresFailure.of(sql, address);
            }
        }
        return new StoreException(
                "The history of " + address.shown() + " is not FormCheck's. Nothing was changed by this command.", e);
    }

    /** Admits a PostgreSQL login as a practitioner. */
    public void practitioner(String login) throws StoreException {
        transaction(open -> {
            check(open, login);
            if (Sql.count(open, "select count(*) from entrusted where login = ? and own", login) > 0) {
                throw new MistakeException("The login " + login + " is a person's. A practitioner needs another one.");
            }
            grant(open, PRACTITIONERS, login);
            return login;
        });
    }

    /** Adds a person, or gives the login to one who is there: it sees this person alone. */
    public void person(String typed, String login) throws StoreException {
        String name = Profile.checkedName(typed);
        transaction(open -> {
            check(open, login);
            if (isPractitioner(open, login)) {
                throw new MistakeException("The login " + login + " is a practitioner's. A person needs another one.");
            }
            grant(open, PEOPLE, login);
            long person = PersonRows.known(open, name);
            if (Sql.count(open, "select count(*) from entrusted where login = ? and person <> ?", login, person) > 0) {
                throw new MistakeException("The login " + login + " is another person's. Each person needs one alone.");
            }
            Sql.run(
                    open,
                    "insert into entrusted (person, login, own) values (?, ?, true) on conflict do nothing",
                    person,
                    login);
            return person;
        });
    }

    private static void check(Connection open, String login) throws SQLException {
        if (Sql.count(open, "select count(*) from pg_roles where rolname = ? and rolcanlogin", login) == 0) {
            throw new MistakeException("There is no PostgreSQL login " + login
                    + ". The administrator of PostgreSQL makes one: createuser --pwprompt NAME");
        }
        if (Sql.count(open, """
                select count(*) from pg_roles r where rolname = ? and (rolsuper or rolbypassrls
                    or exists (select 1 from pg_namespace n where n.nspname = 'formcheck' and n.nspowner = r.oid))
                """, login) > 0) {
            throw new MistakeException("The login " + login
                    + " sees everything, whomever it was entrusted to. Use a login without these rights.");
        }
    }

    private static boolean isPractitioner(Connection open, String login) throws SQLException {
        return Sql.count(
                        open,
                        "select count(*) from pg_auth_members m join pg_roles r on r.oid = m.member join pg_roles g on"
                                + " g.oid = m.roleid where r.rolname = ? and g.rolname = ?",
                        login,
                        PRACTITIONERS)
                > 0;
    }

    private static void grant(Connection open, String group, String login) throws SQLException {
        String quoted = Sql.first(open, row -> row.getString(1), "select quote_ident(?)", login)
                .orElseThrow();
        Database.run(open, "grant " + group + " to " + quoted);
    }

    /** Lets a practitioner see a person's sessions and change them. */
    public void entrust(String person, String login) throws StoreException {
        transaction(open -> {
            if (!isPractitioner(open, login)) {
                throw new MistakeException("No practitioner has the login " + login
                        + ". To admit one: formcheck practice practitioner LOGIN");
            }
            return Sql.run(
                    open,
                    "insert into entrusted (person, login) values (?, ?) on conflict do nothing",
                    id(open, person),
                    login);
        });
    }

    /** Ends what {@link #entrust} began. What a machine has fetched already is removed when it connects again. */
    public void withdraw(String person, String login) throws StoreException {
        int changed = transaction(open -> Sql.run(
                open, "delete from entrusted where person = ? and login = ? and not own", id(open, person), login));
        if (changed == 0) {
            throw new StoreException("This person is not entrusted to " + login + ".");
        }
    }

    private static long id(Connection open, String person) throws SQLException {
        return PersonRows.find(open, person)
                .orElseThrow(() -> new MistakeException("No one here is called " + person + "."));
    }

    /** Returns the last lines of the audit trail, oldest first. */
    public List<AuditLine> audit(Optional<String> person) throws StoreException {
        return transaction(open -> {
            Optional<Long> wanted = person.isPresent() ? Optional.of(id(open, person.get())) : Optional.empty();
            return Sql.all(open, PracticeAdmin::line, """
                    select * from (select audit.number, at, login, action, person.name, session
                        from audit left join person on person.id = audit.person
                        where ? = 0 or audit.person = ? order by audit.number desc limit ?) newest
                    order by number
                    """, wanted.isPresent() ? 1 : 0, wanted.orElse(0L), MOST_LINES);
        });
    }

    private static AuditLine line(ResultSet row) throws SQLException {
        return new AuditLine(
                row.getTimestamp("at").toInstant(),
                row.getString("login"),
                row.getString("action").toLowerCase(Locale.ROOT),
                Optional.ofNullable(row.getString("name")),
                Optional.ofNullable(row.getString("session")));
    }

    @Override
    public void close() {
        connection.close();
    }
}
