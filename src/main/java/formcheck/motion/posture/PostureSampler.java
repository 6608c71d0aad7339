package formcheck.motion.posture;

import formcheck.motion.posture.PostureCalibration.Sample;
import formcheck.pose.Joint;
import formcheck.pose.PoseFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoublePredicate;
import org.apache.commons.statistics.descriptive.Median;

/** Turns frames into samples, at the scale of the person's shoulders. */
final class PostureSampler {
    /** Most samples of one calibration step; a longer one is thinned. */
    private static final int MOST_SAMPLES = 120;

    private OptionalDouble shoulderWidth = OptionalDouble.empty();

    /** Sets the scale: the median width of the shoulders, pixels. Without it, samples have no features. */
    void measure(List<PoseFrame> frames) {
        double[] widths = frames.stream()
                .flatMap(frame -> frame.pose().stream())
                .filter(pose -> pose.keypoint(Joint.LEFT_SHOULDER).isPresent()
                        && pose.keypoint(Joint.RIGHT_SHOULDER).isPresent())
                .mapToDouble(pose -> pose.keypoint(Joint.LEFT_SHOULDER)
                        .orElseThrow()
                        .distanceTo(pose.keypoint(Joint.RIGHT_SHOULDER).orElseThrow()))
                .toArray();
        shoulderWidth = widths.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Median.withDefaults().evaluate(widths));
    }

    /** Drops the scale. */
    void forget() {
        shoulderWidth = OptionalDouble.empty();
    }

    /**
     * Returns the samples of some frames; frames without a whole upper body have none.
     *
     * @param wanted by elevation of the arms, 1 for 90 degrees
     */
    List<Sample> samples(List<PoseFrame> frames, DoublePredicate wanted) {
        List<Sample> samples = new ArrayList<>();
        for (PoseFrame frame : thinned(frames)) {
            Optional<double[]> cues = frame.pose().flatMap(PostureCues::of);
            if (cues.isPresent() && wanted.test(cues.get()[PostureCues.ELEVATION])) {
                samples.add(new Sample(cues.get(), features(frame)));
            }
        }
        return samples;
    }

    /** The features of a frame's image; empty without an image, a pose or the scale. */
    Optional<float[]> features(PoseFrame frame) {
        return frame.crop().isEmpty() || frame.pose().isEmpty() || shoulderWidth.isEmpty()
                ? Optional.empty()
                : frame.crop().get().of(frame.pose().get(), shoulderWidth.getAsDouble());
    }

    private static List<PoseFrame> thinned(List<PoseFrame> frames) {
        int step = (frames.size() + MOST_SAMPLES - 1) / MOST_SAMPLES;
        List<PoseFrame> some = new ArrayList<>();
        for (int k = 0; k < frames.size(); k += Math.max(1, step)) {
            some.add(frames.get(k));
        }
        return some;
    }
}
