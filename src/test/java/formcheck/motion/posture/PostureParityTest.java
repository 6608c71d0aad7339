package formcheck.motion.posture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import formcheck.pose.Joint;
import formcheck.pose.Keypoint;
import formcheck.pose.Pose;
import formcheck.pose.PostureModel;
import formcheck.pose.WorldPoint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Compares cues, comparisons and heads with {@code scripts/posture}, by which they were learned. */
class PostureParityTest {
    private static final int TARGETS = 7;

    private final JsonNode fixture;
    private final byte[] weights;
    private final int numbers;
    private final List<PostureModel.Level> levels = new ArrayList<>();

    PostureParityTest() throws IOException {
        fixture = new ObjectMapper().readTree(resource("parity.json"));
        weights = resource("heads.f32");
        numbers = fixture.path("numbers").asInt();
        fixture.path("cases")
                .forEach(test ->
                        levels.add(new PostureModel.Level(test.path("level").asText(), 1, 1)));
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(PostureParityTest.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        }
    }

    private JsonNode frame(int index) {
        return fixture.path("frames").path(Integer.toString(index));
    }

    private Pose pose(int index) {
        Map<Joint, Keypoint> points = new EnumMap<>(Joint.class);
        Map<Joint, WorldPoint> world = new EnumMap<>(Joint.class);
        Joint[] joints = Joint.values();
        for (int k = 0; k < frame(index).path("points").size(); k++) {
            JsonNode p = frame(index).path("points").path(k);
            JsonNode w = frame(index).path("world").path(k);
            points.put(joints[k], new Keypoint(p.path(0).asDouble(), p.path(1).asDouble()));
            world.put(
                    joints[k],
                    new WorldPoint(
                            w.path(0).asDouble(),
                            w.path(1).asDouble(),
                            w.path(2).asDouble()));
        }
        return new Pose(points, world, 1, List.of());
    }

    private PostureCalibration.Sample sample(int index, boolean pictured) {
        float[] features = new float[numbers];
        for (int k = 0; k < numbers; k++) {
            features[k] = (float) frame(index).path("features").path(k).asDouble();
        }
        return new PostureCalibration.Sample(
                PostureCues.of(pose(index)).orElseThrow(), pictured ? Optional.of(features) : Optional.empty());
    }

    private List<PostureCalibration.Sample> samples(String part, boolean there, boolean pictured) {
        List<PostureCalibration.Sample> samples = new ArrayList<>();
        for (JsonNode index : there ? fixture.path(part) : fixture.path("nothing")) {
            samples.add(sample(index.asInt(), pictured));
        }
        return samples;
    }

    private static double[] numbers(JsonNode array) {
        double[] numbers = new double[array.size()];
        for (int k = 0; k < numbers.length; k++) {
            numbers[k] = array.path(k).asDouble();
        }
        return numbers;
    }

    @Test
    void namesTheSameCues() {
        List<String> names = new ArrayList<>();
        fixture.path("names").forEach(name -> names.add(name.asText()));
        assertThat(PostureCues.NAMES).isEqualTo(names);
    }

    @Test
    void measuresTheSameCues() {
        List<Integer> frames = new ArrayList<>();
        fixture.path("frames").fieldNames().forEachRemaining(name -> frames.add(Integer.valueOf(name)));
        assertThat(frames).hasSizeGreaterThan(20);
        for (int frame : frames) {
            assertThat(PostureCues.of(pose(frame)).orElseThrow())
                    .as("frame %d", frame)
                    .containsExactly(numbers(frame(frame).path("cues")), within(2e-5));
        }
    }

    @Test
    void comparesAndWeighsAlikeAtEveryLevelOfCalibration() {
        PostureHeads heads = new PostureHeads(weights, levels, numbers, TARGETS);
        for (int test = 0; test < levels.size(); test++) {
            JsonNode expected = fixture.path("cases").path(test);
            boolean[] known = levels.get(test).known();
            PostureCalibration calibration = new PostureCalibration(
                    samples("tall", known[0], known[3]),
                    samples("most", known[1], known[3]),
                    samples("forward", known[2], known[3]));
            for (int k = 0; k < fixture.path("tested").size(); k++) {
                PostureCalibration.Sample sample =
                        sample(fixture.path("tested").path(k).asInt(), known[3]);
                double[] compared = calibration.compareCues(sample);
                assertThat(calibration.known(sample)).containsExactly(known);
                assertThat(compared)
                        .containsExactly(numbers(expected.path("compared").path(k)), within(5e-5));
                double[] inputs = heads.standardised(compared, calibration.compareFeatures(sample, numbers), known);
                assertThat(heads.estimate(inputs, known, sample.elevation()))
                        .containsExactly(numbers(expected.path("estimates").path(k)), within(1e-3));
                PostureHeads.Distance distance = heads.distance(inputs, known);
                assertThat(distance.cues())
                        .isCloseTo(expected.path("farCues").path(k).asDouble(), within(1e-4));
                assertThat(distance.features())
                        .isCloseTo(expected.path("farCrop").path(k).asDouble(), within(1e-4));
            }
        }
    }

    @Test
    void refusesOtherWeightsThanItsOwn() {
        byte[] few = java.util.Arrays.copyOf(weights, weights.length - 4);
        assertThatThrownBy(() -> new PostureHeads(few, levels, numbers, TARGETS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bytes");
        byte[] broken = weights.clone();
        ByteBuffer.wrap(broken).order(ByteOrder.LITTLE_ENDIAN).putFloat(4000, Float.NaN);
        assertThatThrownBy(() -> new PostureHeads(broken, levels, numbers, TARGETS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not a number");
        byte[] flat = weights.clone();
        int spread = PostureCues.FREE + PostureCues.COUNT;
        ByteBuffer.wrap(flat).order(ByteOrder.LITTLE_ENDIAN).putFloat(4 * spread, 0);
        assertThatThrownBy(() -> new PostureHeads(flat, levels, numbers, TARGETS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not positive");
    }

    @Test
    void saysNothingWhereAJointOrTheModelsOwnSpaceIsMissing() {
        Pose whole = pose(fixture.path("tested").path(0).asInt());
        Map<Joint, Keypoint> withoutWrist = new EnumMap<>(whole.keypoints());
        withoutWrist.remove(Joint.LEFT_WRIST);
        assertThat(PostureCues.of(new Pose(withoutWrist, whole.world(), 1, List.of())))
                .isEmpty();
        assertThat(PostureCues.of(new Pose(whole.keypoints()))).isEmpty();
    }
}
