package formcheck.pose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeypointWriterTest {

    private final Locale usual = Locale.getDefault();

    @TempDir
    Path folder = Path.of("");

    @AfterEach
    void restoreLocale() {
        Locale.setDefault(usual);
    }

    @Test
    void theFirstLinesSayTheSizeAndTheColumns() throws IOException {
        List<String> lines = lines();
        assertThat(lines.get(0)).isEqualTo("# width=640 height=480");
        assertThat(lines.get(1)).startsWith("seconds,nose_x,nose_y,nose_visibility,left_eye_inner_x,");
        assertThat(lines.get(1).split(",")).hasSize(1 + 3 * 33);
    }

    @Test
    void aFrameIsARowInEveryLocale() throws IOException {
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        Map<Joint, Keypoint> joints = new EnumMap<>(Joint.class);
        joints.put(Joint.NOSE, new Keypoint(-0.0004, 1234.5678, OptionalDouble.of(0.99996), OptionalDouble.of(0.5)));
        joints.put(Joint.LEFT_EYE_INNER, new Keypoint(-1.0006, 0.05));
        String row = lines(frame(1_033_333_400, joints)).get(2);
        assertThat(row).startsWith("1.033333,0.000,1234.568,1.0000,-1.001,0.050,,,,");
        assertThat(row.chars().filter(c -> c == ',').count()).isEqualTo(3 * 33);
    }

    @Test
    void aDecimalCommaIsReadBackAlike() throws Exception {
        Map<Joint, Keypoint> joints = new EnumMap<>(Joint.class);
        joints.put(Joint.NOSE, new Keypoint(-12.5, 1234.568, OptionalDouble.of(0.9875), OptionalDouble.empty()));
        Path points = folder.resolve("points.csv");
        Path commas = folder.resolve("commas.csv");
        for (CsvForm form : List.of(CsvForm.DECIMAL_POINT, CsvForm.DECIMAL_COMMA)) {
            try (KeypointWriter writer =
                    KeypointWriter.to(form.equals(CsvForm.DECIMAL_COMMA) ? commas : points, 640, 480, form)) {
                writer.write(frame(0, joints));
                writer.write(frame(1_033_333_000, joints));
            }
        }
        assertThat(Files.readAllLines(commas).get(3)).startsWith("1,033333;-12,500;1234,568;0,9875;;;;");
        assertThat(KeypointReaderTest.read(commas))
                .isEqualTo(KeypointReaderTest.read(points))
                .hasSize(2);
    }

    @Test
    void aFrameWithoutAnybodyIsARowOfEmptyCells() throws IOException {
        PoseFrame nobody = new PoseFrame(0, Duration.ZERO, 640, 480, OptionalDouble.of(100), Optional.empty());
        assertThat(lines(nobody).get(2)).isEqualTo("0.000000" + ",".repeat(3 * 33));
    }

    @Test
    void anImageOfAnotherSizeIsRefused() throws IOException {
        try (KeypointWriter writer = new KeypointWriter(new StringWriter(), 320, 240)) {
            assertThatThrownBy(() -> writer.write(frame(0, Map.of())))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("size changed from 320 x 240 to 640 x 480");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"motion.csv", "motion.csv.gz"})
    void whatWasWrittenIsReadBackToAThousandthOfAPixel(String name) throws Exception {
        Path file = folder.resolve(name);
        Random random = new Random(1);
        Map<Joint, Keypoint> joints = new EnumMap<>(Joint.class);
        for (Joint joint : Joint.values()) {
            joints.put(
                    joint,
                    new Keypoint(
                            random.nextDouble() * 2000 - 500,
                            random.nextDouble() * 2000 - 500,
                            OptionalDouble.of(random.nextDouble()),
                            OptionalDouble.empty()));
        }
        try (KeypointWriter writer = KeypointWriter.to(file, 640, 480)) {
            writer.write(frame(0, joints));
            writer.write(frame(16_683_333, Map.of()));
        }
        List<PoseFrame> back = KeypointReaderTest.read(file);
        assertThat(back).hasSize(2);
        Pose pose = back.get(0).pose().orElseThrow();
        joints.forEach((joint, written) -> {
            Keypoint read = pose.keypoint(joint).orElseThrow();
            assertThat(read.x()).isCloseTo(written.x(), within(0.000501));
            assertThat(read.y()).isCloseTo(written.y(), within(0.000501));
            assertThat(read.visibility().orElseThrow())
                    .isCloseTo(written.visibility().orElseThrow(), within(0.0000501));
        });
        assertThat(back.get(1).at()).isEqualTo(Duration.ofNanos(16_683_000));
        assertThat(back.get(1).pose()).isEmpty();
    }

    @Test
    void aSecondRoundTripChangesNothing() throws Exception {
        Path first = folder.resolve("first.csv");
        Path second = folder.resolve("second.csv");
        Random random = new Random(2);
        try (KeypointWriter writer = KeypointWriter.to(first, 640, 480)) {
            for (int i = 0; i < 100; i++) {
                Keypoint nose = new Keypoint(
                        random.nextDouble() * 640,
                        random.nextDouble() * 480,
                        OptionalDouble.of(random.nextDouble()),
                        OptionalDouble.empty());
                writer.write(frame(i * 33_366_667L, Map.of(Joint.NOSE, nose)));
            }
        }
        try (KeypointWriter writer = KeypointWriter.to(second, 640, 480)) {
            for (PoseFrame frame : KeypointReaderTest.read(first)) {
                writer.write(frame);
            }
        }
        assertThat(second).hasSameTextualContentAs(first);
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "its full device and its list of open files")
    void aFileThatCouldNotBeWrittenToItsEndIsClosed() throws Exception {
        KeypointWriter writer = KeypointWriter.to(Path.of("/dev/full"), 640, 480);
        writer.write(frame(0, Map.of()));
        assertThat(open("/dev/full")).isEqualTo(1);
        assertThatThrownBy(writer::close).isInstanceOf(IOException.class);
        assertThat(open("/dev/full")).isZero();
    }

    private static long open(String file) throws IOException {
        try (Stream<Path> handles = Files.list(Path.of("/proc/self/fd"))) {
            return handles.filter(handle -> file.equals(target(handle))).count();
        }
    }

    private static String target(Path handle) {
        try {
            return Files.readSymbolicLink(handle).toString();
        } catch (IOException e) {
            return "closed meanwhile";
        }
    }

    private static PoseFrame frame(long nanos, Map<Joint, Keypoint> joints) {
        return new PoseFrame(
                0,
                Duration.ofNanos(nanos),
                640,
                480,
                OptionalDouble.empty(),
                joints.isEmpty() ? Optional.empty() : Optional.of(new Pose(joints)));
    }

    private static List<String> lines(PoseFrame... frames) throws IOException {
        StringWriter text = new StringWriter();
        try (KeypointWriter writer = new KeypointWriter(text, 640, 480)) {
            for (PoseFrame frame : frames) {
                writer.write(frame);
            }
        }
        assertThat(text.toString()).endsWith("\n").doesNotContain("\r");
        return text.toString().lines().toList();
    }
}
