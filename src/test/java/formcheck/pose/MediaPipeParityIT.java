package formcheck.pose;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares poses with those of MediaPipe for the same rendered images. */
class MediaPipeParityIT {

    private static final Logger LOG = LoggerFactory.getLogger(MediaPipeParityIT.class);

    private static JsonNode recorded = com.fasterxml.jackson.databind.node.NullNode.getInstance();

    @BeforeAll
    static void readRecording() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(MediaPipeParityIT.class.getResourceAsStream("parity/mediapipe.json"))) {
            recorded = new JsonMapper().readTree(in);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "blazepose-full, static, EXACT, 0.1",
        "blazepose-full, tracking, EXACT, 1.5",
        "blazepose-lite, static, EXACT, 0.1",
        "blazepose-lite, tracking, EXACT, 1.5",
        "blazepose-full, static, PORTABLE, 0.1",
        "blazepose-full, tracking, PORTABLE, 1.5",
        "blazepose-lite, static, PORTABLE, 0.1",
        "blazepose-lite, tracking, PORTABLE, 1.5",
    })
    void jointsLieWhereMediaPipePutsThem(String model, String mode, ModelForm form, double limit) throws Exception {
        Away away = awayFromTheRecording(model, mode, form);
        assertThat(away.pixels).hasSizeGreaterThan(33 * 5);
        assertThat(mean(away.pixels)).isLessThan(limit);
    }

    /** Roundings move what is judged by a pixel, and legs, which these images cut off, by several. */
    @ParameterizedTest
    @CsvSource({
        "blazepose-full, static, 1.0, 2.0, 0.015",
        "blazepose-full, tracking, 1.0, 2.0, 0.015",
        "blazepose-lite, static, 1.5, 3.5, 0.015",
        "blazepose-lite, tracking, 1.5, 3.5, 0.015",
    })
    void theFormThatIsRunMovesNoJointThatIsJudgedByMuch(
            String model, String mode, double upper, double upperAt95, double metres) throws Exception {
        Away away = awayFromTheRecording(model, mode, ModelForm.FASTEST);
        assertThat(away.upper).hasSizeGreaterThan(25 * 5);
        assertThat(mean(away.upper)).isLessThan(upper);
        assertThat(quantile(away.upper, 0.95)).isLessThan(upperAt95);
        assertThat(mean(away.upperMetres)).isLessThan(metres);
    }

    private static Away awayFromTheRecording(String model, String mode, ModelForm form) throws Exception {
        Away away = new Away();
        DjlPoseEstimator.Settings usual = DjlPoseEstimator.Settings.DEFAULT;
        DjlPoseEstimator.Settings settings = new DjlPoseEstimator.Settings(
                form,
                usual.minimumScore(),
                usual.minimumPresence(),
                usual.searchInterval(),
                // Often enough to show that searches for bystanders do not disturb tracking.
                TestFrames.THIRTIETH.multipliedBy(5));
        try (PoseEstimator estimator = DjlPoseEstimator.open(ModelCatalog.find(), model, settings)) {
            int index = 0;
            for (JsonNode frame : framesOf(model, mode)) {
                if (mode.equals("static")) {
                    estimator.reset();
                }
                String image = frame.get("image").textValue();
                Optional<Pose> pose = estimator.estimate(TestFrames.ofFixture(image, index++));
                assertThat(pose.isPresent())
                        .as(image)
                        .isEqualTo(!frame.get("points").isNull());
                pose.ifPresent(found -> away.add(found, frame));
            }
        }
        LOG.info(
                "{} {} {}: mean {} px, largest {} px, down to the hips mean {} px, 95 % {} px, {} m; visibility {}, world {} m",
                model,
                mode,
                form,
                mean(away.pixels),
                largest(away.pixels),
                mean(away.upper),
                quantile(away.upper, 0.95),
                mean(away.upperMetres),
                largest(away.visibilities),
                largest(away.metres));
        return away;
    }

    /** Distances of poses from the recording, for each joint. */
    private static final class Away {
        final List<Double> pixels = new ArrayList<>();
        final List<Double> upper = new ArrayList<>();
        final List<Double> upperMetres = new ArrayList<>();
        final List<Double> visibilities = new ArrayList<>();
        final List<Double> metres = new ArrayList<>();

        void add(Pose pose, JsonNode frame) {
            Joint[] joints = Joint.values();
            for (int i = 0; i < joints.length; i++) {
                Joint joint = joints[i];
                JsonNode point = frame.get("points").get(i);
                JsonNode world = frame.get("world").get(i);
                Keypoint ours = pose.keypoint(joint).orElseThrow();
                WorldPoint space = Objects.requireNonNull(pose.world().get(joint));
                double off = Math.hypot(
                        ours.x() - point.get(0).doubleValue(),
                        ours.y() - point.get(1).doubleValue());
                List<Double> apart = List.of(
                        Math.abs(space.x() - world.get(0).doubleValue()),
                        Math.abs(space.y() - world.get(1).doubleValue()),
                        Math.abs(space.z() - world.get(2).doubleValue()));
                pixels.add(off);
                metres.addAll(apart);
                if (joint.compareTo(Joint.RIGHT_HIP) <= 0) {
                    upper.add(off);
                    upperMetres.addAll(apart);
                }
                visibilities.add(
                        Math.abs(ours.visibility().orElseThrow() - point.get(3).doubleValue()));
            }
        }
    }

    @Test
    void theRecordingNamesOurJoints() {
        List<String> names = new ArrayList<>();
        recorded.get("joints").forEach(name -> names.add(name.textValue()));
        assertThat(names)
                .isEqualTo(
                        java.util.Arrays.stream(Joint.values()).map(Joint::id).toList());
    }

    private static List<JsonNode> framesOf(String model, String mode) {
        List<JsonNode> frames = new ArrayList<>();
        for (JsonNode recording : recorded.get("recordings")) {
            if (recording.get("model").textValue().equals(model)
                    && recording.get("mode").textValue().equals(mode)) {
                recording.get("frames").forEach(frames::add);
            }
        }
        return frames;
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    private static double quantile(List<Double> values, double share) {
        return values.stream().sorted().toList().get((int) (share * (values.size() - 1)));
    }

    private static double largest(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }
}
