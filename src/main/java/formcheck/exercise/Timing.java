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
        double top =
                curve.between(start.orElse(Double.NEGATIVE_INFINITY), topAt).firstAtOrAbove(topLevel - AT_TOP);
        Curve down = curve.between(topAt, valleyAt);
        double way = topLevel - valley;
        double eccentricStart = down.lastAtOrAbove(topLevel - unseen(way));
        double bottom = curve.between(eccentricStart, valleyAt).firstAtOrBelow(valley + unseen(way));
        return new Cycle(start, startLevel, top, topLevel, eccentricStart, bottom, valley, dips);
    }

    private static double unseen(double way) {
        return Math.max(UNSEEN, UNSEEN_SHARE * way);
    }
}
