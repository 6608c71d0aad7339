package formcheck.exercise;

/**
 * Speeds that no arm reaches. A faster movement is a slip of the pose model. All limits follow from the fastest labelled drop, 130
 * degrees in 0.25 seconds: over its middle 80 % it has 610 degrees a second.
 */
final class ImpossibleSpeed {
    /** Mean over the middle 80 % of a raise or lowering, degrees a second: 1.3 times the fastest labelled drop. */
    private static final double MEAN = 800;

    /**
     * Slope over 0.1 s, degrees a second: 1.5 times the mean of the fastest labelled drop, because a movement is fastest in its
     * middle.
     */
    static final double MOMENTARY = 900;

    /** Mean of a lowering that turns up again before it is over, degrees a second: arms brake before they turn. Chosen, no data. */
    static final double BEFORE_TURN = 500;

    /** Share of the range left out at each end, where it is slow and jitter counts. */
    private static final double ENDS = 0.1;

    /** Longest time between the true and the seen beginning of a raise, seconds. Chosen, no data. */
    private static final double BEFORE = 0.3;

    /** Least lowering that has a speed, degrees: the least of a repetition. */
    private static final double SHORT_FALL = 25;

    private ImpossibleSpeed() {}

    /** Whether most of the raise, or of the lowering, was faster than {@link #MEAN}. */
    static boolean of(RepTrace rep) {
        Cycle cycle = rep.cycle();
        double share = 1 - 2 * ENDS;
        if (cycle.start().isPresent() && cycle.rise() > 0) {
            Curve up = rep.both().between(cycle.begin() - BEFORE, cycle.eccentricStart());
            if (!up.isEmpty()) {
                double to = up.firstAtOrAbove(cycle.topLevel() - ENDS * cycle.rise());
                double from = up.between(Double.NEGATIVE_INFINITY, to)
                        .lastAtOrBelowOr(cycle.startLevel() + ENDS * cycle.rise(), Double.NEGATIVE_INFINITY);
                if (to - from < share * cycle.rise() / MEAN) {
                    return true;
                }
            }
        }
        Curve down = rep.both().between(cycle.top(), Double.POSITIVE_INFINITY);
        if (down.isEmpty() || cycle.fall() < SHORT_FALL) {
            return false;
        }
        double to = down.firstAtOrBelow(cycle.bottomLevel() + ENDS * cycle.fall());
        double from = down.between(Double.NEGATIVE_INFINITY, to)
                .lastAtOrAboveOr(cycle.topLevel() - ENDS * cycle.fall(), Double.NEGATIVE_INFINITY);
        return to - from < share * cycle.fall() / MEAN;
    }
}
