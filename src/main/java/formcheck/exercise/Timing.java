package formcheck.exercise;

import java.util.List;
import java.util.OptionalDouble;

/**
 * When a repetition's phases began, as an eye would time them. An eye sees the movement begin and end when it has gone a
 * few degrees, and does not see the creeping before and after.
 */
final class Timing {
    /** The first moment so near to the highest elevation is the top, degrees. */
    private static final double AT_TOP = 3;

    /** The level of the top is the mean over so many seconds before and after: single samples are noise. */
    private static final double CALM = 0.12;

    /** As {@link #CALM}, as a share of the way from top to bottom: a drop must not be smeared. */
    private static final double CALM_SHARE = 0.05;

    /** A round top stands above the mean around it by so many degrees at most; what is beyond is noise. */
    private static final double ROUND = 0.7;

    /** What an eye does not see move, degrees, and as a share of the way. */
    private static final double UNSEEN = 2.5;

    private static final double UNSEEN_SHARE = 0.04;

    private Timing() {}

    static Cycle cycle(
            Curve curve,
            OptionalDouble lowAt,
            double startLevel,
            double topAt,
            double topLevel,
            double valleyAt,
            double valley,
            List<Double> dips) {
        OptionalDouble start = OptionalDouble.empty();
        if (lowAt.isPresent()) {
            Curve up = curve.between(lowAt.getAsDouble(), topAt);
            start = OptionalDouble.of(
                    up.isEmpty() ? topAt : up.lastAtOrBelow(startLevel + unseen(topLevel - startLevel)));
        }
        double top = arrival(curve.between(start.orElse(Double.NEGATIVE_INFINITY), valleyAt), topAt);
        double way = topLevel - valley;
        double calm = Math.min(CALM, CALM_SHARE * (valleyAt - topAt));
        Curve calmed = curve.averaged(calm);
        double highest = Math.min(topLevel, level(calmed, topAt, calm) + ROUND);
        // The last crossing of a noisy curve is late, the first one early: both would shorten the lowering.
        double eccentricStart = calmed.between(topAt, valleyAt).lastAtOrAbove(highest - unseen(way));
        double bottom = calmed.between(eccentricStart, valleyAt).firstAtOrBelow(valley + unseen(way));
        return new Cycle(start, startLevel, top, topLevel, eccentricStart, bottom, valley, dips);
    }

    /** When the arms arrived at the top: the highest single sample of a long hold is its noise, and would come too late. */
    private static double arrival(Curve curve, double topAt) {
        return Math.min(topAt, curve.firstAtOrAbove(level(curve.averaged(CALM), topAt, CALM) - AT_TOP));
    }

    private static double level(Curve averaged, double topAt, double calm) {
        return averaged.between(topAt - calm, topAt + calm).max();
    }

    private static double unseen(double way) {
        return Math.max(UNSEEN, UNSEEN_SHARE * way);
    }
}
