package formcheck.pose;

/**
 * One Euro filter of one number over time (Casiez, Roussel, Vogel 2012): a first-order low-pass whose cut-off rises with the
 * number's speed, so that it is calm at rest and follows at once when it moves. Numbers that belong together, such as the
 * coordinates of a point, share one speed: {@link #see} each, then {@link #follow} each with the common speed.
 */
public final class OneEuroFilter {

    /**
     * @param restCutoffHz cut-off of a number at rest
     * @param cutoffPerSpeed rise of the cut-off in Hz for each unit of speed
     * @param speedCutoffHz cut-off of the speed itself
     */
    public record OneEuroParameters(double restCutoffHz, double cutoffPerSpeed, double speedCutoffHz) {
        public OneEuroParameters {
            if (!(restCutoffHz > 0 && cutoffPerSpeed >= 0 && speedCutoffHz > 0)) {
                throw new IllegalArgumentException("cut-offs are positive frequencies");
            }
        }
    }

    private final OneEuroParameters parameters;
    private boolean started;
    private double last;
    private double speed;
    private double smoothed;

    public OneEuroFilter(OneEuroParameters parameters) {
        this.parameters = parameters;
    }

    /**
     * Takes a value and returns the smoothed one.
     *
     * @param value the newest value
     * @param scale makes a speed independent of how near the person is: one over the size of the body
     * @param seconds since the value before; if no time passed, the value counts for nothing
     */
    double smooth(double value, double scale, double seconds) {
        if (!started) {
            start(value);
        } else if (seconds > 0) {
            see(value, scale, seconds);
            follow(value, Math.abs(speed), seconds);
        }
        return smoothed;
    }

    /** Whether a first value has come. */
    public boolean started() {
        return started;
    }

    /** Takes the first value, which passes as it is. */
    public void start(double value) {
        started = true;
        last = value;
        smoothed = value;
    }

    /**
     * Updates the speed by a value.
     *
     * @param scale factor of the speed
     * @param seconds since the value before, positive
     */
    public void see(double value, double scale, double seconds) {
        double speedNow = (value - last) * scale / seconds;
        last = value;
        speed += weight(parameters.speedCutoffHz, seconds) * (speedNow - speed);
    }

    /** The smoothed speed, with its sign, in scaled units a second. */
    public double speed() {
        return speed;
    }

    /**
     * Moves the smoothed value towards a value.
     *
     * @param atSpeed the speed that decides how far, 0 or more
     * @param seconds since the value before, positive
     */
    public void follow(double value, double atSpeed, double seconds) {
        smoothed += weight(parameters.restCutoffHz + parameters.cutoffPerSpeed * atSpeed, seconds) * (value - smoothed);
    }

    public double smoothed() {
        return smoothed;
    }

    /** Forgets everything: the next value is the first. */
    public void reset() {
        started = false;
        speed = 0;
    }

    /** The new value's share in a low-pass of that cut-off frequency. */
    private static double weight(double cutoffHz, double seconds) {
        double r = 2 * Math.PI * cutoffHz * seconds;
        return r / (r + 1);
    }
}
