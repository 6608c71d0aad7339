package formcheck.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.motion.Reason;
import formcheck.pose.Joint;
import formcheck.pose.Keypoint;
import formcheck.pose.Pose;
import formcheck.pose.PoseFrame;
import formcheck.pose.WorldPoint;
import formcheck.testkit.Figure;
import formcheck.testkit.Movement;
import formcheck.testkit.Posture;
import formcheck.testkit.Posture.Hands;
import formcheck.testkit.Watched;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Elbows that the pose model draws on a helper's arm, or guesses behind a weight. */
class ElbowsElsewhereTest {
    private static final double REST = 12;
    private static final double TOP = 140;
    private static final double NOISE = 0.01;

    /** From here on weights hide the elbows, degrees. */
    private static final double HIDDEN = 65;

    private static final Movement RAISES =
            Movement.from(Posture.arms(REST)).hold(1).repetitions(4, Posture.arms(TOP), 1.2, 2.6);

    private static Figure figure(long seed) {
        return Figure.FRONTAL.noisy(NOISE).seed(seed);
    }

    /**
     * The left elbow on the arm of a helper behind, as a pose model drew it on real footage: it hangs farther out, lags when the
     * arm rises, the upper arm is a tenth short and the forearm half while it is drawn across the own one.
     *
     * @param top elevation that the helper's elbow reaches, degrees
     */
    private static List<PoseFrame> helped(double top) {
        return figure(7).film(RAISES).stream()
                .map(frame -> {
                    double own = RAISES.at(frame.seconds()).left();
                    double share = (own - REST) / (TOP - REST);
                    double drawn = REST + 20 + share * (top - REST - 20);
                    double forearm = own > 45 && own < 120 ? 0.55 : 0.9;
                    return with(frame, (keypoints, world) -> {
                        Keypoint shoulder = at(keypoints, Joint.LEFT_SHOULDER);
                        Keypoint elbow = at(keypoints, Joint.LEFT_ELBOW);
                        Keypoint wrist = at(keypoints, Joint.LEFT_WRIST);
                        double length = 0.88 * shoulder.distanceTo(elbow);
                        double angle = Math.toRadians(drawn);
                        Keypoint other = moved(
                                elbow,
                                shoulder.x() + length * Math.sin(angle),
                                shoulder.y() + length * Math.cos(angle));
                        keypoints.put(Joint.LEFT_ELBOW, other);
                        keypoints.put(
                                Joint.LEFT_WRIST,
                                moved(
                                        wrist,
                                        other.x() + forearm * (wrist.x() - elbow.x()),
                                        other.y() + forearm * (wrist.y() - elbow.y())));
                    });
                })
                .toList();
    }

    /** Behind weights both arms are drawn half as long, and every frame elsewhere. */
    private static List<PoseFrame> hidden(Movement movement, long seed) {
        Random random = new Random(seed);
        return figure(seed).film(movement).stream()
                .map(frame -> movement.at(frame.seconds()).left() < HIDDEN
                        ? frame
                        : with(frame, (keypoints, world) -> {
                            guess(keypoints, world, Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW, Joint.LEFT_WRIST, random);
                            guess(keypoints, world, Joint.RIGHT_SHOULDER, Joint.RIGHT_ELBOW, Joint.RIGHT_WRIST, random);
                        }))
                .toList();
    }

    private static void guess(
            Map<Joint, Keypoint> keypoints,
            Map<Joint, WorldPoint> world,
            Joint shoulder,
            Joint elbow,
            Joint wrist,
            Random random) {
        for (Joint joint : new Joint[] {wrist, elbow}) {
            Keypoint from = at(keypoints, shoulder);
            Keypoint to = at(keypoints, joint);
            double jitter = 0.1 * from.distanceTo(to);
            keypoints.put(
                    joint,
                    moved(
                            to,
                            from.x() + 0.55 * (to.x() - from.x()) + jitter * random.nextGaussian(),
                            from.y() + 0.55 * (to.y() - from.y()) + jitter * random.nextGaussian()));
            WorldPoint a = at(world, shoulder);
            WorldPoint b = at(world, joint);
            world.put(
                    joint,
                    new WorldPoint(
                            a.x() + 0.5 * (b.x() - a.x()),
                            a.y() + 0.5 * (b.y() - a.y()),
                            a.z() + 0.5 * (b.z() - a.z())));
        }
    }

    private static <T> T at(Map<Joint, T> points, Joint joint) {
        return Objects.requireNonNull(points.get(joint));
    }

    private interface Change {
        void apply(Map<Joint, Keypoint> keypoints, Map<Joint, WorldPoint> world);
    }

    private static PoseFrame with(PoseFrame frame, Change change) {
        Pose pose = frame.pose().orElseThrow();
        Map<Joint, Keypoint> keypoints = new EnumMap<>(pose.keypoints());
        Map<Joint, WorldPoint> world = new EnumMap<>(pose.world());
        change.apply(keypoints, world);
        return new PoseFrame(
                frame.index(),
                frame.at(),
                frame.width(),
                frame.height(),
                frame.brightness(),
                Optional.of(new Pose(keypoints, world, pose.presence(), pose.bystanders())));
    }

    private static Keypoint moved(Keypoint point, double x, double y) {
        return new Keypoint(x, y, point.visibility(), point.presence());
    }

    private static Check check(Rep rep, RuleKind kind) {
        return rep.checks().entrySet().stream()
                .filter(entry -> entry.getKey().kind() == kind)
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anElbowOnAHelpersArmIsNoAsymmetry() {
        Watched watched = Watched.of(helped(108));
        assertThat(watched.valid()).isEqualTo(4);
        assertThat(watched.reps())
                .allSatisfy(rep -> assertThat(check(rep, RuleKind.ASYMMETRY))
                        .isEqualTo(new Check.NotAssessed(Reason.ELBOW_IMPLAUSIBLE)));
    }

    @Test
    void anElbowOnAHelpersArmDoesNotMakeARaiseTooLow() {
        Watched watched = Watched.of(helped(72));
        assertThat(watched.reps()).hasSize(4).allSatisfy(rep -> {
            assertThat(rep.verdict()).isEqualTo(Verdict.NOT_ASSESSED);
            assertThat(check(rep, RuleKind.ELBOW_HEIGHT)).isEqualTo(new Check.NotAssessed(Reason.ELBOW_IMPLAUSIBLE));
        });
    }

    @ParameterizedTest
    @CsvSource({
        "100, 132, STRAIGHT, 0", "132, 100, STRAIGHT, 0", "90, 122, BENT, 0", "122, 90, BENT, 0", "95, 130, UP, 0",
        "90, 122, BENT, 12", "122, 90, BENT, 12", "90, 122, BENT, -12", "122, 90, UP, -12", "66, 98, BENT, 0"
    })
    void oneArmThatTrulyStaysLowerIsTold(double left, double right, Hands hands, double yaw) {
        Movement movement = Movement.from(Posture.arms(REST).hands(hands))
                .hold(1)
                .repetitions(3, Posture.arms(left, right).hands(hands), 1.4, 3);
        Watched watched = Watched.of(figure(3).turned(yaw).film(movement));
        assertThat(watched.reps())
                .hasSize(3)
                .allSatisfy(rep -> assertThat(check(rep, RuleKind.ASYMMETRY))
                        .isInstanceOfSatisfying(
                                Check.Broken.class,
                                broken -> assertThat(broken.fault().side())
                                        .isEqualTo(left < right ? BodySide.LEFT : BodySide.RIGHT)));
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3", "4", "5"})
    void repetitionsWithHiddenElbowsCountAndNothingIsHeldAgainstThem(long seed) {
        Movement raises = Movement.from(Posture.arms(REST))
                .hold(1)
                .repetitions(4, Posture.arms(88).forward(35), 0.8, 1.6);
        Watched watched = Watched.of(hidden(raises, seed));
        assertThat(watched.reps()).hasSize(4).allSatisfy(rep -> {
            assertThat(rep.verdict()).isEqualTo(Verdict.NOT_ASSESSED);
            assertThat(check(rep, RuleKind.ELBOW_HEIGHT)).isEqualTo(new Check.NotAssessed(Reason.ELBOWS_HIDDEN));
            assertThat(rep.faults()).isEmpty();
        });
    }

    @Test
    void armsSwungForwardDoNotCountWhenTheHandsHideTheElbows() {
        Movement swings = Movement.from(Posture.arms(REST).forward(90).hands(Hands.STRAIGHT))
                .hold(1)
                .repetitions(3, Posture.arms(95).forward(90).hands(Hands.STRAIGHT), 1.2, 2);
        assertThat(Watched.of(hidden(swings, 2)).attempted()).isZero();
    }
}
