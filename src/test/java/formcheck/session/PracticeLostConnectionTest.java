package formcheck.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import formcheck.exercise.Rep;
import formcheck.session.motionfile.MotionBuffer;
import formcheck.testkit.PostgresServer;
import formcheck.testkit.SilentProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server is stopped or killed, or the network goes silent, at every stage of a session: nothing is lost, nothing is there twice. */
class PracticeLostConnectionTest {
    private static PostgresServer server;

    @TempDir
    Path folder;

    private String practice = "";
    private Path machine = Path.of("");

    /** Ends the server in one way. */
    private interface ServerEnd {
        void end() throws IOException, InterruptedException;
    }

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
        machine = PracticeKit.machine(server, practice, "anna", folder.resolve("anna"));
    }

    private static List<ServerEnd> ends() {
        return List.of(server::stopAtOnce, server::kill);
    }

    private long count(String what) throws Exception {
        try (Connection connection = server.connect(practice, "postgres");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from formcheck." + what)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Checks a session through another machine. */
    private void isWhole(SessionId id, List<Rep> judged) throws Exception {
        Path other = PracticeKit.machine(server, practice, "anna", folder.resolve("other"));
        try (SessionStore store = SessionStore.open(other)) {
            KeptSession kept = store.find(id).orElseThrow();
            assertThat(kept.session().reps()).isEqualTo(judged);
            assertThat(kept.painAfter()).hasValue(4);
            assertThat(kept.session().curve()).isNotEmpty();
            assertThat(Replay.of(kept, store.motion(id).orElseThrow(), KeptPlay.EXERCISE)
                            .reps())
                    .hasSameSizeAs(judged);
        }
        assertThat(count("session where id = '" + id + "'")).isOne();
        assertThat(count("repetition where session = '" + id + "'")).isEqualTo(judged.size());
    }

    @Test
    void anEndOfTheServerInMidSetLosesNothing() throws Exception {
        for (ServerEnd end : ends()) {
            SessionId id;
            List<Rep> judged;
            try (SessionStore store = SessionStore.open(machine)) {
                AtomicInteger reps = new AtomicInteger();
                LiveRecording recording = store.begin(KeptPlay.details("Ada"), KeptPlay.source(), new MotionBuffer());
                judged = KeptPlay.play(recording, KeptPlay.frames(4), rep -> {
                    if (reps.incrementAndGet() == 2) {
                        end(end);
                    }
                });
                assertThat(recording.finish()).isTrue();
                id = recording.id();
                KeptSession here = store.find(id).orElseThrow();
                assertThat(here.session().reps()).isEqualTo(judged);
                assertThat(store.people()).contains("Ada");
                store.rate(id, 1, 4);
                assertThat(store.findings().lines()).isEmpty();
                assertThat(recording.problem().orElseThrow())
                        .contains("kept on this computer")
                        .hasLineCount(1);
                server.start();
            }
            SessionStore.open(machine).close();
            isWhole(id, judged);
        }
        assertThat(count("session")).isEqualTo(2);
    }

    private static void end(ServerEnd end) {
        try {
            end.end();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aSessionBeginsAndEndsWithoutTheServer() throws Exception {
        SessionStore.open(machine).close(); // the machine has reached it once
        server.stopAtOnce();
        SessionId id;
        List<Rep> judged;
        try (SessionStore store = SessionStore.open(machine)) {
            assertThat(store.findings().lines()).hasSize(1).first().asString().contains("does not answer");
            store.remember(new Profile("Ada", Optional.of("variant"), Load.UNKNOWN, PictureChoice.NONE, false));
            LiveRecording recording = store.begin(KeptPlay.details("Ada"), KeptPlay.source(), new MotionBuffer());
            judged = KeptPlay.play(recording, KeptPlay.frames(3));
            recording.finish();
            id = recording.id();
            assertThat(store.overviews("Ada")).hasSize(1);
            assertThat(store.profile("Ada").orElseThrow().variant()).contains("variant");
            assertThatThrownBy(() -> store.erase("Bea")).isInstanceOf(UnreachableStoreException.class);
        }
        server.start();
        try (SessionStore store = SessionStore.open(machine)) {
            assertThat(store.findings().lines()).isEmpty();
            assertThat(store.profile("Ada").orElseThrow().variant()).contains("variant");
        }
        isWhole(id, judged);
    }

    @Test
    void aMachineThatNeverReachedTheServerSaysSo() throws Exception {
        server.stopAtOnce();
        assertThatThrownBy(() -> SessionStore.open(machine))
                .isInstanceOf(UnreachableStoreException.class)
                .hasMessageContaining("does not answer");
        server.start();
        SessionStore.open(machine).close();
    }

    @Test
    void anEndOfTheServerWhileFilesAreSentLeavesAllOrNothing() throws Exception {
        List<SessionId> ids = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            ServerEnd end = ends().get(i % 2);
            SessionId id;
            try (SessionStore store = SessionStore.open(machine)) {
                LiveRecording recording = store.begin(KeptPlay.details("Ada"), KeptPlay.source(), new MotionBuffer());
                KeptPlay.play(recording, KeptPlay.frames(1));
                id = recording.id();
                Files.write(machine.resolve("sessions/" + id + "/video.webm"), new byte[60 << 20]);
                recording.finish(); // begins to send
                Thread.sleep(40L * i);
                end.end();
                assertThat(store.find(id)).isPresent();
                server.start();
                assertThat(count("session where id = '" + id + "'"))
                        .isEqualTo(count("session_file where session = '" + id + "' and name = 'motion.fcm'"));
            }
            ids.add(id);
        }
        SessionStore store = SessionStore.open(machine);
        for (int i = 0; i < 100 && count("session") < 4; i++) {
            Thread.sleep(200);
            store.latest();
        }
        store.close();
        for (SessionId id : ids) {
            assertThat(count("session_file where session = '" + id + "' and name = 'video.webm'"))
                    .isEqualTo(60);
            assertThat(count("repetition where session = '" + id + "'")).isOne();
        }
    }

    @Test
    void aSilentNetworkDelaysNoRepetition() throws Exception {
        try (SilentProxy proxy = new SilentProxy(server.port())) {
            PracticeAddress.of("jdbc:postgresql://127.0.0.1:" + proxy.port() + "/" + practice + "?user=anna")
                    .connect(machine);
            List<Rep> judged;
            SessionId id;
            try (SessionStore store = SessionStore.open(machine)) {
                LiveRecording recording = store.begin(KeptPlay.details("Ada"), KeptPlay.source(), new MotionBuffer());
                proxy.silence();
                long began = System.nanoTime();
                judged = KeptPlay.play(recording, KeptPlay.frames(3));
                recording.finish();
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(8));
                id = recording.id();
                assertThat(store.find(id)).isPresent();
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
                assertThat(store.people()).containsExactly("Ada"); // after the time-out of the network
                proxy.speak();
            }
            SessionStore.open(machine).close();
            isWhole(id, judged);
        }
    }

    @Test
    void aProgramThatIsKilledBeforeItSendsSendsAtTheNextStart() throws Exception {
        SessionStore.open(machine).close();
        server.kill();
        List<Rep> judged;
        SessionId id;
        try (SessionStore store = SessionStore.open(machine)) {
            LiveRecording recording = store.begin(KeptPlay.details("Ada"), KeptPlay.source(), new MotionBuffer());
            judged = KeptPlay.play(recording, KeptPlay.frames(2));
            recording.close(); // as a kill leaves it
            id = recording.id();
        }
        Files.delete(machine.resolve(Database.FILE)); // even its rows: they are made from the motion
        server.start();
        SessionStore.open(machine).close();
        assertThat(count("repetition where session = '" + id + "'")).isEqualTo(judged.size());
        SessionStore.open(machine).close();
        assertThat(count("session")).isOne();
    }
}
