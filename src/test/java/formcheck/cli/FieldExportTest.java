package formcheck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import formcheck.motion.Measure;
import formcheck.pipeline.FormPipeline;
import formcheck.pose.Joint;
import formcheck.pose.Keypoint;
import formcheck.pose.Pose;
import formcheck.pose.PoseFrame;
import formcheck.report.export.FieldSessions;
import formcheck.report.export.OpenSimTable;
import formcheck.session.KeptPlay;
import formcheck.session.LiveRecording;
import formcheck.session.SessionId;
import formcheck.session.SessionStore;
import formcheck.session.motionfile.KeptFrame;
import formcheck.session.motionfile.MotionBuffer;
import formcheck.session.motionfile.MotionReader;
import formcheck.testkit.Figure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports in the formats of the field: read back they are what was kept, and what cannot be written is one line. */
class FieldExportTest {
    private static final String NAME = "Ada\u2028<b> Übung";

    @TempDir
    Path folder;

    private Path data;
    private Path to;

    @BeforeEach
    void places() {
        data = folder.resolve("data");
        to = folder.resolve("to");
    }

    private Run export(String... words) {
        List<String> all = new ArrayList<>(List.of("export"));
        all.addAll(List.of(words));
        all.addAll(List.of("--to", to.toString(), "--data", data.toString()));
        return Run.of(all.toArray(String[]::new));
    }

    private List<String> written() throws IOException {
        if (Files.notExists(to)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(to)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** One line on standard error, nothing written. */
    private void refused(Run run, int exitCode, String says) throws IOException {
        assertThat(run.exitCode()).as(run.err()).isEqualTo(exitCode);
        assertThat(run.errLines()).hasSize(1);
        assertThat(run.err()).contains(says);
        assertThat(written()).isEmpty();
    }

    /** Frames of which some have no person, and some no left wrist. */
    private static List<PoseFrame> holed(List<PoseFrame> frames) {
        List<PoseFrame> holed = new ArrayList<>();
        for (PoseFrame frame : frames) {
            Optional<Pose> pose = frame.pose();
            if (frame.index() % 7 == 3) {
                pose = Optional.empty();
            } else if (frame.index() % 5 == 2) {
                Map<Joint, Keypoint> seen = new EnumMap<>(Joint.class);
                seen.putAll(pose.orElseThrow().keypoints());
                seen.remove(Joint.LEFT_WRIST);
                pose = Optional.of(new Pose(seen));
            }
            holed.add(
                    new PoseFrame(frame.index(), frame.at(), frame.width(), frame.height(), frame.brightness(), pose));
        }
        return holed;
    }

    private SessionId keep(SessionStore store, List<PoseFrame> frames) throws Exception {
        LiveRecording recording = store.begin(KeptPlay.details(NAME), KeptPlay.source(), new MotionBuffer());
        KeptPlay.play(recording, frames);
        recording.finish();
        return recording.id();
    }

    private SessionId keepHoled() throws Exception {
        try (SessionStore store = SessionStore.open(data)) {
            return keep(store, holed(KeptPlay.frames(3)));
        }
    }

    private List<KeptFrame> frames(SessionId id) throws Exception {
        List<KeptFrame> frames = new ArrayList<>();
        try (SessionStore store = SessionStore.openToRead(data);
                MotionReader reader = store.motion(id).orElseThrow().openMotion()) {
            for (Optional<KeptFrame> next = reader.next(); next.isPresent(); next = reader.next()) {
                frames.add(next.get());
            }
        }
        return frames;
    }

    @Test
    void theMarkersAreTheKeypointsWithTheirTimes() throws Exception {
        SessionId id = keepHoled();
        assertThat(export(id.text(), "--format", "trc").exitCode()).isEqualTo(ExitCode.OK);
        assertThat(written()).containsExactly(id + ".trc");
        OpenSimTable table = OpenSimTable.trc(Files.readString(to.resolve(id + ".trc")));
        List<KeptFrame> frames = frames(id);
        assertThat(table.header()).containsEntry("Units", "px");
        assertThat(Double.parseDouble(table.header().getOrDefault("DataRate", "")))
                .isCloseTo(30, Offset.offset(0.01));
        assertThat(table.labels())
                .containsExactlyElementsOf(
                        Stream.of(Joint.values()).map(Joint::id).toList());
        assertThat(table.rows()).hasSameSizeAs(frames);
        int missing = 0;
        for (int i = 0; i < frames.size(); i++) {
            KeptFrame frame = frames.get(i);
            assertThat(table.times().get(i)).isCloseTo(frame.seconds(), Offset.offset(1e-6));
            int column = 0;
            for (Joint joint : Joint.values()) {
                List<OptionalDouble> cells = table.rows().get(i).subList(column, column + 3);
                column += 3;
                Optional<Keypoint> point = frame.pose().pose().flatMap(pose -> pose.keypoint(joint));
                if (point.isPresent()) {
                    assertThat(cells.get(0).orElseThrow()).isCloseTo(point.get().x(), Offset.offset(0.005));
                    assertThat(cells.get(1).orElseThrow())
                            .isCloseTo(Figure.HEIGHT - point.get().y(), Offset.offset(0.005));
                    assertThat(cells.get(2).orElseThrow()).isZero();
                } else {
                    assertThat(cells).allMatch(OptionalDouble::isEmpty);
                    missing++;
                }
            }
        }
        assertThat(missing).isGreaterThan(frames.size() / 7);
    }

    @Test
    void theAnglesAreThoseThatCouldBeAssessed() throws Exception {
        SessionId id = keepHoled();
        assertThat(export(id.text(), "--format", "MOT").exitCode()).isEqualTo(ExitCode.OK);
        assertThat(written()).containsExactly(id + ".mot");
        OpenSimTable table = OpenSimTable.mot(Files.readString(to.resolve(id + ".mot")));
        List<KeptFrame> frames = frames(id);
        assertThat(table.header()).containsEntry("inDegrees", "yes").containsEntry("name", "FormCheck " + id);
        assertThat(table.labels()).contains("left_elevation", "right_elevation", "left_elbow_angle", "trunk_lean");
        assertThat(table.rows()).hasSameSizeAs(frames);
        List<Measure> angles = Stream.of(Measure.values())
                .filter(measure -> measure.unit().equals("degrees"))
                .toList();
        assertThat(table.labels())
                .containsExactlyElementsOf(angles.stream()
                        .map(angle -> angle.id().replace('-', '_'))
                        .toList());
        int seen = 0;
        int missing = 0;
        for (int i = 0; i < frames.size(); i++) {
            for (int k = 0; k < angles.size(); k++) {
                OptionalDouble kept = frames.get(i).measures().seen(angles.get(k));
                OptionalDouble read = table.rows().get(i).get(k);
                assertThat(read.isPresent()).isEqualTo(kept.isPresent());
                if (kept.isPresent()) {
                    assertThat(read.getAsDouble()).isCloseTo(kept.getAsDouble(), Offset.offset(0.0051));
                    seen++;
                } else {
                    missing++;
                }
            }
        }
        assertThat(seen).isGreaterThan(frames.size());
        assertThat(missing).isPositive();
    }

    @Test
    void everyOpeningOfTheSourceIsAFileOfItsOwn() throws Exception {
        SessionId id;
        List<PoseFrame> frames = KeptPlay.frames(1);
        try (SessionStore store = SessionStore.open(data)) {
            LiveRecording recording = store.begin(KeptPlay.details(NAME), KeptPlay.source(), new MotionBuffer());
            KeptPlay.play(recording, frames);
            recording.sourceOpened(60, 1280, 960);
            FormPipeline pipeline = new FormPipeline(KeptPlay.EXERCISE);
            for (PoseFrame frame : frames.subList(0, 40)) {
                recording.frame(pipeline.process(frame), 1);
            }
            recording.finish();
            id = recording.id();
        }
        assertThat(export(id.text(), "--format", "trc,mot").exitCode()).isEqualTo(ExitCode.OK);
        assertThat(written()).containsExactly(id + "-2.mot", id + "-2.trc", id + ".mot", id + ".trc");
        OpenSimTable first = OpenSimTable.trc(Files.readString(to.resolve(id + ".trc")));
        OpenSimTable second = OpenSimTable.trc(Files.readString(to.resolve(id + "-2.trc")));
        assertThat(first.rows()).hasSameSizeAs(frames);
        assertThat(second.rows()).hasSize(40);
        assertThat(second.times().get(0)).isCloseTo(60, Offset.offset(0.1));
        // the second image is twice as high, and Y goes up from its lower edge
        assertThat(second.rows().get(0).get(1).orElseThrow()
                        - first.rows().get(0).get(1).orElseThrow())
                .isCloseTo(960 - Figure.HEIGHT, Offset.offset(0.3));
    }

    @Test
    void aSecondExportGivesTheSameBytesInEveryLocale() throws Exception {
        SessionId id = keepHoled();
        export("--person", NAME, "--format", "fhir,trc,mot");
        List<String> names = written();
        assertThat(names).containsExactly(id + ".mot", id + ".trc", "fhir.json");
        List<String> first = read(names);
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG"));
            assertThat(export("--person", NAME, "--format", "fhir,trc,mot").exitCode())
                    .isEqualTo(ExitCode.OK);
        } finally {
            Locale.setDefault(before);
        }
        assertThat(read(names)).isEqualTo(first);
        assertThat(first).noneMatch(text -> text.contains("Ada") || text.contains("NaN") || text.contains("Infinity"));
    }

    private List<String> read(List<String> names) throws IOException {
        List<String> texts = new ArrayList<>();
        for (String name : names) {
            texts.add(Files.readString(to.resolve(name)));
        }
        return texts;
    }

    @Test
    void thePatientIsTheSameInEveryExportAndCarriesWhatWasAskedFor() throws Exception {
        try (SessionStore store = SessionStore.open(data)) {
            FieldSessions.keep(store, NAME, new Random(3), 5);
        }
        assertThat(export("--person", NAME, "--format", "fhir").err()).contains("Exported 5 sessions");
        JsonNode all = patient("fhir.json");
        Run one = export("latest", "--format", "fhir");
        assertThat(one.exitCode()).as(one.err()).isEqualTo(ExitCode.OK);
        String name = written().stream()
                .filter(file -> file.endsWith("-fhir.json"))
                .findFirst()
                .orElseThrow();
        assertThat(patient(name)).isEqualTo(all);
        assertThat(all.path("name").path(0).has("text")).isFalse();
        export("--person", NAME, "--format", "fhir", "--patient", "P-0042", "--with-name");
        JsonNode named = patient("fhir.json");
        assertThat(named.path("identifier").path(0).path("value").asText()).isEqualTo("P-0042");
        assertThat(named.path("name").path(0).path("text").asText()).isEqualTo("Ada\\u2028<b> Übung");
    }

    private JsonNode patient(String name) throws IOException {
        return new ObjectMapper()
                .readTree(to.resolve(name).toFile())
                .path("entry")
                .path(0)
                .path("resource");
    }

    @Test
    void whatCannotBeIsOneLineAndNoFile() throws Exception {
        SessionId id = keepHoled();
        refused(export(id.text(), "--format", "c3d"), ExitCode.WRONG_USAGE, "fhir, trc, mot");
        refused(export("--person", "Bob\n\tx", "--format", "fhir"), ExitCode.FAILED, "No one here is called");
        refused(export("2001-01-01-0101", "--format", "trc"), ExitCode.FAILED, "There is no session");
        refused(export(id.text(), "--patient", "P1"), ExitCode.WRONG_USAGE, "--format fhir");
        refused(export(id.text(), "--format", "trc", "--with-name"), ExitCode.WRONG_USAGE, "--format fhir");
        for (String wrong : List.of("", " ", "P\t1", "P\n1", "P\u202e1", "x".repeat(101), " P1")) {
            refused(export(id.text(), "--format", "fhir", "--patient", wrong), ExitCode.WRONG_USAGE, "--patient is");
        }
        to = Files.writeString(folder.resolve("file"), "a file");
        Run run = export(id.text(), "--format", "trc");
        assertThat(run.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(run.err()).contains("is a file");
        assertThat(Files.readString(to)).isEqualTo("a file");
    }

    @Test
    void aSessionWithoutMotionOrWithAnEmptyOneHasNoTable() throws Exception {
        SessionId bare;
        SessionId nobody;
        try (SessionStore store = SessionStore.open(data)) {
            bare = KeptPlay.session(store, NAME, 1);
            List<PoseFrame> empty = KeptPlay.frames(1).stream()
                    .map(frame -> new PoseFrame(
                            frame.index(),
                            frame.at(),
                            frame.width(),
                            frame.height(),
                            frame.brightness(),
                            Optional.empty()))
                    .toList();
            nobody = keep(store, empty);
        }
        Files.delete(motion(bare));
        refused(export(bare.text(), "--format", "trc"), ExitCode.FAILED, "has no kept motion: there is no TRC of it");
        refused(export(nobody.text(), "--format", "trc"), ExitCode.FAILED, "has no joint in its motion");
        refused(export(nobody.text(), "--format", "mot"), ExitCode.FAILED, "has no angle in its motion");
        Run both = export("--person", NAME, "--format", "fhir,mot");
        assertThat(both.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(both.errLines()).hasSize(3);
        assertThat(written()).containsExactly("fhir.json");
    }

    private Path motion(SessionId id) {
        return data.resolve("sessions").resolve(id.text()).resolve("motion.fcm");
    }

    /** Wherever the motion is cut off or changed, its frames before are a whole table, or there is none. */
    @Test
    void aDamagedMotionIsWrittenUpToTheDamageWithOneLine() throws Exception {
        SessionId id = keepHoled();
        byte[] whole = Files.readAllBytes(motion(id));
        int all = frames(id).size();
        Random random = new Random(27);
        for (int run = 0; run < 12; run++) {
            byte[] damaged = whole.clone();
            int at = run == 0 ? 9 : 20 + random.nextInt(whole.length - 20);
            if (run % 2 == 0) {
                damaged = Arrays.copyOf(whole, at);
            } else {
                damaged[at] ^= 0x5a;
            }
            Files.write(motion(id), damaged);
            Run export = export(id.text(), "--format", "trc,mot");
            assertThat(export.exitCode()).as("at " + at).isEqualTo(ExitCode.FAILED);
            assertThat(export.errLines()).hasSize(2).allMatch(line -> line.contains(id + ": The kept motion "));
            for (String name : written()) {
                String text = Files.readString(to.resolve(name));
                OpenSimTable table = name.endsWith("trc") ? OpenSimTable.trc(text) : OpenSimTable.mot(text);
                assertThat(table.rows()).hasSizeLessThan(all);
                Files.delete(to.resolve(name));
            }
        }
    }
}
