package formcheck.exercise;

/**
 * Decides whether arms rest: whether they have stayed within a band for longer than the slowest movement needs to cross it. The
 * band follows from the jitter of the measure, so that a slow raise is no rest however calm it is.
 */
final class Settling {
    /** Slowest raise, degrees a second: 90 degrees would take 45 seconds. Chosen, no data. */
    private static final double SLOWEST = 2;

    /** Time whose mean is the middle of the band, seconds. Chosen, no data. */
    private static final double ANCHOR = 0.2;

    private boolean started;
    private double since;
    private double sum;
    private int count;

    /**
     * Processes one sample.
     *
     * @param band half of its width, degrees
     */
    void update(double seconds, double value, double band) {
        if (!started || Math.abs(value - level()) > band) {
            started = true;
            since = seconds;
            sum = value;
            count = 1;
        } else if (seconds - since <= ANCHOR) {
            sum += value;
            count++;
        }
    }

    /** Whether the arms rest now. */
    boolean rests(double seconds, double band) {
        return started && seconds(seconds) >= ANCHOR / 2 + band / SLOWEST;
    }

    /** How long they have stayed within the band, seconds. */
    double seconds(double now) {
        return now - since;
    }

    /** The middle of the band, degrees. */
    double level() {
        return sum / Math.max(1, count);
    }

    void reset() {
        started = false;
    }
}
