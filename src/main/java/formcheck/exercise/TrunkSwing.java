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
 * The arms are lifted by the arms, and not by a trunk that is thrown back: how far the trunk tips back and forth at the hips on
 * the raise, degrees.
 *
 * <p>A proxy, from {@link Measure#TRUNK_TILT}, which is shrunk towards the middle; {@link #GAIN} puts that back on the average. Told
 * where the keypoints alone say the same. Not told for now: the tilt is withheld, see {@code MotionTracker}.
 */
public record TrunkSwing(Limit limit, String cue) implements FormRule {

    /** Measures that the rule reads beside the elevations of the arms. */
    static final Set<Measure> READS = Set.of(Measure.TRUNK_TILT, Measure.TRUNK_TILT_BY_JOINTS);

    /**
     * Degrees of true swing for each degree of the shrunk tilt, at the least: five rendered swings of 10 to 18 degrees read 4.8 to 6.4,
     * repetitions without one up to 4.9, which must not reach the limit.
     */
    static final double GAIN = 1.8;

    /** The same for keypoints alone: 2.3 to 4.0 in the five swings, up to 4.2 without one, but not in the same repetitions. */
    static final double GAIN_BY_JOINTS = 3.6;

    /** The trunk is thrown before the arms are seen to rise, and caught after they have arrived, seconds. */
    private static final double BEFORE = 0.3;

    private static final double AFTER = 0.1;

    /** Half of the window whose median is taken against single odd frames, seconds. */
    private static final double WINDOW = 0.1;

    /** Fewer frames than this share of the way say nothing of it. */
    private static final double LEAST_SHARE = 0.7;

    private record Moment(double at, double tilt) {}

    @Override
    public RuleKind kind() {
        return RuleKind.TRUNK_SWING;
    }

    @Override
    public Check check(RepTrace rep) {
        double from = rep.cycle().begin() - BEFORE;
        double to = rep.cycle().top() + AFTER;
        List<BodyMeasures> way = rep.between(from, to);
        List<Moment> pictured = moments(way, Measure.TRUNK_TILT);
        List<Moment> byJoints = moments(way, Measure.TRUNK_TILT_BY_JOINTS);
        if (pictured.size() < LEAST_SHARE * way.size() || pictured.isEmpty()) {
            return Posture.unjudged(way, Measure.TRUNK_TILT);
        }
        if (byJoints.size() < LEAST_SHARE * way.size()) {
            return Posture.unjudged(way, Measure.TRUNK_TILT_BY_JOINTS);
        }
        double one = GAIN * range(pictured);
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
        return new Check.NotAssessed(opposite ? Reason.PICTURE_DISAGREES : Reason.NOT_SURE);
    }

    private static List<Moment> moments(List<BodyMeasures> way, Measure measure) {
        List<Moment> seen = new ArrayList<>();
        for (BodyMeasures frame : way) {
            frame.followed(measure).ifPresent(tilt -> seen.add(new Moment(frame.seconds(), tilt)));
        }
        return seen;
    }

    private static double range(List<Moment> seen) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (Moment moment : seen) {
            double[] near = seen.stream()
                    .filter(other -> Math.abs(other.at - moment.at) <= WINDOW)
                    .mapToDouble(Moment::tilt)
                    .toArray();
            double middle = Median.withDefaults().evaluate(near);
            least = Math.min(least, middle);
            most = Math.max(most, middle);
        }
        return most - least;
    }
}
