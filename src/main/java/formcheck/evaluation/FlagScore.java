package formcheck.evaluation;

import java.util.OptionalDouble;

/** How soon a fast descent is flagged, while the arms are still coming down. */
public final class FlagScore {
    private final Differences delays = new Differences();
    private final Differences shares = new Differences();
    private int fastDescents;
    private int flaggedInTime;
    private int descents;
    private int flags;
    private int withdrawn;

    void fastDescent() {
        fastDescents++;
    }

    void descent() {
        descents++;
    }

    void flag() {
        flags++;
    }

    void withdrawal() {
        withdrawn++;
    }

    /**
     * @param delay seconds from the true start of lowering
     * @param share of the way then gone
     */
    void inTime(double delay, double share) {
        flaggedInTime++;
        delays.add(delay);
        shares.add(share);
    }

    /** Descents that are fast beyond doubt. */
    public int fastDescents() {
        return fastDescents;
    }

    /** How many of them were flagged before the arms had arrived. */
    public int flaggedInTime() {
        return flaggedInTime;
    }

    /** Every descent of a labelled repetition that was found. */
    public int descents() {
        return descents;
    }

    /** Everything flagged during a descent, rightly or not. */
    public int flags() {
        return flags;
    }

    /** How many of the flags the finished descent did not confirm. */
    public int withdrawn() {
        return withdrawn;
    }

    public OptionalDouble medianDelay() {
        return delays.median();
    }

    /** Median share of the way that the arms had gone down, 0 to 1. */
    public OptionalDouble medianShare() {
        return shares.median();
    }
}
