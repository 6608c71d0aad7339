package formcheck.motion.posture;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.pose.Joint;
import formcheck.pose.Keypoint;
import formcheck.pose.ModelCatalog;
import formcheck.pose.ModelException;
import formcheck.pose.Pose;
import formcheck.pose.PoseFrame;
import formcheck.pose.WorldPoint;
import formcheck.testkit.Figure;
import formcheck.testkit.Movement;
import formcheck.testkit.Posture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is learned of sitting tall, and what takes whose place. */
class PostureTrackerTest {
    private static final List<PoseFrame> DOWN =
            film(Movement.from(Posture.arms(15)).hold(1));
    private static final List<PoseFrame> UP =
            film(Movement.from(Posture.arms(100)).hold(1));

    private final PostureTracker tracker;

    /** A film of a figure that has fingers and inner corners of the eyes, too. */
    private static List<PoseFrame> film(Movement movement) {
        return Figure.FRONTAL.film(movement).stream()
                .map(frame -> new PoseFrame(
                        frame.index(),
                        frame.at(),
                        frame.width(),
                        frame.height(),
                        frame.brightness(),
                        frame.pose().map(PostureTrackerTest::whole)))
                .toList();
    }

    private static Pose whole(Pose pose) {
        Map<Joint, Keypoint> points = new EnumMap<>(pose.keypoints());
        Map<Joint, WorldPoint> world = new EnumMap<>(pose.world());
        for (Joint joint : Joint.values()) {
            String name = joint.name();
            String near = name.replace("_INNER", "").replaceAll("PINKY|INDEX|THUMB", "WRIST");
            if (!points.containsKey(joint) && !near.equals(name) && !name.contains("FOOT")) {
                Keypoint at = pose.keypoint(Joint.valueOf(near)).orElseThrow();
                double off = name.contains("PINKY") ? 6 : 4;
                points.put(joint, new Keypoint(at.x() + off, at.y() - 8, at.visibility(), at.presence()));
                world.put(joint, Objects.requireNonNull(pose.world().get(Joint.valueOf(near))));
            }
        }
        return new Pose(points, world, pose.presence(), pose.bystanders());
    }

    PostureTrackerTest() throws ModelException {
        tracker = PostureTracker.open(ModelCatalog.at(Path.of("models")).posture());
    }

    @Test
    void whatIsSurerTakesThePlaceOfWhatIsLessSureAndNeverTheOtherWayRound() {
        assertThat(tracker.tallCertainty()).isEmpty();
        assertThat(tracker.calibrate(CalibrationStep.RESTS, DOWN)).isTrue();
        double rests = tracker.tallCertainty().orElseThrow();
        assertThat(tracker.calibrate(CalibrationStep.RESTS, DOWN)).isTrue();
        assertThat(tracker.calibrate(CalibrationStep.STILL, DOWN)).isTrue();
        double still = tracker.tallCertainty().orElseThrow();
        assertThat(tracker.calibrate(CalibrationStep.RESTS, DOWN)).isFalse();
        assertThat(tracker.tallCertainty()).hasValue(still);
        assertThat(tracker.calibrate(CalibrationStep.TALL, DOWN)).isTrue();
        assertThat(tracker.tallCertainty()).hasValue(1);
        assertThat(tracker.calibrate(CalibrationStep.STILL, DOWN)).isFalse();
        assertThat(tracker.has(CalibrationStep.RESTS) || tracker.has(CalibrationStep.STILL))
                .isFalse();
        assertThat(rests).isLessThan(still);
        assertThat(still).isLessThan(1);
    }

    @Test
    void raisesThatWereShownOutliveRestsAndNotAnotherBaseline() {
        tracker.calibrate(CalibrationStep.MAX_RETRACTION, UP);
        tracker.calibrate(CalibrationStep.RESTS, DOWN);
        tracker.calibrate(CalibrationStep.RESTS, DOWN);
        assertThat(tracker.has(CalibrationStep.MAX_RETRACTION)).isTrue();
        tracker.calibrate(CalibrationStep.TALL, DOWN);
        assertThat(tracker.has(CalibrationStep.MAX_RETRACTION)).isFalse();
    }

    @Test
    void restsThatAreVoidAreForgotten() {
        tracker.calibrate(CalibrationStep.RESTS, DOWN);
        assertThat(tracker.calibrate(CalibrationStep.RESTS, List.of())).isFalse();
        assertThat(tracker.tallCertainty()).isEmpty();
        tracker.calibrate(CalibrationStep.STILL, DOWN);
        tracker.calibrate(CalibrationStep.RESTS, List.of());
        assertThat(tracker.tallCertainty()).isPresent();
    }

    @Test
    void raisedArmsTellNothingOfSittingTall() {
        for (CalibrationStep step : List.of(CalibrationStep.TALL, CalibrationStep.STILL, CalibrationStep.RESTS)) {
            assertThat(tracker.calibrate(step, UP)).isFalse();
        }
        assertThat(tracker.tallCertainty()).isEmpty();
    }

    @Test
    void theOrderOfItsFramesDoesNotMatter() {
        List<PoseFrame> frames = new ArrayList<>(
                film(Movement.from(Posture.arms(15)).to(Posture.arms(30), 1).to(Posture.arms(10), 1)));
        PoseFrame judged = UP.get(UP.size() - 1);
        tracker.calibrate(CalibrationStep.RESTS, frames);
        PostureReading one = tracker.track(judged).orElse(null);
        Collections.shuffle(frames, new Random(3));
        tracker.calibrate(CalibrationStep.RESTS, frames);
        assertThat(tracker.track(judged).orElse(null)).isEqualTo(one);
    }

    @Test
    void lowArmsAreTheLeastSureAndJudgeOnlyWhatIsRaisedFromThere() {
        List<PoseFrame> low = film(Movement.from(Posture.arms(70)).hold(1));
        List<PoseFrame> hardlyHigher = film(Movement.from(Posture.arms(80)).hold(1));
        assertThat(tracker.calibrate(CalibrationStep.LOW_ARMS, low)).isTrue();
        double lowArms = tracker.tallCertainty().orElseThrow();
        assertThat(tracker.track(UP.get(UP.size() - 1))).isPresent();
        assertThat(tracker.track(hardlyHigher.get(hardlyHigher.size() - 1))).isEmpty();
        assertThat(tracker.calibrate(CalibrationStep.RESTS, DOWN)).isTrue();
        assertThat(tracker.tallCertainty().orElseThrow()).isGreaterThan(lowArms);
        assertThat(tracker.track(hardlyHigher.get(hardlyHigher.size() - 1))).isPresent();
        assertThat(tracker.calibrate(CalibrationStep.LOW_ARMS, low)).isFalse();
        assertThat(tracker.has(CalibrationStep.LOW_ARMS)).isFalse();
    }
}
