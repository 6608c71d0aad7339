package formcheck.pose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import formcheck.capture.CaptureException;
import formcheck.pose.TypedPoses.TypedFrame;
import formcheck.testkit.Figure;
import formcheck.testkit.Movement;
import formcheck.testkit.Posture;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers give the frames that the same numbers as text give. */
class TypedPosesTest {
    private static List<PoseFrame> all(PoseSource source) throws CaptureException {
        List<PoseFrame> frames = new ArrayList<>();
        for (Optional<PoseFrame> frame = source.next(); frame.isPresent(); frame = source.next()) {
            frames.add(frame.get());
        }
        source.close();
        return frames;
    }

    private static TypedPoses typed(TypedFrame... rows) throws CaptureException {
        return new TypedPoses("stream", 640, 480, List.of(rows).iterator());
    }

    private static TypedFrame frame(double seconds, double x, double visibility) {
        return new TypedFrame(
                seconds, Map.of(Joint.NOSE, new Keypoint(x, 1, OptionalDouble.of(visibility), OptionalDouble.empty())));
    }

    @Test
    void numbersGiveTheFramesOfTheirText() throws Exception {
        StringWriter csv = new StringWriter();
        List<PoseFrame> filmed = new ArrayList<>(
                Figure.FRONTAL.film(Movement.from(Posture.arms(15)).hold(1).to(Posture.arms(100), 1)));
        filmed.set(
                3,
                new PoseFrame(
                        3, filmed.get(3).at(), Figure.WIDTH, Figure.HEIGHT, OptionalDouble.empty(), Optional.empty()));
        try (KeypointWriter writer = new KeypointWriter(csv, Figure.WIDTH, Figure.HEIGHT, CsvForm.DECIMAL_POINT)) {
            for (PoseFrame frame : filmed.subList(1, filmed.size())) {
                writer.write(frame);
            }
        }
        List<TypedFrame> numbers = new ArrayList<>();
        try (KeypointReader reader = KeypointReader.of("csv", new StringReader(csv.toString()))) {
            for (Optional<PoseFrame> frame = reader.next(); frame.isPresent(); frame = reader.next()) {
                numbers.add(new TypedFrame(
                        frame.get().seconds(),
                        frame.get().pose().map(Pose::keypoints).orElse(Map.of())));
            }
        }
        List<PoseFrame> text = all(new RecordedPoses("stream", new StringReader(csv.toString())));
        assertThat(all(new TypedPoses("stream", Figure.WIDTH, Figure.HEIGHT, numbers.iterator())))
                .hasSizeGreaterThan(50)
                .isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "-0.1, 1, 1, seconds",
        "NaN, 1, 1, seconds",
        "20000000, 1, 1, seconds",
        "0.5, 1, 1, backwards",
        "2, 2000000, 1, nose",
        "2, -2000000, 1, nose",
        "2, 1, 1.1, visibility",
        "2, 1, NaN, visibility"
    })
    void wrongNumbersAreRefused(double seconds, double x, double visibility, String says) throws Exception {
        TypedPoses poses = typed(frame(1, 1, 1), frame(seconds, x, visibility));
        assertThat(poses.next()).isPresent();
        assertThatThrownBy(poses::next).isInstanceOf(CaptureException.class).hasMessageContaining(says);
    }

    @Test
    void aStreamNeedsAnImageSizeAndAFrame() throws Exception {
        assertThatThrownBy(() ->
                        new TypedPoses("stream", 0, 480, List.<TypedFrame>of().iterator()))
                .isInstanceOf(CaptureException.class)
                .hasMessageContaining("pixels");
        TypedPoses empty = typed();
        assertThatThrownBy(empty::next).isInstanceOf(CaptureException.class).hasMessageContaining("no frame");
        assertThat(empty.damage()).isEmpty();
        assertThat(empty.info().width()).isEqualTo(640);
    }
}
