package formcheck.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import formcheck.exercise.Rep;
import formcheck.session.motionfile.MotionBuffer;
import formcheck.session.motionfile.MotionFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store is rebuilt from the folders of its sessions alone. */
class AdoptionTest {
    /** The first bytes of a motion file. */
    private static final byte[] MAGIC = {'F', 'C', 'M', 'O', 'T', 'I', 'O', 1};

    private static final Path VERSION_1 = Path.of("src/test/resources/formcheck/session/store-of-version-1");

    @TempDir
    Path data;

    private List<KeptSession> keepThree() throws StoreException {
        try (SessionStore store = SessionStore.open(data)) {
            List<KeptSession> kept = new ArrayList<>();
            for (int i = 1; i <= 3; i++) {
                kept.add(store.find(KeptPlay.session(store, i == 3 ? "Grace" : "Ada", i))
                        .orElseThrow());
            }
            return kept;
        }
    }

    private void loseTheDatabase() throws IOException {
        for (String end : List.of("", "-wal", "-shm")) {
            Files.deleteIfExists(data.resolve(Database.FILE + end));
        }
    }

    @Test
    void whatIsFoundAgainIsListedReportedAndReplayedAsItWas() throws Exception {
        List<KeptSession> before = keepThree();
        loseTheDatabase();
        try (SessionStore store = SessionStore.rebuild(data)) {
            assertThat(store.people()).containsExactly("Ada", "Grace");
            assertThat(store.findings().adopted()).hasSize(3);
            assertThat(store.findings().lines()).isEmpty();
            assertThat(store.foundAgain()).hasSize(3);
            for (KeptSession was : before) {
                KeptSession is = store.find(was.id()).orElseThrow();
                assertThat(is.session().reps()).isEqualTo(was.session().reps());
                assertThat(is.session().exercise()).isEqualTo(was.session().exercise());
                assertThat(is.session().curve()).isEqualTo(was.session().curve());
                assertThat(is.session().notAssessed()).isEqualTo(was.session().notAssessed());
                assertThat(is.session().frames()).isEqualTo(was.session().frames());
                assertThat(is.session().framesWithPose())
                        .isEqualTo(was.session().framesWithPose());
                assertThat(is.session().duration()).isEqualTo(was.session().duration());
                assertThat(is.session().source()).isEqualTo(was.session().source());
                assertThat(is.person()).isEqualTo(was.person());
                assertThat(is.began()).isEqualTo(was.began());
                assertThat(is.origin()).isEqualTo(was.origin());
                assertThat(is.load()).isEqualTo(was.load());
                assertThat(is.painBefore()).isEqualTo(was.painBefore());
                assertThat(is.versions()).isEqualTo(was.versions());
                assertThat(is.sets()).extracting(KeptSet::start).containsExactly(5.0);
                assertThat(is.painAfter()).isEmpty(); // what no motion holds is not made up
                assertThat(is.session().damage().orElseThrow()).startsWith("Found again");
                assertThat(Replay.of(is, store.motion(is.id()).orElseThrow(), KeptPlay.EXERCISE)
                                .changes())
                        .isEmpty();
            }
        }
        try (SessionStore store = SessionStore.open(data)) {
            assertThat(store.findings().adopted()).isEmpty();
            assertThat(store.overviews("Ada")).hasSize(2);
        }
    }

    @Test
    void aMotionOfAnOlderVersionIsSomebodysAndSaysWhatIsNotKnown() throws Exception {
        List<Rep> before = new ArrayList<>();
        copy(VERSION_1);
        SessionId id = new SessionId("2026-11-27-1841");
        try (SessionStore store = SessionStore.openToRead(data)) {
            before.addAll(store.find(id).orElseThrow().session().reps());
        }
        assertThat(before).hasSize(3);
        loseTheDatabase();
        try (SessionStore store = SessionStore.rebuild(data)) {
            KeptSession found = store.find(id).orElseThrow();
            assertThat(found.person()).isEqualTo("Me");
            assertThat(found.load()).isEqualTo(Load.UNKNOWN);
            assertThat(found.origin()).isEqualTo(KeptSession.Origin.LIVE);
            assertThat(found.began().toLocalDateTime()).hasToString("2026-11-27T18:41");
            assertThat(found.began().getZone()).isEqualTo(ZoneId.systemDefault());
            assertThat(found.session().damage().orElseThrow()).contains("whose it is", "not known", "today's rules");
            assertThat(found.session().reps()).hasSameSizeAs(before);
            assertThat(found.session().reps().get(0).begin())
                    .isEqualTo(before.get(0).begin());
        }
    }

    @Test
    void aRecordingIsFoundAgainAsOne() throws Exception {
        KeptSession live = keepThree().get(2);
        SessionId id;
        try (SessionStore store = SessionStore.open(data)) {
            MotionBuffer motion = new MotionBuffer();
            SessionRecorder recorder = new SessionRecorder("set.mp4", Optional.empty(), KeptPlay.EXERCISE, true);
            formcheck.pipeline.FormPipeline pipeline = new formcheck.pipeline.FormPipeline(KeptPlay.EXERCISE);
            for (formcheck.pose.PoseFrame frame : KeptPlay.frames(3)) {
                formcheck.pipeline.FrameResult result = pipeline.process(frame);
                recorder.record(result);
                motion.add(result, 0);
            }
            recorder.record(pipeline.finish());
            id = store.keep(KeptPlay.details("Ada"), recorder.session(Optional.empty()), motion)
                    .id();
        }
        KeptSession was;
        try (SessionStore store = SessionStore.openToRead(data)) {
            was = store.find(id).orElseThrow();
        }
        assertThat(was.session().reps()).hasSameSizeAs(live.session().reps());
        loseTheDatabase();
        try (SessionStore store = SessionStore.openToRead(data)) {
            KeptSession is = store.find(id).orElseThrow();
            assertThat(is.origin()).isEqualTo(KeptSession.Origin.RECORDING);
            assertThat(is.session().mirrored()).isTrue();
            assertThat(is.session().source()).isEqualTo("set.mp4");
            assertThat(is.session().reps()).isEqualTo(was.session().reps());
            assertThat(is.sets()).isEqualTo(was.sets());
        }
    }

    @Test
    void aDamagedFolderIsToldInOneLineAndLeftAlone() throws Exception {
        KeptSession kept = keepThree().get(0);
        loseTheDatabase();
        Path sessions = data.resolve("sessions");
        Path noMotion = Files.createDirectory(sessions.resolve("2026-01-01-0000"));
        Path noise = Files.createDirectory(sessions.resolve("2026-01-02-0000"));
        Files.writeString(noise.resolve(MotionFile.NAME), "hello");
        Path empty = Files.createDirectory(sessions.resolve("2026-01-03-0000"));
        Files.write(empty.resolve(MotionFile.NAME), MAGIC);
        Path noDate = Files.createDirectory(sessions.resolve("2026-99-99-9999"));
        byte[] old = Files.readAllBytes(VERSION_1.resolve("sessions/2026-11-27-1841-2/motion.fcm"));
        Files.write(noDate.resolve(MotionFile.NAME), old);
        Path cut = sessions.resolve("2026-01-04-0000");
        Files.createDirectory(cut);
        Files.write(cut.resolve(MotionFile.NAME), Arrays.copyOf(old, old.length / 2));
        for (int i = 0; i < 2; i++) {
            try (SessionStore store = SessionStore.rebuild(data)) {
                assertThat(store.find(kept.id())).isPresent();
                assertThat(store.find(new SessionId("2026-01-04-0000"))
                                .orElseThrow()
                                .session()
                                .damage()
                                .orElseThrow())
                        .contains("Found again", "cut off");
                assertThat(store.findings().lines())
                        .hasSize(4)
                        .allMatch(line -> line.endsWith("left alone.") && !line.contains("\n"))
                        .anyMatch(line -> line.contains("2026-01-01-0000"))
                        .anyMatch(line -> line.contains("2026-01-02-0000"))
                        .anyMatch(line -> line.contains("2026-01-03-0000"))
                        .anyMatch(line -> line.contains("2026-99-99-9999"));
            }
        }
        assertThat(List.of(noMotion, noise, empty, noDate)).allMatch(Files::isDirectory);
    }

    @Test
    void nothingThatAMotionMayHoldEndsMoreThanItself() throws Exception {
        KeptSession kept = keepThree().get(2);
        Path file = data.resolve("sessions").resolve(kept.id().text()).resolve(MotionFile.NAME);
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(3);
        for (int i = 0; i < 30; i++) {
            loseTheDatabase();
            byte[] wrong = i % 2 == 0 ? whole.clone() : Arrays.copyOf(whole, random.nextInt(whole.length));
            for (int j = 0; j < 3 && wrong.length > 0; j++) {
                wrong[random.nextInt(wrong.length)] ^= (byte) (1 << random.nextInt(8));
            }
            Files.write(file, wrong);
            try (SessionStore store = SessionStore.rebuild(data)) {
                assertThat(store.overviews("Ada")).hasSizeGreaterThanOrEqualTo(2);
                int told = store.findings().lines().size();
                assertThat(told + store.findings().adopted().size()).isEqualTo(3);
            }
            assertThat(Files.readAllBytes(file)).isEqualTo(wrong);
        }
    }

    @Test
    void whatAMotionSaysOfItsSessionIsNotBelieved() {
        for (String lie : List.of(
                "", "[]", "{", "{\"person\":\"a\\nb\"}", "{\"person\":\"Ada\",\"began\":\"now\"}", "null", "\"x\"")) {
            assertThat(MotionAbout.read(lie.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                    .as(lie)
                    .isEmpty();
        }
        MotionAbout about = new MotionAbout(KeptPlay.details("Ada"), KeptSession.Origin.LIVE, KeptPlay.source(), true);
        assertThat(MotionAbout.read(about.bytes())).contains(about);
        String bad = new String(about.bytes(), java.nio.charset.StandardCharsets.UTF_8)
                .replace("\"painBefore\":3", "\"painBefore\":99");
        assertThat(MotionAbout.read(bad.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .orElseThrow()
                        .details()
                        .painBefore())
                .isEqualTo(OptionalInt.empty());
    }

    @Test
    void aDamagedDatabaseIsPutAsideByRebuildAloneAndNeverDeleted() throws Exception {
        List<KeptSession> before = keepThree();
        Path file = data.resolve(Database.FILE);
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, 4096, bytes.length, (byte) 7);
        Files.write(file, bytes);
        assertThatThrownBy(() -> SessionStore.open(data))
                .isInstanceOf(DamagedStoreException.class)
                .hasMessageContaining("--rebuild");
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
        try (SessionStore store = SessionStore.rebuild(data)) {
            assertThat(store.findings().adopted()).hasSize(before.size());
            assertThat(store.findings().lines().get(0)).contains("formcheck.db.damaged-1");
            assertThat(store.integrity()).isEqualTo("ok");
        }
        assertThat(Files.readAllBytes(data.resolve("formcheck.db.damaged-1"))).isEqualTo(bytes);
    }

    private void copy(Path from) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Path to = data.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(path, to);
                }
            }
        }
        DataFolder.makePrivate(data);
    }
}
