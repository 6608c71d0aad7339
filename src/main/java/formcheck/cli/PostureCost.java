package formcheck.cli;

import formcheck.capture.Frame;
import formcheck.motion.posture.CalibrationStep;
import formcheck.motion.posture.PostureTracker;
import formcheck.pose.Joint;
import formcheck.pose.Keypoint;
import formcheck.pose.ModelException;
import formcheck.pose.PoseEstimator;
import formcheck.pose.PoseFrame;
import formcheck.pose.UpperBodyCrop;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What judging posture costs: the networks that look at upper body and head, and all that comes after it in plain Java. */
final class PostureCost {
    private final Stopwatch look = new Stopwatch();
    private Stopwatch judgement = new Stopwatch();
    private OptionalLong odd = OptionalLong.empty();
    private final List<PoseFrame> frames = new ArrayList<>();

    /** Looks at the shoulders of a frame, whether or not the arms are up: that makes no difference to them. */
    void look(PoseEstimator estimator, Frame frame, PoseFrame seen) {
        Optional<Keypoint> left = seen.pose().flatMap(pose -> pose.keypoint(Joint.LEFT_SHOULDER));
        Optional<Keypoint> right = seen.pose().flatMap(pose -> pose.keypoint(Joint.RIGHT_SHOULDER));
        Optional<UpperBodyCrop> shoulders = estimator.crop(frame);
        if (left.isEmpty() || right.isEmpty() || shoulders.isEmpty()) {
            return;
        }
        double width = left.get().distanceTo(right.get());
        if (width < 1) {
            return; // seen from the side
        }
        long begun = System.nanoTime();
        Optional<float[]> numbers = shoulders.get().of(seen.pose().orElseThrow(), width);
        countLook(System.nanoTime() - begun);
        frames.add(new PoseFrame(
                seen.index(),
                seen.at(),
                seen.width(),
                seen.height(),
                seen.brightness(),
                seen.pose(),
                Optional.of((pose, scale) -> numbers)));
    }

    /** The face mesh runs on every second frame: two looks in turn are one figure, their mean. */
    private void countLook(long nanos) {
        if (odd.isPresent()) {
            look.add((odd.getAsLong() + nanos) / 2);
            odd = OptionalLong.empty();
        } else {
            odd = OptionalLong.of(nanos);
        }
    }

    /**
     * Judges the same frames again and again until Java has compiled what it will, compared with as much as a person can show;
     * the last time counts. Looks are not computed anew.
     *
     * @param rounds over all frames, at least 1
     */
    void judge(PoseEstimator estimator, int rounds) throws ModelException {
        Optional<PostureTracker> tracker = PostureTracker.of(estimator);
        if (tracker.isEmpty() || !tracker.get().calibrate(CalibrationStep.TALL, frames)) {
            return; // nobody lets the arms hang here
        }
        tracker.get().calibrate(CalibrationStep.MAX_RETRACTION, frames);
        tracker.get().calibrate(CalibrationStep.FORWARD, frames);
        for (int i = 0; i < rounds; i++) {
            judgement = new Stopwatch();
            for (PoseFrame frame : frames) {
                long begun = System.nanoTime();
                tracker.get().track(frame);
                judgement.add(System.nanoTime() - begun);
            }
        }
    }

    /** Of one look; empty if there was none. */
    Stopwatch look() {
        return look;
    }

    /** Of cues, comparison with the calibration, network and probabilities of one frame; empty if there was none. */
    Stopwatch judgement() {
        return judgement;
    }
}
