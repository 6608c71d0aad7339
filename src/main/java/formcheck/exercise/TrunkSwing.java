package formcheck.exercise;

import formcheck.motion.BodyMeasures;
import formcheck.motion.Measure;
import formcheck.motion.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.apache.commons.statistics.descriptive.Median;

/**
 * The arms lift the weight, not a trunk that is thrown back: how far the trunk tips back and forth at the hips during the raise,
 * degrees.
 *
 * <p>A proxy, from {@link Measure#TRUNK_TILT}, which is shrunk towards the mean; {@link #GAIN} corrects that on average. A
 * verdict needs the same result by keypoints alone. Not assessed at present: the tilt is withheld, see {@code PostureMeter}.
 */
public record TrunkSwing(Limit limit, String cue) implements FormRule {

    /** Measures that the rule reads beside the elevations of the arms. */
    static final Set<Measure> READS = Set.of(Measure.TRUNK_TILT, Measure.TRUNK_TILT_BY_JOINTS);

    /**
     * Degrees of true swing for each degree of the shrunk tilt: five rendered swings of 10 to 18 degrees read 4.8 to 6.4,
     * repetitions without one up to 4.9, which must not reach the limit.
     */
    static final double GAIN = 1.8;

    /** The same by keypoints alone: 2.3 to 4.0 in the five swings, up to 4.2 without one, but not in the same repetitions. */
    static final double GAIN_BY_JOINTS = 3.6;

    /**
     * Time in which the trunk is thrown before the arms are seen to rise, and is caught after they have arrived, seconds. Chosen,
     * no data.
     */
    private static final double BEFORE = 0.3;

    private static final double AFTER = 0.1;

    /** Half of the window of the median, seconds. Chosen, no data. */
    private static final double WINDOW = 0.1;

    /** Least share of frames with a value. */
    private static final double LEAST_SHARE = 0.7;

    private record TiltSample(double at, double tilt) {}

    @Override
    public RuleKind kind() {
        return RuleKind.TRUNK_SWING;
    }

    @Override
    public Check check(RepTrace rep) {
        double from = rep.cycle().begin() - BEFORE;
        double to = rep.cycle().top() + AFTER;
        List<BodyMeasures> raise = rep.between(from, to);
        List<TiltSample> byImage = samples(raise, Measure.TRUNK_TILT);
        List<TiltSample> byJoints = samples(raise, Measure.TRUNK_TILT_BY_JOINTS);
        if (byImage.size() < LEAST_SHARE * raise.size() || byImage.isEmpty()) {
            return Posture.tooFew(raise, Measure.TRUNK_TILT);
        }
        if (byJoints.size() < LEAST_SHARE * raise.size()) {
            return Posture.tooFew(raise, Measure.TRUNK_TILT_BY_JOINTS);
        }
        double one = GAIN * range(byImage);
        double other = GAIN_BY_JOINTS * range(byJoints);
        double less = Math.min(one, other);
        double more = Math.max(one, other);
        if (limit.exceededBy(less)) {
            return new Check.Broken(
                    new Fault(this, BodySide.BOTH, Math.max(0, from), to, OptionalDouble.empty(), less, limit));
        }
        if (more <= limit.value()) {
            return new Check.Ok();
        }
        boolean opposite = limit.exceededBy(more) && less <= limit.value();
        return new Check.NotAssessed(opposite ? Reason.IMAGE_DISAGREES : Reason.NOT_SURE);
    }

    private static List<TiltSample> samples(List<BodyMeasures> raise, Measure measure) {
        List<TiltSample> seen = new ArrayList<>();
        for (BodyMeasures frame : raise) {
            frame.followed(measure).ifPresent(tilt -> seen.add(new TiltSample(frame.seconds(), tilt)));
        }
        return seen;
    }

    private static double range(List<TiltSample> seen) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (TiltSample sample : seen) {
            double[] near = seen.stream()
                    .filter(other -> Math.abs(other.at - sample.at) <= WINDOW)
                    .mapToDouble(TiltSample::tilt)
                    .toArray();
            double middle = Median.withDefaults().evaluate(near);
            least = Math.min(least, middle);
            most = Math.max(most, middle);
        }
        return most - least;
    }
}
