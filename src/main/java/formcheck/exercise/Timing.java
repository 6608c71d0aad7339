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

    /** Levels and times are those of the mean over so many seconds before and after: single samples are noise. */
    private static final double CALM = 0.12;

    /** As {@link #CALM}, as a share of the lowering: a drop must not be smeared. */
    private static final double CALM_SHARE = 0.05;

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
        Phase rough = lowering(curve, topAt, topLevel, valleyAt, valley);
        double calm = Math.min(CALM, CALM_SHARE * (rough.end - rough.begin));
        Curve averaged = curve.averaged(calm);
        double highest = averaged.between(topAt - calm, topAt + calm).max();
        double lowest = averaged.between(valleyAt - calm, valleyAt + calm).min();
        Phase down = lowering(averaged, topAt, highest, valleyAt, lowest);
        return new Cycle(start, startLevel, Math.min(top, down.begin), topLevel, down.begin, down.end, valley, dips);
    }

    private record Phase(double begin, double end) {}

    private static Phase lowering(Curve curve, double topAt, double topLevel, double valleyAt, double valley) {
        double unseen = unseen(topLevel - valley);
        double begin = curve.between(topAt, valleyAt).lastAtOrAbove(topLevel - unseen);
        return new Phase(begin, curve.between(begin, valleyAt).firstAtOrBelow(valley + unseen));
    }

    /** When the arms arrived at the top: the highest single sample of a long hold is its noise, and would come too late. */
    private static double arrival(Curve curve, double topAt) {
        Curve averaged = curve.averaged(CALM);
        double level = averaged.between(topAt - CALM, topAt + CALM).max();
        return Math.min(topAt, averaged.firstAtOrAbove(level - AT_TOP));
    }

    private static double unseen(double way) {
        return Math.max(UNSEEN, UNSEEN_SHARE * way);
    }
}
