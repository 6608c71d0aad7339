package formcheck.session;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.session.motionfile.MotionBuffer;
import formcheck.testkit.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine that was away while a person or a session was erased: nothing erased comes back, and nothing else is lost. */
class PracticeErasedTest {
    private static PostgresServer server;

    @TempDir
    Path folder;

    private String practice = "";
    private Path machine = Path.of("");

    @BeforeAll
    static void startServer() {
        server = PostgresServer.own();
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void prepare() {
        practice = PracticeKit.prepared(server);
        machine = machine("anna", "anna");
    }

    private Path machine(String login, String name) {
        return PracticeKit.machine(server, practice, login, folder.resolve(name));
    }

    private String one(String sql) throws Exception {
        try (Connection connection = server.connect(practice, "postgres");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private String sessions() throws Exception {
        return one("select count(*) from formcheck.session");
    }

    private static Profile choices(String person) {
        return new Profile(person, Optional.of("band"), Load.UNKNOWN, PictureChoice.NONE, false);
    }

    /** Plays a session while the server is stopped. */
    private SessionId away(String person) throws Exception {
        server.stopAtOnce();
        SessionId id;
        try (SessionStore store = SessionStore.open(machine)) {
            store.remember(choices(person));
            LiveRecording recording = store.begin(KeptPlay.details(person), KeptPlay.source(), new MotionBuffer());
            KeptPlay.play(recording, KeptPlay.frames(2));
            recording.finish();
            id = recording.id();
        }
        server.start();
        return id;
    }

    private void eraseElsewhere(String person) throws Exception {
        try (SessionStore store = SessionStore.open(machine("anna", "other"))) {
            store.erase(person);
        }
    }

    @Test
    void anErasedPersonDoesNotComeBackFromAMachineThatWasAway() throws Exception {
        SessionId before;
        try (SessionStore store = SessionStore.open(machine)) {
            before = KeptPlay.session(store, "Ada", 1);
            store.latest();
        }
        SessionId waiting = away("Ada");
        eraseElsewhere("Ada");
        for (int i = 0; i < 2; i++) {
            try (SessionStore store = SessionStore.open(machine)) {
                assertThat(store.people()).isEmpty();
                assertThat(store.overviews("Ada")).isEmpty();
            }
        }
        assertThat(sessions()).isEqualTo("0");
        assertThat(one("select count(*) from formcheck.person")).isEqualTo("0");
        assertThat(machine.resolve("sessions/" + before)).doesNotExist();
        assertThat(machine.resolve("sessions/" + waiting)).doesNotExist();
        try (var files = Files.walk(machine)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1))
                        .as("%s", file)
                        .doesNotContain("Ada")
                        .doesNotContain("ada\n");
            }
        }
    }

    @Test
    void whatIsRecordedAfterTheErasureIsKept() throws Exception {
        try (SessionStore store = SessionStore.open(machine)) {
            KeptPlay.session(store, "Ada", 1);
            store.latest();
        }
        eraseElsewhere("Ada");
        SessionId id = away("Ada");
        try (SessionStore store = SessionStore.open(machine)) {
            assertThat(store.find(id)).isPresent();
            assertThat(store.people()).containsExactly("Ada");
        }
        assertThat(sessions()).isEqualTo("1");
    }

    @Test
    void anExportOfBeforeCanBeImportedAfterTheErasure() throws Exception {
        Path zip = folder.resolve("mine.zip");
        try (SessionStore store = SessionStore.open(machine)) {
            KeptPlay.session(store, "Ada", 1);
            store.latest();
            try (var to = Files.newOutputStream(zip)) {
                new SessionTransfer(store).writeZip("Ada", to);
            }
            eraseElsewhere("Ada");
            assertThat(new SessionTransfer(store).importFrom(zip).added()).hasSize(1);
            assertThat(store.overviews("Ada")).hasSize(1);
        }
        assertThat(sessions()).isEqualTo("1");
    }

    @Test
    void aSessionOfTheSameMinuteAsAnErasedOneIsKept() throws Exception {
        try (SessionStore store = SessionStore.open(machine)) {
            SessionId first = KeptPlay.session(store, "Ada", 1);
            store.latest();
            store.erase(first);
        }
        try (SessionStore store = SessionStore.open(machine)) {
            SessionId second = KeptPlay.session(store, "Ada", 2);
            assertThat(store.latest()).contains(second);
            assertThat(store.find(second).orElseThrow().session().reps()).hasSize(2);
        }
        try (SessionStore store = SessionStore.open(machine)) {
            assertThat(store.overviews("Ada")).hasSize(1);
        }
        assertThat(sessions()).isEqualTo("1");
    }

    @Test
    void aMachineWhoseClockIsAheadErasesNothing() throws Exception {
        SessionId id;
        try (SessionStore store = SessionStore.open(machine)) {
            id = KeptPlay.session(store, "Ada", 1);
            store.latest();
            store.delete(id);
        }
        server.sql(
                practice,
                "update formcheck.session set pictures = 'stills', pictures_until_millis ="
                        + " (extract(epoch from now()) * 1000 + 3600000)::bigint");
        try (SessionStore other = SessionStore.open(machine("anna", "other"))) {
            new PracticeCleaning(
                            other.database,
                            other.database.running(),
                            other.files,
                            new PracticePeople(folder.resolve("other")))
                    .clean(Instant.now().plus(Duration.ofDays(300)), Set.of());
            assertThat(other.trash("Ada")).hasSize(1);
            other.undoDelete(id);
            assertThat(other.overviews("Ada")).hasSize(1);
        }
        assertThat(one("select pictures from formcheck.session")).isEqualTo("stills");
    }

    @Test
    void aNameThatIsRefusedStopsNoOtherSession() throws Exception {
        try (SessionStore ben = SessionStore.open(machine("ben", "ben"))) {
            ben.remember(choices("Bea"));
        }
        SessionStore.open(machine).close();
        server.stopAtOnce();
        try (SessionStore store = SessionStore.open(machine)) {
            store.remember(choices("Bea"));
            KeptPlay.session(store, "Ada", 1);
        }
        server.start();
        SessionStore.open(machine).close();
        assertThat(sessions()).isEqualTo("1");
    }

    @Test
    void aDatabaseThatWasReplacedByAnOlderCopyGivesTheMachineANewNumber() throws Exception {
        SessionStore.open(machine).close();
        String number = Files.readString(machine.resolve("machine"));
        server.sql(practice, "delete from formcheck.machine");
        try (SessionStore store = SessionStore.open(machine)) {
            KeptPlay.session(store, "Ada", 1);
            assertThat(store.overviews("Ada")).hasSize(1);
        }
        assertThat(sessions()).isEqualTo("1");
        assertThat(Files.readString(machine.resolve("machine"))).isNotEqualTo(number);
    }
}
