package formcheck.motion.posture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import formcheck.motion.posture.HeadCheckResult.HeadCheckReason;
import formcheck.motion.posture.HeadCheckResult.HeadVerdict;
import formcheck.pose.HeadModel;
import formcheck.pose.Joint;
import formcheck.pose.Keypoint;
import formcheck.pose.ModelException;
import formcheck.pose.Pose;
import formcheck.pose.PoseModel;
import formcheck.pose.WorldPoint;
import formcheck.testkit.FixturePose;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds cues, comparison and weighing against {@code scripts/posture}, with which they were learned; then what is refused. */
class HeadCheckTest {
    private final JsonNode fixture;

    @TempDir
    private Path folder;

    HeadCheckTest() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(HeadCheckTest.class.getResourceAsStream("head-parity.json"), "fixture")) {
            fixture = new ObjectMapper().readTree(in);
        }
    }

    private byte[] weights() {
        ByteBuffer bytes =
                ByteBuffer.allocate(4 * fixture.path("weights").size()).order(ByteOrder.LITTLE_ENDIAN);
        fixture.path("weights").forEach(weight -> bytes.putFloat((float) weight.asDouble()));
        return bytes.array();
    }

    private HeadModel model(byte[] weights, List<String> cues, double least, double visible) throws Exception {
        Path file = folder.resolve("weights.f32");
        Files.write(file, weights);
        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(weights));
        return new HeadModel(
                new PoseModel.Weights(file, weights.length, digest),
                cues,
                4,
                1,
                new HeadModel.Range(least, 200),
                visible);
    }

    private HeadCheck check() throws Exception {
        return HeadCheck.open(model(weights(), HeadCues.NAMES, -200, 0));
    }

    private static Pose pose(JsonNode frame, double visibility) {
        return FixturePose.of(frame, visibility, () -> 0);
    }

    private static List<Pose> poses(JsonNode frames) {
        List<Pose> poses = new ArrayList<>();
        frames.forEach(frame -> poses.add(pose(frame, 1)));
        return poses;
    }

    private static double[] numbers(JsonNode array) {
        double[] numbers = new double[array.size()];
        for (int k = 0; k < numbers.length; k++) {
            numbers[k] = array.path(k).asDouble();
        }
        return numbers;
    }

    private static double[] held(JsonNode frames) {
        return HeadCues.hold(poses(frames).stream()
                .map(pose -> HeadCues.of(pose).orElseThrow())
                .toList());
    }

    @Test
    void measuresComparesAndWeighsAsItWasLearned() throws Exception {
        List<String> names = new ArrayList<>();
        fixture.path("names").forEach(name -> names.add(name.asText()));
        assertThat(HeadCues.NAMES).isEqualTo(names);
        HeadCheck check = check();
        assertThat(fixture.path("cases")).hasSize(2);
        for (JsonNode test : fixture.path("cases")) {
            assertThat(HeadCues.of(pose(test.path("usual").path(0), 1)).orElseThrow())
                    .containsExactly(numbers(test.path("raw")), within(1e-5));
            double[] compared = HeadCues.compare(held(test.path("usual")), held(test.path("tall")));
            assertThat(compared).containsExactly(numbers(test.path("compared")), within(1e-5));
            HeadCheckResult result = check.judge(poses(test.path("usual")), poses(test.path("tall")));
            double degrees = test.path("degrees").asDouble();
            assertThat(result.degrees().orElseThrow()).isCloseTo(degrees, within(1e-3));
            assertThat(check.centimetres(compared, degrees))
                    .isCloseTo(test.path("centimetres").asDouble(), within(1e-3));
            assertThat(result.probability().orElseThrow())
                    .isCloseTo(test.path("chance").asDouble(), within(1e-3));
        }
    }

    @Test
    void itDoesNotMatterWhichWayTheChairIsTurned() throws Exception {
        HeadCheck check = check();
        JsonNode test = fixture.path("cases").path(0);
        HeadCheckResult one = check.judge(poses(test.path("usual")), poses(test.path("tall")));
        HeadCheckResult other = check.judge(mirrored(test.path("usual")), mirrored(test.path("tall")));
        assertThat(other.probability().orElseThrow())
                .isCloseTo(one.probability().orElseThrow(), within(1e-9));
        assertThat(other.degrees().orElseThrow()).isCloseTo(one.degrees().orElseThrow(), within(1e-9));
    }

    private static List<Pose> mirrored(JsonNode frames) {
        return poses(frames).stream()
                .map(pose -> {
                    Map<Joint, Keypoint> points = new EnumMap<>(Joint.class);
                    Map<Joint, WorldPoint> world = new EnumMap<>(Joint.class);
                    pose.keypoints()
                            .forEach((joint, p) -> points.put(
                                    mirrored(joint), new Keypoint(640 - p.x(), p.y(), p.visibility(), p.presence())));
                    pose.world()
                            .forEach((joint, w) -> world.put(mirrored(joint), new WorldPoint(-w.x(), w.y(), w.z())));
                    return new Pose(points, world, 1, List.of());
                })
                .toList();
    }

    @Test
    void moreFramesMakeNothingSurer() throws Exception {
        HeadCheck check = check();
        JsonNode test = fixture.path("cases").path(1);
        List<Pose> usual = poses(test.path("usual"));
        List<Pose> tall = poses(test.path("tall"));
        List<Pose> often = new ArrayList<>();
        for (Pose pose : usual) {
            often.addAll(Collections.nCopies(45, pose));
        }
        assertThat(check.judge(often, tall)).isEqualTo(check.judge(usual, tall));
    }

    @Test
    void saysWhyNothingIsTold() throws Exception {
        JsonNode test = fixture.path("cases").path(0);
        List<Pose> usual = poses(test.path("usual"));
        List<Pose> tall = poses(test.path("tall"));
        double degrees = test.path("degrees").asDouble();
        HeadCheck strict = HeadCheck.open(model(weights(), HeadCues.NAMES, degrees + 5, 0));
        assertThat(strict.judge(usual, tall).why()).contains(HeadCheckReason.TURNED_TOO_LITTLE);
        HeadCheck look = HeadCheck.open(model(weights(), HeadCues.NAMES, -200, 0.5));
        List<Pose> hidden = List.of(
                pose(test.path("usual").path(0), 0.2), pose(test.path("usual").path(1), 0.3));
        assertThat(look.judge(hidden, tall).why()).contains(HeadCheckReason.EAR_HIDDEN);
        assertThat(look.judge(List.of(), tall)).isEqualTo(HeadCheckResult.notAssessed(HeadCheckReason.NOT_SEEN));
        List<Pose> headOnly = List.of(new Pose(usual.get(0).keypoints()));
        assertThat(look.judge(headOnly, tall)).isEqualTo(HeadCheckResult.notAssessed(HeadCheckReason.NOT_SEEN));
        assertThatThrownBy(() -> new HeadCheckResult(
                        HeadVerdict.NOT_JUDGED,
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        java.util.Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesOtherWeightsThanItsOwn() throws Exception {
        byte[] few = java.util.Arrays.copyOf(weights(), weights().length - 4);
        HeadModel tooFew = model(few, HeadCues.NAMES, 40, 0.5);
        assertThatThrownBy(() -> HeadCheck.open(tooFew))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("bytes");
        byte[] broken = weights();
        ByteBuffer.wrap(broken).order(ByteOrder.LITTLE_ENDIAN).putFloat(40, Float.NaN);
        HeadModel notANumber = model(broken, HeadCues.NAMES, 40, 0.5);
        assertThatThrownBy(() -> HeadCheck.open(notANumber))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("not a number");
        HeadModel otherCues = model(weights(), List.of("nose"), 40, 0.5);
        assertThatThrownBy(() -> HeadCheck.open(otherCues))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("other cues");
    }

    /** The joint of the other side of the body; a joint in the middle is its own. */
    private static Joint mirrored(Joint joint) {
        if (joint.name().contains("LEFT")) {
            return Joint.valueOf(joint.name().replace("LEFT", "RIGHT"));
        }
        return Joint.valueOf(joint.name().replace("RIGHT", "LEFT"));
    }
}
