package formcheck.exercise;

import formcheck.motion.BodyMeasures;
import formcheck.motion.Measure;
import formcheck.motion.Side;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.apache.commons.statistics.descriptive.Median;

/**
 * Decides whether a repetition's elbows can be where they were seen. A person's arms have the same length and hang alike. If one
 * of two arms in the same frontal pose is much shorter in the image, its elbow was found on something else, such as a helper's
 * arm.
 */
final class ArmLengths {
    /** Measures read here. */
    static final Set<Measure> READS = Set.of(
            Measure.LEFT_ELEVATION,
            Measure.RIGHT_ELEVATION,
            Measure.BODY_YAW,
            Measure.FOREARM_RATIO,
            Measure.UPPER_ARM_RATIO);

    /**
     * Greatest ratio of the forearms while both arms pass the horizontal at one height. Frontal clips of 30 rendered and real
     * people: 1.14 at most, 1.42 in jumping jacks; an elbow on a helper's arm: 1.5 to 2.2.
     */
    private static final double FOREARMS = 1.4;

    /** Greatest ratio of hanging upper arms; the same clips: 1.10 at most; an elbow on a helper's arm: 1.07 to 1.18. */
    private static final double UPPER_ARMS = 1.15;

    /** Increase of the greatest ratio for each degree of yaw, because the nearer arm looks longer: 1.18 at 18 degrees. */
    private static final double BY_YAW = 0.012;

    /** Common elevation below which arms hang, degrees. Chosen, no data. */
    private static final double HANGING = 45;

    /** Elevations between which the arms pass the horizontal, degrees. Chosen, no data. */
    private static final double PASSING_FROM = 60;

    private static final double PASSING_TO = 100;

    /** Greatest difference of arms that pass it at one height, degrees. Chosen, no data. */
    private static final double ALIKE = 25;

    /**
     * Greatest difference of hanging arms that is an error of measurement, degrees: the same clips differ by 5 and less, one by
     * 11.
     */
    private static final double HANG_ALIKE = 6;

    /** Least number of frames. Chosen, no data. */
    private static final int LEAST_FRAMES = 4;

    private ArmLengths() {}

    /** The arm that is too short, so that its elbow cannot be where it was seen. */
    static Optional<Side> impossibleElbow(RepTrace rep) {
        List<BodyMeasures> hanging = hanging(rep);
        List<BodyMeasures> passing = rep.frames().stream()
                .filter(frame -> between(frame.commonElevation(), PASSING_FROM, PASSING_TO))
                .filter(frame -> Math.abs(difference(frame).orElse(Double.POSITIVE_INFINITY)) < ALIKE)
                .toList();
        double yaw = Math.abs(RepTrace.median(rep.frames(), Measure.BODY_YAW).orElse(0));
        return shorter(passing, Measure.FOREARM_RATIO, FOREARMS + BY_YAW * yaw)
                .or(() -> shorter(hanging, Measure.UPPER_ARM_RATIO, UPPER_ARMS + BY_YAW * yaw));
    }

    /**
     * Difference of the elevations of hanging arms, degrees, beyond {@link #HANG_ALIKE}: as much of a difference at the top may
     * be false.
     */
    static double falseDifference(RepTrace rep) {
        List<BodyMeasures> hanging = hanging(rep);
        double[] differences = hanging.stream()
                .flatMapToDouble(frame -> difference(frame).stream())
                .toArray();
        return differences.length < LEAST_FRAMES
                ? 0
                : Math.max(0, Math.abs(Median.withDefaults().evaluate(differences)) - HANG_ALIKE);
    }

    private static List<BodyMeasures> hanging(RepTrace rep) {
        return rep.frames().stream()
                .filter(frame -> between(frame.commonElevation(), Double.NEGATIVE_INFINITY, HANGING))
                .toList();
    }

    private static boolean between(OptionalDouble value, double from, double to) {
        return value.isPresent() && value.getAsDouble() > from && value.getAsDouble() < to;
    }

    private static OptionalDouble difference(BodyMeasures frame) {
        OptionalDouble left = frame.followed(Measure.LEFT_ELEVATION);
        OptionalDouble right = frame.followed(Measure.RIGHT_ELEVATION);
        return left.isPresent() && right.isPresent()
                ? OptionalDouble.of(left.getAsDouble() - right.getAsDouble())
                : OptionalDouble.empty();
    }

    private static Optional<Side> shorter(List<BodyMeasures> frames, Measure leftOverRight, double factor) {
        OptionalDouble ratio = RepTrace.median(frames, leftOverRight);
        if (frames.size() < LEAST_FRAMES || ratio.isEmpty()) {
            return Optional.empty();
        }
        if (ratio.getAsDouble() > factor) {
            return Optional.of(Side.RIGHT);
        }
        return ratio.getAsDouble() < 1 / factor ? Optional.of(Side.LEFT) : Optional.empty();
    }
}
