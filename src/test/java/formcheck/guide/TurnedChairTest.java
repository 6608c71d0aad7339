package formcheck.guide;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import formcheck.guide.LiveGuide.Command;
import formcheck.motion.posture.HeadCheck;
import formcheck.motion.posture.HeadCheckResult;
import formcheck.motion.posture.HeadCheckResult.HeadCheckReason;
import formcheck.motion.posture.HeadCheckResult.HeadVerdict;
import formcheck.pose.Joint;
import formcheck.pose.Keypoint;
import formcheck.pose.ModelCatalog;
import formcheck.pose.Pose;
import formcheck.pose.PoseFrame;
import formcheck.pose.WorldPoint;
import formcheck.testkit.Figure;
import formcheck.testkit.FixturePose;
import formcheck.testkit.Movement;
import formcheck.testkit.Posture;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The check of the head before a set, played with what the pose model saw of two rendered people who had turned their chair. */
class TurnedChairTest {
    private static final Posture REST = Posture.arms(20);
    private static final double RATE = 30;

    private final JsonNode cases;
    private final Random random = new Random(7);

    TurnedChairTest() throws Exception {
        try (InputStream in =
                Objects.requireNonNull(HeadCheck.class.getResourceAsStream("head-parity.json"), "head-parity.json")) {
            cases = new ObjectMapper().readTree(in).path("cases");
        }
    }

    private static Played asked() throws Exception {
        Played played = new Played();
        played.guide.checkHead(HeadCheck.open(ModelCatalog.at(Path.of("models")).headCheck()));
        return played;
    }

    private Film film() {
        return new Film();
    }

    /** Frames, one after the other. */
    private final class Film {
        private final List<PoseFrame> frames = new ArrayList<>();

        /** An average figure, of which there is no more than the pose model's main joints. */
        Film facing(double seconds) {
            Movement still = Movement.from(REST).hold(seconds);
            Figure.FRONTAL.film(still).forEach(frame -> add(frame.pose(), frame.brightness()));
            return this;
        }

        /** The fixture's posture, but with shoulders as wide as of one who has hardly turned. */
        Film hardlyTurned(int index, double seconds) {
            for (int k = 0; k < seconds * RATE; k++) {
                Pose pose = opened(pose(cases.path(index).path("usual").path(k % 2), 0.4));
                add(Optional.of(pose), OptionalDouble.of(120 + random.nextDouble()));
            }
            return this;
        }

        /** A posture of the fixture, with the pose model's usual unrest. */
        Film turned(int index, String posture, double seconds) {
            return turned(index, posture, seconds, 0.4);
        }

        Film turned(int index, String posture, double seconds, double noise) {
            for (int k = 0; k < seconds * RATE; k++) {
                Pose pose = pose(cases.path(index).path(posture).path(k % 2), noise);
                add(Optional.of(pose), OptionalDouble.of(120 + random.nextDouble()));
            }
            return this;
        }

        private void add(Optional<Pose> pose, OptionalDouble brightness) {
            Duration at = Duration.ofNanos((long) (frames.size() * 1e9 / RATE));
            frames.add(new PoseFrame(frames.size(), at, Figure.WIDTH, Figure.HEIGHT, brightness, pose));
        }
    }

    private Pose pose(JsonNode frame, double noise) {
        return FixturePose.of(frame, 0.99, () -> noise * random.nextGaussian());
    }

    private static Pose opened(Pose pose) {
        Map<Joint, Keypoint> points = new EnumMap<>(pose.keypoints());
        Map<Joint, WorldPoint> world = new EnumMap<>(pose.world());
        Keypoint near = pose.keypoint(Joint.RIGHT_SHOULDER).orElseThrow();
        double head = near.y() - pose.keypoint(Joint.NOSE).orElseThrow().y();
        points.put(
                Joint.LEFT_SHOULDER, new Keypoint(near.x() + 1.6 * head, near.y(), near.visibility(), near.presence()));
        world.put(Joint.RIGHT_SHOULDER, new WorldPoint(-0.17, -0.45, -0.02));
        world.put(Joint.LEFT_SHOULDER, new WorldPoint(0.17, -0.45, 0.02));
        return new Pose(points, world, 1, List.of());
    }

    @Test
    void leadsThroughTheCheckAndOnToThePlacementWithoutAHand() throws Exception {
        Played played = asked().source(film().facing(1.5)
                .turned(0, "usual", 6.6)
                .turned(0, "tall", 5.6)
                .facing(7)
                .frames);
        assertThat(played.stages())
                .containsExactly(
                        Stage.HEAD_TURN,
                        Stage.HEAD_USUAL,
                        Stage.HEAD_TALL,
                        Stage.HEAD_RESULT,
                        Stage.PLACEMENT,
                        Stage.BASELINE,
                        Stage.SET);
        HeadCheckResult result = played.guide.headCheck().orElseThrow();
        assertThat(result.verdict()).isEqualTo(HeadVerdict.FORWARD);
        assertThat(result.probability().orElseThrow()).isGreaterThanOrEqualTo(0.9);
        assertThat(result.degrees().orElseThrow()).isBetween(50.0, 58.0);
        assertThat(played.sounds.stream().filter(Sound.TICK::equals)).hasSize(6);
        assertThat(played.sounds.stream().filter(Sound.STEP::equals)).hasSize(6);
        assertThat(played.pauses()).isEmpty();
    }

    @Test
    void aHeadThatIsWhereItIsWhenTallIsInLineAndTheOtherWayOfTurningIsAsGood() throws Exception {
        Played played = asked().source(film().turned(1, "usual", 6.8).turned(1, "tall", 5.6).frames);
        assertThat(played.last().stage()).isEqualTo(Stage.HEAD_RESULT);
        assertThat(played.last().headCheck().orElseThrow().verdict()).isEqualTo(HeadVerdict.IN_LINE);
    }

    @Test
    void waitsUntilTheChairIsTurnedAndGoesOnWithTheReasonIfItNeverIs() throws Exception {
        Played played = asked().source(film().hardlyTurned(0, 20).frames);
        assertThat(played.stages()).containsExactly(Stage.HEAD_TURN);
        assertThat(played.last().advice()).contains(HeadCheckReason.TURNED_TOO_LITTLE.id());
        played.source(film().hardlyTurned(0, 45).frames);
        assertThat(played.stages()).startsWith(Stage.HEAD_TURN, Stage.HEAD_RESULT, Stage.PLACEMENT);
        assertThat(played.guide.headCheck()).contains(HeadCheckResult.notAssessed(HeadCheckReason.TURNED_TOO_LITTLE));
    }

    @Test
    void whoDoesNotHoldStillHoldsAnewUntilTheyDo() throws Exception {
        Played played = asked().source(
                        film().turned(0, "usual", 3.2).turned(0, "usual", 3, 14).turned(0, "usual", 2).frames);
        assertThat(played.last().stage()).isEqualTo(Stage.HEAD_USUAL);
        assertThat(played.views).anySatisfy(view -> assertThat(view.advice()).contains(HeadCheckReason.NOT_STILL.id()));
        assertThat(played.last().advice()).isEmpty();
        assertThat(played.last().progress()).isBetween(0.3, 0.9);
    }

    @Test
    void theCheckCanBeSkippedAndThenNothingIsTold() throws Exception {
        Played played = asked().source(film().turned(0, "usual", 4).frames).command(Command.NEXT);
        assertThat(played.last().stage()).isEqualTo(Stage.PLACEMENT);
        assertThat(played.guide.headCheck()).isEmpty();
    }

    @Test
    void aCameraThatComesBackInTheMiddleBeginsWithTheTurnAgain() throws Exception {
        Played played = asked().source(film().turned(0, "usual", 7.5).frames).silence(3);
        assertThat(played.last().stage()).isEqualTo(Stage.HEAD_TALL);
        assertThat(played.last().pause()).contains("lost");
        played.source(film().facing(0.5).frames);
        assertThat(played.last().stage()).isEqualTo(Stage.HEAD_TURN);
    }

    @Test
    void withoutTheWishThereIsNoSuchStage() {
        Played played = new Played().source(Figure.FRONTAL, Movement.from(REST).hold(1));
        assertThat(played.stages()).containsExactly(Stage.PLACEMENT);
    }
}
