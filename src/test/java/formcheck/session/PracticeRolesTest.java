package formcheck.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import formcheck.testkit.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two practitioners, anna with Ada and ben with Bea, and what each of them can do to the other's person. */
class PracticeRolesTest {
    private static final List<String> TABLES = List.of(
            "person",
            "session",
            "exercise_set",
            "repetition",
            "cue",
            "blind_spot",
            "lease",
            "proof",
            "prescription",
            "session_file");

    @TempDir
    Path folder;

    private String practice = "";
    private SessionId ada = new SessionId("2000-01-01-0000");
    private SessionId bea = ada;

    @BeforeEach
    void keepOneSessionOfEach() throws Exception {
        practice = PracticeKit.practice();
        try (SessionStore store = SessionStore.open(machine("anna"))) {
            ada = KeptPlay.session(store, "Ada", 2);
            store.latest();
        }
        try (SessionStore store = SessionStore.open(machine("ben"))) {
            bea = KeptPlay.session(store, "Bea", 2);
            store.latest();
        }
    }

    private Path machine(String login) {
        return PracticeKit.machine(practice, login, folder.resolve(login));
    }

    private PracticeAdmin owner() throws StoreException {
        return PracticeKit.admin(PostgresServer.shared(), practice);
    }

    private int run(String login, String sql) throws SQLException {
        try (Connection connection = PostgresServer.shared().connect(practice, login);
                Statement statement = connection.createStatement()) {
            statement.execute("set search_path = formcheck");
            statement.execute(sql);
            return statement.getUpdateCount();
        }
    }

    private long count(String login, String what) throws SQLException {
        try (Connection connection = PostgresServer.shared().connect(practice, login);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from " + what)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void refused(String login, String sql) {
        assertThatThrownBy(() -> run(login, sql)).as(sql).isInstanceOf(SQLException.class);
    }

    @Test
    void theStoreShowsEachTheirOwnPeople() throws Exception {
        try (SessionStore anna = SessionStore.open(machine("anna"));
                SessionStore ben = SessionStore.open(PracticeKit.machine(practice, "ben", folder.resolve("other")))) {
            assertThat(anna.people()).containsExactly("Ada");
            assertThat(ben.people()).containsExactly("Bea");
            assertThat(ben.find(ada)).isEmpty();
            assertThat(ben.motion(ada)).isEmpty();
            assertThat(ben.overviews("Ada")).isEmpty();
            assertThat(ben.profile("Ada")).isEmpty();
            assertThat(ben.proofs("Ada")).isEmpty();
            assertThat(ben.latest()).contains(bea);
            assertThat(new SessionTransfer(ben).document(ada)).isEmpty();
            assertThatThrownBy(() -> ben.delete(ada)).isInstanceOf(StoreException.class);
            assertThatThrownBy(() -> ben.erase(ada)).isInstanceOf(StoreException.class);
            assertThatThrownBy(() -> ben.erase("Ada")).isInstanceOf(StoreException.class);
            assertThatThrownBy(() -> ben.rate(ada, 1, 9)).isInstanceOf(StoreException.class);
            assertThatThrownBy(() ->
                            ben.remember(new Profile("ada", Optional.empty(), Load.UNKNOWN, PictureChoice.NONE, false)))
                    .isInstanceOf(StoreException.class);
            assertThat(anna.find(ada)).isPresent();
        }
    }

    @Test
    void plainSqlShowsEachTheirOwnRows() throws Exception {
        for (String table : TABLES) {
            String key = table.equals("person")
                    ? "name = 'Ada'"
                    : table.equals("session")
                            ? "id = '" + ada + "'"
                            : table.equals("proof") || table.equals("prescription")
                                    ? "person in (select id from formcheck.person where name = 'Ada')"
                                    : "session = '" + ada + "'";
            assertThat(count("ben", "formcheck." + table + " where " + key))
                    .as(table)
                    .isZero();
            assertThat(run("ben", "delete from " + table + " where " + key))
                    .as(table)
                    .isZero();
            assertThatThrownBy(() -> count("stranger", "formcheck." + table))
                    .as(table)
                    .isInstanceOf(SQLException.class);
        }
        assertThat(count("anna", "formcheck.session_file where session = '" + ada + "'"))
                .isPositive();
        assertThat(count("anna", "formcheck.repetition")).isEqualTo(2);
        assertThat(run("ben", "update session set pain_before = 9")).isEqualTo(1); // their own
        assertThat(count("owner", "formcheck.session")).isZero();
    }

    @Test
    void everyTableIsProtected() throws Exception {
        assertThat(count("owner", """
                pg_class where relnamespace = 'formcheck'::regnamespace and relkind = 'r'
                and relname <> 'flyway_schema_history' and not relrowsecurity""")).isZero();
        assertThat(count("owner", """
                pg_class where relnamespace = 'formcheck'::regnamespace and relkind = 'r' and not relforcerowsecurity
                and relname not in ('flyway_schema_history', 'entrusted', 'audit', 'tombstone', 'machine')""")).isZero();
    }

    @Test
    void noAttackWithALoginOfItsOwnReachesAnotherPerson() throws Exception {
        long person = Long.parseLong(one("postgres", "select id from formcheck.person where name = 'Ada'"));
        long own = Long.parseLong(one("ben", "select id from formcheck.person"));
        refused("ben", "insert into entrusted (person, login) values (" + person + ", 'ben')");
        refused("ben", "update entrusted set person = " + person);
        refused("ben", "update session set person = " + person);
        refused("ben", "update person set id = " + person);
        refused("ben", "update person set name = 'Ada'");
        refused(
                "ben",
                "insert into proof select " + person
                        + ", rule, source, width, height, seat, proved_on, 1, 1, 1, posture"
                        + " from (values ('a', 'b', 1, 1, 'c', 'd', 'e')) v (rule, source, width, height, seat, proved_on, posture)");
        refused("ben", "insert into cue (session, at_seconds, said) values ('" + ada + "', 1, 'x')");
        refused("ben", "update cue set session = '" + ada + "'");
        refused("ben", "insert into session_file values ('" + ada + "', 'video.webm', 0, 'x')");
        refused("ben", "insert into tombstone values ('" + ada + "', 1)");
        refused("ben", "delete from tombstone");
        refused("ben", "select * from audit");
        refused("ben", "delete from audit");
        refused("ben", "insert into audit (action) values ('nothing')");
        refused("ben", "set role anna");
        refused("ben", "set role owner");
        refused("ben", "set session authorization anna");
        refused("ben", "alter table session disable row level security");
        refused("ben", "alter table session no force row level security");
        refused("ben", "drop policy theirs on session");
        refused("ben", "create function formcheck.log(text, bigint, text) returns void language sql as 'select'");
        refused("ben", "create table formcheck.mine (x int)");
        assertThatThrownBy(() -> one("ben", "set row_security = off; select count(*) from formcheck.session"))
                .isInstanceOf(SQLException.class);
        assertThat(one("ben", "set role formcheck_practitioner; select count(*) from formcheck.session"))
                .isEqualTo("1"); // the login counts
        assertThat(one("ben", """
                create temporary table entrusted (person bigint, login text);
                insert into pg_temp.entrusted select %d, 'ben';
                set search_path = pg_temp, formcheck;
                select count(*) from formcheck.session where person = %d
                """.formatted(person, person))).isEqualTo("0");
        assertThat(one("ben", "select count(*) from formcheck.session where person <> " + own))
                .isEqualTo("0");
        assertThat(one("postgres", "select count(*) from formcheck.cue where said = 'x'"))
                .isEqualTo("0");
    }

    @Test
    void noLoginMakesUpLinesNumbersOrMachines() throws Exception {
        try (PracticeAdmin owner = owner()) {
            owner.person("Bea", "carl");
        }
        String person = one("postgres", "select id from formcheck.person where name = 'Ada'");
        long lines = Long.parseLong(one("postgres", "select count(*) from formcheck.audit"));
        for (String login : List.of("ben", "carl")) { // in the trail, carl would be "the person"
            one(login, "select formcheck.log('session read', " + person + ", null)");
            refused(login, "select formcheck.add_line('session read', " + person + ", null)");
        }
        assertThat(one("postgres", "select count(*) from formcheck.audit")).isEqualTo("" + lines);

        refused("ben", "insert into person (id, name) overriding system value values (3, 'Eve')");
        refused(
                "ben",
                "insert into cue (session, at_seconds, said, rowid) overriding system value values ('" + bea
                        + "', 1, 'x', 99)");
        run("ben", "insert into cue (session, at_seconds, said) values ('" + bea + "', 1, 'x')");

        for (int i = 1; i < 30; i++) { // the first is that of the store
            run("ben", "insert into machine (name) values ('more')");
        }
        refused("ben", "insert into machine (name) values ('more')");
        run("anna", "insert into machine (name) values ('still')");
    }

    @Test
    void noLoginWritesAPartOfAFileThatFillsTheMemoryOfOthers() throws Exception {
        String insert = "insert into session_file (session, name, part, content) values ('" + bea + "', 'video.webm', ";
        run("ben", insert + "0, repeat('x', 1048576)::bytea)");
        refused("ben", insert + "1, repeat('x', 1048577)::bytea)");
        refused("ben", insert + "-1, 'x')");
    }

    private String one(String login, String sql) throws SQLException {
        try (Connection connection = PostgresServer.shared().connect(practice, login);
                Statement statement = connection.createStatement()) {
            String[] all = sql.split(";", -1);
            for (int i = 0; i < all.length - 1; i++) {
                statement.execute(all[i]);
            }
            try (ResultSet rows = statement.executeQuery(all[all.length - 1])) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    @Test
    void aSessionOfAnotherPersonCannotBeAdded() throws Exception {
        String columns = one(
                "ben",
                "select string_agg(quote_ident(attname), ', ') from pg_attribute where attrelid ="
                        + " 'formcheck.session'::regclass and attnum > 0 and attname not in ('id', 'person')");
        long person = Long.parseLong(one("postgres", "select id from formcheck.person where name = 'Ada'"));
        String next = bea.text().replace("-1841-", "-1842-");
        refused(
                "ben",
                "insert into session (id, person, " + columns + ") select '" + next + "', " + person + ", " + columns
                        + " from session");
        run(
                "ben",
                "insert into session (id, person, " + columns + ") select '" + next + "', person, " + columns
                        + " from session"); // their own
    }

    /** Tombstones of ids that another machine is yet to use would have it delete what it records. */
    @Test
    void noLoginTakesTheIdsOfAnotherMachinesSessions() throws Exception {
        String columns = one(
                "ben",
                "select string_agg(quote_ident(attname), ', ') from pg_attribute where attrelid ="
                        + " 'formcheck.session'::regclass and attnum > 0 and attname <> 'id'");
        String next = ada.text().substring(0, ada.text().length() - 1) + "1";
        for (String id : List.of(next, "2026-11-27-1841", "2026-11-27-1841-9", "2026-11-27-1841-9990")) {
            refused(
                    "ben",
                    "insert into session (id, " + columns + ") select '" + id + "', " + columns + " from session");
            refused("ben", "insert into tombstone values ('" + id + "', 1)");
        }
        SessionId second;
        try (SessionStore anna = SessionStore.open(machine("anna"))) {
            second = KeptPlay.session(anna, "Ada", 2);
            assertThat(second.text()).isEqualTo(next);
            assertThat(anna.overviews("Ada")).hasSize(2);
        }
        try (SessionStore anna = SessionStore.open(machine("anna"))) {
            assertThat(anna.find(second).orElseThrow().session().curve()).isNotEmpty();
        }
    }

    @Test
    void entrustingShowsAPersonAndWithdrawingHidesThem() throws Exception {
        try (PracticeAdmin owner = owner();
                SessionStore ben = SessionStore.open(machine("ben"))) {
            owner.entrust("Ada", "ben");
            assertThat(ben.people()).containsExactly("Ada", "Bea");
            assertThat(ben.find(ada).orElseThrow().session().curve()).isNotEmpty();
            owner.withdraw("ada", "ben");
            assertThat(ben.people()).containsExactly("Bea");
            assertThat(ben.find(ada)).isEmpty();
        }
        SessionStore.open(machine("ben")).close();
        assertThat(folder.resolve("ben/sessions/" + ada)).doesNotExist(); // what was fetched
        assertThat(folder.resolve("anna/sessions/" + ada)).exists();
    }

    @Test
    void aPersonsLoginSeesItselfAloneAndMayTakeAwayAndErase() throws Exception {
        try (PracticeAdmin owner = owner()) {
            owner.person("Ada", "carl");
            owner.person("Dora", "dora");
        }
        Path mine = PracticeKit.machine(practice, "carl", folder.resolve("carl"));
        try (SessionStore store = SessionStore.open(mine)) {
            assertThat(store.people()).containsExactly("Ada");
            assertThat(store.overviews("Ada")).hasSize(1);
            SessionId own = KeptPlay.session(store, "Ada", 1);
            assertThat(store.latest("Ada")).isPresent();
            assertThat(store.find(bea)).isEmpty();
            assertThat(store.people()).containsExactly("Ada");
            try (SessionStore anna = SessionStore.open(machine("anna"))) {
                assertThat(anna.find(own)).isPresent(); // their practitioner
            }
            Path zip = folder.resolve("mine.zip");
            try (var to = Files.newOutputStream(zip)) {
                new SessionTransfer(store).writeZip("Ada", to);
            }
            try (SessionStore away = SessionStore.open(folder.resolve("away"))) {
                assertThat(new SessionTransfer(away).importFrom(zip).added()).hasSize(2);
                assertThat(away.find(away.latest("Ada").orElseThrow())
                                .orElseThrow()
                                .session()
                                .curve())
                        .isNotEmpty();
            }
            store.erase("Ada");
            assertThat(store.people()).isEmpty();
        }
        refused("carl", "insert into person (name) values ('Someone')");
        try (SessionStore anna = SessionStore.open(machine("anna"))) {
            assertThat(anna.people()).isEmpty();
        }
        assertThat(folder.resolve("anna/sessions/" + ada)).doesNotExist();
        assertThat(one("postgres", "select count(*) from formcheck.session_file where session = '" + ada + "'"))
                .isEqualTo("0");
        try (PracticeAdmin owner = owner()) {
            assertThat(owner.audit(Optional.empty()))
                    .anyMatch(line -> line.action().equals("person erased"))
                    .noneMatch(line -> line.toString().contains("Ada"))
                    .noneMatch(line -> line.toString().contains("carl"));
        }
    }

    @Test
    void theAuditTrailNamesWhoReadAndWhoChanged() throws Exception {
        try (PracticeAdmin owner = owner()) {
            owner.person("Ada", "carl");
            owner.entrust("Ada", "ben");
            try (SessionStore ben = SessionStore.open(machine("ben"))) {
                ben.find(ada);
                ben.motion(ada);
                ben.trash("Ada");
                ben.overviews("Ada");
                ben.rate(ada, 1, 7);
            }
            run("ben", "update repetition set verdict = 'x' where session = '" + ada + "'");
            List<PracticeAdmin.AuditLine> lines = owner.audit(Optional.of("Ada"));
            assertThat(lines)
                    .extracting(PracticeAdmin.AuditLine::login, PracticeAdmin.AuditLine::action)
                    .contains(
                            org.assertj.core.groups.Tuple.tuple("anna", "person added"),
                            org.assertj.core.groups.Tuple.tuple("anna", "session added"),
                            org.assertj.core.groups.Tuple.tuple("owner", "entrusted to ben"),
                            org.assertj.core.groups.Tuple.tuple("ben", "session read"),
                            org.assertj.core.groups.Tuple.tuple("ben", "files read"),
                            org.assertj.core.groups.Tuple.tuple("ben", "sessions listed"),
                            org.assertj.core.groups.Tuple.tuple("ben", "session changed"),
                            org.assertj.core.groups.Tuple.tuple("ben", "repetition update"));
            assertThat(lines).allMatch(line -> line.person().equals(Optional.of("Ada")));
            assertThat(Long.parseLong(one("carl", "select count(*) from formcheck.audit")))
                    .isEqualTo(lines.size());
            refused("carl", "delete from audit");
            refused("carl", "update audit set action = 'x'");
        }
    }

    /** A later version adds tables: its init gives rights on them, and protects them. */
    @Test
    void anotherInitGivesRightsAndProtectsTablesAnew() throws Exception {
        run(
                "owner",
                "create table later (person bigint references person (id) on delete cascade, words text);"
                        + " insert into later (person, words) select id, name from person");
        assertThatThrownBy(() -> count("anna", "formcheck.later")).isInstanceOf(SQLException.class);
        try (PracticeAdmin owner = owner()) {
            owner.init();
        }
        assertThat(count("anna", "formcheck.later")).isOne();
        assertThat(count("ben", "formcheck.later where words = 'Ada'")).isZero();
    }
}
