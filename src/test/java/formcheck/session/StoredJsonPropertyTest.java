package formcheck.session;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.exercise.Check;
import formcheck.exercise.DropReason;
import formcheck.exercise.Exercise;
import formcheck.exercise.ExerciseException;
import formcheck.exercise.ExerciseFile;
import formcheck.exercise.Proof;
import formcheck.exercise.Rep;
import formcheck.exercise.RuleKind;
import formcheck.motion.Baseline;
import formcheck.motion.posture.Contrast;
import formcheck.motion.posture.HeadCheckResult;
import formcheck.motion.posture.ProvenVerdict;
import formcheck.session.motionfile.MotionBuffer;
import formcheck.session.motionfile.StoredJson;
import formcheck.testkit.Figure;
import formcheck.testkit.JsonMutations;
import formcheck.testkit.JsonMutations.Mutation;
import formcheck.testkit.Movement;
import formcheck.testkit.Posture;
import formcheck.testkit.Watched;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A damaged document of any kind is refused with one line, or reads as it was; none is half read. */
class StoredJsonPropertyTest {
    private static final String PERSON = "Zoë Søn";
    private static final int LONGEST_LINE = 400;
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-05-04T08:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private interface Reading {
        Object of(byte[] bytes) throws Exception;
    }

    private static Exercise exercise() throws ExerciseException {
        return ExerciseFile.builtIn()
                .variant()
                .provenBy(
                        Map.of(
                                RuleKind.of(Contrast.SQUEEZE),
                                new Proof(LocalDate.of(2026, 11, 2), new ProvenVerdict(Contrast.SQUEEZE, 6, 0, 6))),
                        true);
    }

    private static List<Rep> reps(Exercise exercise) {
        return Watched.of(
                        Figure.FRONTAL.film(Movement.from(Posture.arms(15))
                                .hold(1)
                                .repetition(Posture.arms(105), 1.4, 2.6)
                                .hold(1)
                                .repetition(Posture.arms(105), 1.4, 0.4)
                                .hold(1)),
                        exercise)
                .reps();
    }

    /** Every mutation of a document is refused in one line, or reads as the document. */
    private static void holds(String kind, byte[] document, Reading reading) throws Exception {
        // a text outside ASCII is needed: Latin 1 differs from UTF-8 only there
        byte[] valid = new String(document, StandardCharsets.UTF_8)
                .replaceFirst("\\{", "{\"later\":\"ü\",")
                .getBytes(StandardCharsets.UTF_8);
        Object whole = reading.of(valid);
        assertThat(reading.of(document)).isEqualTo(whole);
        Set<String> refused = new TreeSet<>();
        for (Mutation mutation : JsonMutations.of(valid, new Random(25))) {
            try {
                Object read = reading.of(mutation.bytes());
                assertThat(mutation.valid()).as("%s read %s", kind, mutation).isTrue();
                assertThat(read).as("%s %s", kind, mutation).isEqualTo(whole);
            } catch (IllegalArgumentException | StoreException | IOException e) {
                refused.add(mutation.name());
                assertThat(e.getMessage())
                        .as("%s %s", kind, mutation)
                        .isNotBlank()
                        .hasSizeLessThan(LONGEST_LINE)
                        .doesNotContainPattern("\\p{Cntrl}")
                        .doesNotContain("java", "Exception");
            }
        }
        assertThat(refused).as(kind).contains("type", "twice", "append", "before", "cut", "nest", "byte order mark");
    }

    @Test
    void documentsOfTheDatabase() throws Exception {
        Exercise exercise = exercise();
        List<Rep> reps = reps(exercise);
        assertThat(reps).anyMatch(rep -> rep.checks().values().stream().anyMatch(Check.Broken.class::isInstance));
        for (Rep rep : reps) {
            holds(
                    "repetition",
                    StoredJson.bytes(RepJson.write(rep)),
                    bytes -> RepJson.read(StoredJson.parse(bytes), exercise));
        }
        holds(
                "exercise",
                StoredJson.bytes(ExerciseJson.write(exercise)),
                bytes -> ExerciseJson.read(StoredJson.parse(bytes)));
        SessionMetrics metrics = SessionMetrics.of(
                exercise, reps, RecordedSets.of(reps), List.of(new DroppedMovement(DropReason.INTERRUPTED, 3.5, 4.25)));
        holds(
                "figures",
                StoredJson.bytes(SessionMetricsJson.write(metrics)),
                bytes -> SessionMetricsJson.read(StoredJson.parse(bytes)));
        HeadCheckResult head = new HeadCheckResult(
                HeadCheckResult.HeadVerdict.IN_LINE, OptionalDouble.of(0.25), OptionalDouble.of(41), Optional.empty());
        holds(
                "head check",
                StoredJson.bytes(HeadCheckJson.write(head)),
                bytes -> HeadCheckJson.read(StoredJson.parse(bytes)));
        holds(
                "baseline",
                StoredJson.bytes(BaselineJson.write(new Baseline(320.5, 240, 180, OptionalDouble.of(60.5), 12.3))),
                bytes -> BaselineJson.read(StoredJson.parse(bytes)));
    }

    @Test
    void theDescriptionOfAMotion() throws Exception {
        MotionAbout about = new MotionAbout(KeptPlay.details(PERSON), KeptSession.Origin.LIVE, KeptPlay.source(), true);
        holds(
                "about",
                about.bytes(),
                bytes -> MotionAbout.read(bytes)
                        .orElseThrow(() -> new IllegalArgumentException("nothing is known of it")));
    }

    @Test
    void documentsOfAnExport() throws Exception {
        SessionId id;
        byte[] session;
        byte[] person;
        try (SessionStore store = SessionStore.open(folder)) {
            LiveRecording recording = store.begin(KeptPlay.details(PERSON), KeptPlay.source(), new MotionBuffer());
            KeptPlay.play(recording, KeptPlay.frames(1));
            recording.baseline(new Baseline(321.25, 240.125, 180.0625, OptionalDouble.empty(), 12.3));
            recording.finish();
            id = recording.id();
            Contrast contrast = Contrast.SQUEEZE;
            store.prove(
                    PERSON,
                    List.of(new KeptProof(
                            RuleKind.of(contrast),
                            new Proof(LocalDate.of(2026, 11, 2), new ProvenVerdict(contrast, 2, 1, 4)),
                            new ProofPlace(
                                    "camera", 640, 480, new Baseline(320, 240, 180, OptionalDouble.empty(), 10.5)),
                            "feedbeef")));
            session = new SessionTransfer(store).document(id).orElseThrow();
            person = new SessionTransfer(store).person(PERSON).orElseThrow();
        }
        holds("session", session, TransferJson::read);
        holds("person", person, TransferPersonJson::read);
    }

    @Test
    void filesOfTheDataFolder() throws Exception {
        PairedBrowsers.PairedBrowser browser = new PairedBrowsers.PairedBrowser(
                "id",
                8000,
                "Firefox",
                "Linux",
                LocalDate.now(CLOCK).toString(),
                LocalDate.now(CLOCK).toString(),
                "hash",
                "key");
        PairedBrowsers.PairedPhone phone = new PairedBrowsers.PairedPhone(
                41_234,
                "Safari",
                "iOS",
                LocalDate.now(CLOCK).toString(),
                LocalDate.now(CLOCK).toString(),
                "hash");
        BrowsersFile.BrowserList list = new BrowsersFile.BrowserList(
                "feed",
                2,
                List.of(browser),
                List.of(new BrowsersFile.Forgotten("gone", LocalDate.now(CLOCK))),
                Optional.of(phone));
        new BrowsersFile(folder, CLOCK).write(list);
        Path file = folder.resolve("browsers.json");
        holds("browsers", Files.readAllBytes(file), bytes -> {
            Files.write(file, bytes);
            return Optional.of(new BrowsersFile(folder, CLOCK).current())
                    .filter(read -> !read.store().isEmpty())
                    .orElseThrow(() -> new IllegalArgumentException("no browser has access"));
        });
        Path data = folder.resolve("data");
        char[] phrase = "four plain words here".toCharArray();
        Sealing.begin(data, phrase, ProtectedStoreTest.CHEAP);
        byte[] protection = Files.readAllBytes(data.resolve(Protection.FILE));
        holds("protection", protection, bytes -> StoredJson.read(bytes, Protection.ProtectionFile.class));
    }
}
