package formcheck.exercise;

/** Whether a movement seems faster than arms can be, so that its samples are slips of the pose model. */
final class ImpossibleSpeed {
    /** Of a way, what is left out at each end: where it is slow, and where jitter counts. */
    private static final double ENDS = 0.1;

    /** Seconds before the seen beginning of a raise in which it may truly have begun. */
    private static final double BEFORE = 0.3;

    /**
     * Mean speed over the middle of a way that no arm reaches, degrees a second: the fastest labelled drop, 130 degrees in 0.25
     * seconds, has 610.
     */
    private static final double FASTEST = 800;

    /** Of a shorter fall no speed is told, degrees. */
    private static final double SHORT_FALL = 25;

    private ImpossibleSpeed() {}

    /** Whether the arms seemed to go most of the way up, or down, faster than arms can. */
    static boolean of(RepTrace rep) {
        Cycle cycle = rep.cycle();
        double share = 1 - 2 * ENDS;
        if (cycle.start().isPresent() && cycle.rise() > 0) {
            Curve up = rep.both().between(cycle.begin() - BEFORE, cycle.eccentricStart());
            if (!up.isEmpty()) {
                double to = up.firstAtOrAbove(cycle.topLevel() - ENDS * cycle.rise());
                double from = up.between(Double.NEGATIVE_INFINITY, to)
                        .lastAtOrBelowOr(cycle.startLevel() + ENDS * cycle.rise(), Double.NEGATIVE_INFINITY);
                if (to - from < share * cycle.rise() / FASTEST) {
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
        return to - from < share * cycle.fall() / FASTEST;
    }
}
