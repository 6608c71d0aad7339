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

/** Our poses against those that MediaPipe gave for the same rendered pictures. */
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
        "blazepose-full, static, FASTEST, 0.1",
        "blazepose-full, tracking, FASTEST, 1.5",
        "blazepose-lite, static, FASTEST, 0.1",
        "blazepose-lite, tracking, FASTEST, 1.5",
        "blazepose-full, static, PORTABLE, 0.1",
        "blazepose-full, tracking, PORTABLE, 1.5",
        "blazepose-lite, static, PORTABLE, 0.1",
        "blazepose-lite, tracking, PORTABLE, 1.5",
    })
    void jointsLieWhereMediaPipePutsThem(String model, String mode, ModelForm form, double limit) throws Exception {
        List<Double> pixels = new ArrayList<>();
        List<Double> visibilities = new ArrayList<>();
        List<Double> metres = new ArrayList<>();
        DjlPoseEstimator.Settings usual = DjlPoseEstimator.Settings.DEFAULT;
        DjlPoseEstimator.Settings settings = new DjlPoseEstimator.Settings(
                form,
                usual.minimumScore(),
                usual.minimumPresence(),
                usual.searchInterval(),
                // Often enough to show that looking around does not disturb the tracking.
                Pictures.THIRTIETH.multipliedBy(5));
        try (PoseEstimator estimator = DjlPoseEstimator.open(ModelCatalog.find(), model, settings)) {
            int index = 0;
            for (JsonNode frame : framesOf(model, mode)) {
                if (mode.equals("static")) {
                    estimator.reset();
                }
                String image = frame.get("image").textValue();
                Optional<Pose> pose = estimator.estimate(Pictures.ofFixture(image, index++));
                assertThat(pose.isPresent())
                        .as(image)
                        .isEqualTo(!frame.get("points").isNull());
                pose.ifPresent(found -> compare(found, frame, pixels, visibilities, metres));
            }
        }
        LOG.info(
                "{} {} {}: mean {} px, largest {} px, visibility {}, world {} m",
                model,
                mode,
                form,
                mean(pixels),
                largest(pixels),
                largest(visibilities),
                largest(metres));
        assertThat(pixels).hasSizeGreaterThan(33 * 5);
        assertThat(mean(pixels)).isLessThan(limit);
    }

    private static void compare(
            Pose pose, JsonNode frame, List<Double> pixels, List<Double> visibilities, List<Double> metres) {
        Joint[] joints = Joint.values();
        for (int i = 0; i < joints.length; i++) {
            Joint joint = joints[i];
            JsonNode point = frame.get("points").get(i);
            Keypoint ours = pose.keypoint(joint).orElseThrow();
            pixels.add(Math.hypot(
                    ours.x() - point.get(0).doubleValue(),
                    ours.y() - point.get(1).doubleValue()));
            visibilities.add(
                    Math.abs(ours.visibility().orElseThrow() - point.get(3).doubleValue()));
            JsonNode world = frame.get("world").get(i);
            WorldPoint space = Objects.requireNonNull(pose.world().get(joint));
            metres.add(Math.abs(space.x() - world.get(0).doubleValue()));
            metres.add(Math.abs(space.y() - world.get(1).doubleValue()));
            metres.add(Math.abs(space.z() - world.get(2).doubleValue()));
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

    private static double largest(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }
}
