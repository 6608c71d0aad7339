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

/** Measures the cost of the posture assessment: the networks on upper body and head, and the Java code after them. */
final class PostureCost {
    private final Stopwatch features = new Stopwatch();
    private Stopwatch judgement = new Stopwatch();
    private OptionalLong odd = OptionalLong.empty();
    private final List<PoseFrame> frames = new ArrayList<>();

    /** Computes the embedding of a frame, whether or not the arms are raised: its cost is the same. */
    void measureFeatures(PoseEstimator estimator, Frame frame, PoseFrame seen) {
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
        Optional<float[]> computed = shoulders.get().of(seen.pose().orElseThrow(), width);
        countFeatures(System.nanoTime() - begun);
        frames.add(new PoseFrame(
                seen.index(),
                seen.at(),
                seen.width(),
                seen.height(),
                seen.brightness(),
                seen.pose(),
                Optional.of((pose, scale) -> computed)));
    }

    /** The face mesh runs on every second frame, so this is the mean of two embeddings in turn. */
    private void countFeatures(long nanos) {
        if (odd.isPresent()) {
            features.add((odd.getAsLong() + nanos) / 2);
            odd = OptionalLong.empty();
        } else {
            odd = OptionalLong.of(nanos);
        }
    }

    /**
     * Judges the same frames repeatedly until the JIT compiler is done, compared with the largest calibration; the last round
     * counts. Does not compute embeddings again.
     *
     * @param rounds over all frames, at least 1
     */
    void judge(PoseEstimator estimator, int rounds) throws ModelException {
        Optional<PostureTracker> tracker = PostureTracker.of(estimator);
        if (tracker.isEmpty() || !tracker.get().calibrate(CalibrationStep.TALL, frames)) {
            return; // the arms never hang in this benchmark
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

    /** Returns the cost of one embedding; empty if there was none. */
    Stopwatch features() {
        return features;
    }

    /** Returns the cost of cues, calibration, network and probabilities for one frame; empty if there was none. */
    Stopwatch judgement() {
        return judgement;
    }
}
