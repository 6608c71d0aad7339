package formcheck.archive;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.exercise.Exercise;
import formcheck.exercise.ExerciseFile;
import formcheck.exercise.Rep;
import formcheck.exercise.RepEvent;
import formcheck.motion.Side;
import formcheck.pipeline.FormPipeline;
import formcheck.pipeline.FrameResult;
import formcheck.pipeline.PipelineRunner;
import formcheck.pose.stream.KeypointStreams;
import formcheck.pose.stream.StreamOptions;
import formcheck.session.KeptSession;
import formcheck.session.Replay;
import formcheck.session.SessionRecorder;
import formcheck.session.SessionStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the archive says of a stream is what {@code replay} and {@code analyze} say, bit for bit, however it is distributed. */
class JudgedArchiveTest {
    private static final String KEY = "00112233445566778899aabbccddeeff";
    private static final Exercise EXERCISE = ExerciseFile.builtIn().variant();

    @TempDir
    private static Path folder;

    @TempDir
    private Path results;

    private static Path archive = Path.of("");

    @BeforeAll
    static void writeArchive() throws Exception {
        archive = folder.resolve("archive");
        new SmallArchive(folder.resolve("store"), archive).write();
        Files.writeString(
                archive.resolve("keypoints").resolve("broken.csv"), "# width=640 height=480\nseconds,nose_x\n");
        byte[] zip = Files.readAllBytes(archive.resolve("people").resolve("p0.zip"));
        Files.write(archive.resolve("people").resolve("cut.zip"), java.util.Arrays.copyOf(zip, zip.length / 2));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void everyStreamHasTheResultOfReplayAndAnalyze(int partitions) throws Exception {
        Path to = results.resolve("judged");
        JudgeJob.JudgedArchive judged = new JudgeJob(LocalSpark.SPARK)
                .run(List.of(archive.toString()), rules(), Optional.of(partitions), to.toString());

        Map<String, List<Rep>> expected = expected();
        assertThat(expected.values().stream().mapToInt(List::size).sum()).isGreaterThan(30);
        assertThat(judged.streams()).isEqualTo(expected.size() + 2);
        assertThat(judged.failed()).isEqualTo(2);
        Map<String, List<Row>> found = byStream(to);
        assertThat(found).hasSameSizeAs(expected);
        expected.forEach((stream, reps) -> {
            List<Row> rows = found.getOrDefault(stream, List.of());
            assertThat(rows).as(stream).hasSameSizeAs(reps);
            for (int i = 0; i < reps.size(); i++) {
                same(rows.get(i), reps.get(i));
            }
        });
        List<Row> errors = rows(to, "sessions").stream()
                .filter(row -> row.getAs("error") != null)
                .toList();
        assertThat(errors)
                .extracting(row -> row.<String>getAs("stream"))
                .containsExactlyInAnyOrder("archive/keypoints/broken.csv", "archive/people/cut.zip");
        assertThat(errors)
                .allSatisfy(row ->
                        assertThat(row.<String>getAs("error")).hasLineCount(1).isNotBlank());
    }

    @Test
    void anArchiveElsewhereIsJudgedFromCopiesThatAreDeleted() throws Exception {
        Path to = results.resolve("judged");
        new JudgeJob(LocalSpark.SPARK).run(List.of("other://" + archive), rules(), Optional.of(3), "other://" + to);
        Map<String, List<Rep>> expected = expected();
        Map<String, List<Row>> found = byStream(to);
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        expected.forEach((stream, reps) -> {
            List<Row> rows = found.getOrDefault(stream, List.of());
            assertThat(rows).as(stream).hasSameSizeAs(reps);
            for (int i = 0; i < reps.size(); i++) {
                same(rows.get(i), reps.get(i));
            }
        });
        try (var left = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            assertThat(left.filter(path -> path.getFileName().toString().startsWith("formcheck-archive")))
                    .isEmpty();
        }
    }

    @Test
    void onePersonHasOnePseudonymThatIsNotTheName() throws Exception {
        Path to = results.resolve("judged");
        new JudgeJob(LocalSpark.SPARK)
                .run(List.of(archive.resolve("people").toString()), rules(), Optional.empty(), to.toString());
        Map<String, List<Row>> byPerson = new TreeMap<>();
        for (Row row : rows(to, "sessions")) {
            if (row.getAs("person") != null) {
                byPerson.computeIfAbsent(row.getAs("person"), person -> new ArrayList<>())
                        .add(row);
            }
        }
        assertThat(byPerson).hasSize(3).allSatisfy((person, sessions) -> {
            assertThat(person).matches("[0-9a-f]{16}");
            assertThat(sessions).hasSize(3);
        });
    }

    private static JudgeRules rules() throws Exception {
        return JudgeRules.of(Optional.empty(), Optional.empty(), false, KEY);
    }

    /** Judges as the commands do: sessions by a store and a replay, keypoints by a runner and a recorder. */
    private static Map<String, List<Rep>> expected() throws Exception {
        Map<String, List<Rep>> expected = new TreeMap<>();
        try (SessionStore store = SessionStore.open(folder.resolve("store"))) {
            for (KeptSession kept : SmallArchive.sessions(store)) {
                int person = SmallArchive.PEOPLE.indexOf(kept.person());
                Replay replay = Replay.of(kept, store.motion(kept.id()).orElseThrow(), EXERCISE);
                assertThat(replay.changes()).isEmpty();
                String place = "archive/people/p" + person + (person == 1 ? "/" : ".zip/") + kept.id();
                expected.put(place, replay.reps());
                if (person == 1) {
                    expected.put("archive/motions/" + kept.id() + ".fcm", replay.reps());
                }
            }
        }
        try (var files = Files.list(archive.resolve("keypoints"))) {
            for (Path file :
                    files.filter(found -> !found.endsWith("broken.csv")).toList()) {
                expected.put("archive/keypoints/" + file.getFileName(), analyzed(file));
            }
        }
        return expected;
    }

    static List<Rep> analyzed(Path file) throws Exception {
        SessionRecorder recorder = new SessionRecorder("", Optional.empty(), EXERCISE, false);
        try (PipelineRunner runner = PipelineRunner.of(KeypointStreams.open(file, StreamOptions.NONE))) {
            runner.run(FormPipeline.ofRecording(EXERCISE, Optional.empty()), new PipelineRunner.Listener() {
                @Override
                public void frame(FrameResult result) {
                    recorder.record(result);
                }

                @Override
                public void end(List<RepEvent> events) {
                    recorder.record(events);
                }
            });
        }
        return recorder.session(Optional.empty()).reps();
    }

    static List<Row> rows(Path folder, String table) {
        return LocalSpark.SPARK.read().parquet(folder.resolve(table).toString()).collectAsList();
    }

    static Map<String, List<Row>> byStream(Path folder) {
        Map<String, List<Row>> found = new TreeMap<>();
        for (Row row : rows(folder, "repetitions")) {
            found.computeIfAbsent(row.getAs("stream"), stream -> new ArrayList<>())
                    .add(row);
        }
        found.values()
                .forEach(rows -> rows.sort(java.util.Comparator.comparingInt(row -> row.<Integer>getAs("index"))));
        return found;
    }

    static void same(Row row, Rep rep) {
        String at = row.getAs("stream") + " " + rep.index();
        Map<String, Object> expected = new TreeMap<>();
        expected.put("index", rep.index());
        expected.put("set", rep.set());
        number(expected, "startSeconds", rep.start());
        expected.put("topSeconds", rep.top());
        expected.put("eccentricStartSeconds", rep.eccentricStart());
        expected.put("bottomSeconds", rep.bottom());
        number(expected, "peakElevationLeft", rep.peakElevation(Side.LEFT));
        number(expected, "peakElevationRight", rep.peakElevation(Side.RIGHT));
        number(expected, "bottomElevationLeft", rep.bottomElevation(Side.LEFT));
        number(expected, "bottomElevationRight", rep.bottomElevation(Side.RIGHT));
        number(expected, "range", rep.range());
        number(expected, "concentricSeconds", rep.concentricSeconds());
        expected.put("holdSeconds", rep.holdSeconds());
        expected.put("eccentricSeconds", rep.eccentricSeconds());
        expected.put("concentricStopSeconds", rep.stops().concentric());
        expected.put("eccentricStopSeconds", rep.stops().eccentric());
        number(expected, "peakDescentSpeed", rep.peakDescentSpeed());
        number(expected, "squeezeShare", rep.squeeze().share());
        number(expected, "squeezeHeldSeconds", rep.squeeze().heldSeconds());
        expected.put("verdict", rep.verdict().id());
        expected.forEach((name, value) ->
                assertThat(row.<Object>getAs(name)).as(at + " " + name).isEqualTo(value));
        Map<String, String> checks = row.getJavaMap(row.fieldIndex("checks"));
        assertThat(checks).as(at).hasSameSizeAs(rep.checks());
        rep.checks()
                .forEach((rule, check) -> assertThat(
                                checks.getOrDefault(rule.id(), "").split(":", 2)[0])
                        .as(at + " " + rule.id())
                        .isEqualTo(check.id()));
        for (String name : row.schema().fieldNames()) {
            if (!expected.containsKey(name)) {
                assertThat(List.of("stream", "checks").contains(name) || row.getAs(name) == null)
                        .as(at + " " + name)
                        .isTrue();
            }
        }
    }

    private static void number(Map<String, Object> into, String name, OptionalDouble value) {
        if (value.isPresent()) {
            into.put(name, value.getAsDouble());
        }
    }
}
