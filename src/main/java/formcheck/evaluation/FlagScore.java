package formcheck.evaluation;

import java.util.OptionalDouble;

/** Scores how early a fast descent is flagged, while the arms are still coming down. */
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
     * @param share of the descent that was over by then, 0 to 1
     */
    void inTime(double delay, double share) {
        flaggedInTime++;
        delays.add(delay);
        shares.add(share);
    }

    /** Returns the number of descents that are certainly fast. */
    public int fastDescents() {
        return fastDescents;
    }

    /** Returns the number of those flagged before the arms had arrived. */
    public int flaggedInTime() {
        return flaggedInTime;
    }

    /** Returns the number of descents of labelled repetitions that were found. */
    public int descents() {
        return descents;
    }

    /** Returns the number of flags during a descent, right or wrong. */
    public int flags() {
        return flags;
    }

    /** Returns the number of flags that the finished descent did not confirm. */
    public int withdrawn() {
        return withdrawn;
    }

    public OptionalDouble medianDelay() {
        return delays.median();
    }

    /** Returns the median share of the descent at the flag, 0 to 1. */
    public OptionalDouble medianShare() {
        return shares.median();
    }
}
