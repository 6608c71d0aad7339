package formcheck.exercise;

/**
 * Adds up the time in which a value stands still: stretches of {@link #SHORTEST} or longer in which it moves by less than
 * {@link #SLOW} a second. Judged over whole stretches, so that jitter does not end a pause.
 */
final class PauseMeter {
    /** Slower than this is a pause, degrees a second. */
    static final double SLOW = 10;

    /** Slow for less than this is not a pause, seconds. */
    static final double SHORTEST = 0.25;

    private boolean started;
    private double anchorAt;
    private double anchor;
    private double last;
    private double finished;

    void update(double seconds, double value) {
        if (!started) {
            started = true;
            anchorAt = seconds;
            anchor = value;
        } else if (Math.abs(value - anchor) > SLOW * Math.max(SHORTEST, seconds - anchorAt)) {
            finished += stretch();
            anchorAt = seconds;
            anchor = value;
        }
        last = seconds;
    }

    /** Seconds of standing still so far. */
    double seconds() {
        return started ? finished + stretch() : 0;
    }

    private double stretch() {
        double duration = last - anchorAt;
        return duration >= SHORTEST ? duration : 0;
    }
}
