package formcheck.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import formcheck.testkit.PostgresServer;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each wrong database or login gets one clear line. */
class PracticeTroubleTest {
    @TempDir
    Path folder;

    private final PostgresServer server = PostgresServer.shared();

    private void refuses(String database, String login, String why) throws StoreException {
        Path machine = PracticeKit.machine(server, database, login, folder.resolve(login + "-" + database));
        assertThatThrownBy(() -> SessionStore.open(machine))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(why)
                .message()
                .hasLineCount(1)
                .doesNotContain("Exception", "FATAL");
    }

    @Test
    void aDatabaseThatIsNotThere() throws Exception {
        refuses("nowhere", "anna", "There is no database nowhere");
    }

    @Test
    void aDatabaseThatIsNotPreparedOrOfAnotherProgram() throws Exception {
        String empty = server.database();
        refuses(empty, "anna", "formcheck practice init");
        server.sql(empty, "create schema formcheck authorization owner; create table formcheck.theirs (x int)");
        try (PracticeAdmin owner = PracticeKit.admin(server, empty)) {
            assertThatThrownBy(owner::init).hasMessageContaining("Another program uses the schema formcheck");
        }
    }

    @Test
    void aLoginThatIsNotAdmittedOrUnknownOrTooMighty() throws Exception {
        String practice = PracticeKit.practice();
        refuses(practice, "stranger", "formcheck practice practitioner");
        refuses(practice, "nobody_here", "refuses the login");
        refuses(practice, "postgres", "sees everything");
    }

    @Test
    void aPasswordThatIsWrongOrMissingIsNotRepeated() throws Exception {
        String practice = PracticeKit.practice();
        refuses(practice, "locked", "FORMCHECK_DB_PASSWORD");
        Path passwords = folder.resolve("pgpass");
        DataFolder.createPrivate(passwords);
        System.setProperty("org.postgresql.pgpassfile", passwords.toString());
        try {
            Files.writeString(passwords, "127.0.0.1:*:*:locked:falsch");
            assertThatThrownBy(
                            () -> SessionStore.open(PracticeKit.machine(practice, "locked", folder.resolve("wrong"))))
                    .hasMessageContaining("is it right?")
                    .message()
                    .doesNotContain("falsch");
            Files.writeString(passwords, "127.0.0.1:*:*:locked:right");
            try (PracticeAdmin owner = PracticeKit.admin(server, practice)) {
                owner.practitioner("locked");
            }
            SessionStore.open(PracticeKit.machine(practice, "locked", folder.resolve("right")))
                    .close();
        } finally {
            System.clearProperty("org.postgresql.pgpassfile");
        }
    }

    @Test
    void anOlderOrNewerSchema() throws Exception {
        String practice = PracticeKit.practice();
        server.sql(
                practice,
                "update formcheck.flyway_schema_history set version = '999' where version = '" + Schema.VERSION + "'");
        refuses(practice, "anna", "A newer FormCheck");
        try (PracticeAdmin owner = PracticeKit.admin(server, practice)) {
            assertThatThrownBy(owner::init).hasMessageContaining("A newer FormCheck");
        }
        server.sql(practice, "update formcheck.flyway_schema_history set version = '2' where version = '999'");
        refuses(practice, "ben", "formcheck practice init");
    }

    @Test
    void anOldServer() throws Exception {
        assertThat(PostgresConnection.tooOld(130_012, PracticeAddress.of(server.url("db", "anna"))))
                .isEqualTo("PostgreSQL 13 runs the database db on 127.0.0.1. FormCheck needs PostgreSQL 14 or newer.");
    }

    @Test
    void aDatabaseThatCanOnlyBeRead() throws Exception {
        String practice = PracticeKit.practice();
        server.sql(practice, "alter database " + practice + " set default_transaction_read_only = on");
        refuses(practice, "anna", "only be read");
    }

    @Test
    void aServerThatIsNone() throws Exception {
        try (ServerSocket silent = new ServerSocket(0)) {
            PracticeAddress address =
                    PracticeAddress.of("jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/db?user=anna");
            Path machine = folder.resolve("silent");
            address.connect(machine);
            assertThatThrownBy(() -> SessionStore.open(machine))
                    .isInstanceOf(UnreachableStoreException.class)
                    .hasMessageContaining("does not answer");
        }
    }

    @Test
    void whatTheOwnerAsksForWrongly() throws Exception {
        String practice = PracticeKit.practice();
        try (PracticeAdmin owner = PracticeKit.admin(server, practice)) {
            mistake(
                    () -> owner.practitioner("nobody_here"),
                    "There is no PostgreSQL login nobody_here. The administrator of PostgreSQL makes one: createuser --pwprompt"
                            + " NAME");
            mistake(() -> owner.entrust("Nemo", "anna"), "No one here is called Nemo.");
            mistake(() -> owner.audit(java.util.Optional.of("Nemo")), "No one here is called Nemo.");
            owner.person("Ada", "carl");
            owner.person("Ada", "carl"); // again: nothing changes
            mistake(
                    () -> owner.entrust("Ada", "stranger"),
                    "No practitioner has the login stranger. To admit one: formcheck practice practitioner LOGIN");
            assertThatThrownBy(() -> owner.withdraw("Ada", "anna")).hasMessageContaining("not entrusted");
            mistake(
                    () -> owner.practitioner("carl"),
                    "The login carl is a person's. A practitioner needs another one.");
            mistake(
                    () -> owner.person("Ada", "anna"),
                    "The login anna is a practitioner's. A person needs another one.");
            mistake(
                    () -> owner.person("Dora", "carl"),
                    "The login carl is another person's. Each person needs one alone.");
            for (String mighty : List.of("postgres", "owner")) {
                assertThatThrownBy(() -> owner.practitioner(mighty)).hasMessageContaining("sees everything");
                assertThatThrownBy(() -> owner.person("Ada", mighty)).hasMessageContaining("sees everything");
            }
            owner.init(); // again: nothing changes
        }
        try (PracticeAdmin anna = new PracticeAdmin(PracticeAddress.of(server.url(practice, "anna")))) {
            assertThatThrownBy(anna::init)
                    .isInstanceOf(StoreException.class)
                    .message()
                    .hasLineCount(1);
            assertThatThrownBy(() -> anna.entrust("Ada", "anna")).isInstanceOf(StoreException.class);
            assertThatThrownBy(() -> anna.audit(java.util.Optional.empty())).isInstanceOf(StoreException.class);
        }
    }

    private static void mistake(ThrowingCallable work, String message) {
        assertThatThrownBy(work).isInstanceOf(StoreException.class).hasMessage(message);
    }

    @Test
    void aServerWithoutEncryptionIsSaidToBeOne() throws Exception {
        PracticeAddress address = PracticeAddress.of(server.url(PracticeKit.practice(), "anna") + "&sslmode=require");
        Path machine = folder.resolve("encrypted");
        address.connect(machine);
        assertThatThrownBy(() -> SessionStore.open(machine))
                .hasMessageContaining("offers no encrypted connection")
                .hasMessageNotContaining("password");
    }

    @Test
    void anOwnerWhoSkipsInitIsLedToIt() throws Exception {
        PostgresServer fresh = PostgresServer.own();
        try (PracticeAdmin owner = PracticeKit.admin(fresh, fresh.database())) {
            assertThatThrownBy(() -> owner.practitioner("anna")).hasMessageContaining("formcheck practice init");
            assertThatThrownBy(() -> owner.person("Ada", "anna")).hasMessageContaining("formcheck practice init");
            assertThatThrownBy(() -> owner.entrust("Ada", "anna")).hasMessageContaining("practitioner");
            assertThatThrownBy(() -> owner.audit(java.util.Optional.empty()))
                    .hasMessageContaining("formcheck practice init");
        } finally {
            fresh.close();
        }
    }

    @Test
    void aHostileNameOfAFileLeadsNowhere() throws Exception {
        String practice = PracticeKit.practice();
        SessionId id;
        try (SessionStore store = SessionStore.open(PracticeKit.machine(practice, "anna", folder.resolve("anna")))) {
            id = KeptPlay.session(store, "Ada", 1);
            store.latest();
        }
        server.sql(practice, "insert into formcheck.session_file values ('" + id + "', '../../escaped', 0, 'x')");
        Path other = PracticeKit.machine(practice, "anna", folder.resolve("other"));
        try (SessionStore store = SessionStore.open(other)) {
            assertThat(store.motion(id)).isPresent();
        }
        assertThat(other.resolve("escaped")).doesNotExist();
        assertThat(other.resolve("sessions/escaped")).doesNotExist();
        assertThat(folder.resolve("escaped")).doesNotExist();
    }
}
