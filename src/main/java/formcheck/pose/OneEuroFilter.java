package formcheck.pose;

/**
 * One Euro filter of one number over time (Casiez, Roussel, Vogel 2012): a first-order low-pass whose cut-off rises with
 * speed, so that it smooths at rest and follows movement without lag. Numbers that belong together, such as the
 * coordinates of a point, share one speed: call {@link #see} for each, then {@link #follow} for each with the common
 * speed.
 */
public final class OneEuroFilter {

    /**
     * Parameters of the filter.
     *
     * @param restCutoffHz cut-off at rest
     * @param cutoffPerSpeed rise of the cut-off, Hz for each unit of speed
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
     * Adds a value and returns the smoothed one.
     *
     * @param value the newest value
     * @param scale factor of the speed that makes it independent of the distance to the camera: one over the body
     *     size
     * @param seconds since the value before; the value is ignored if 0
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

    /** Returns whether a first value was added. */
    public boolean started() {
        return started;
    }

    /** Adds the first value, which is returned unchanged. */
    public void start(double value) {
        started = true;
        last = value;
        smoothed = value;
    }

    /**
     * Updates the speed.
     *
     * @param scale factor of the speed
     * @param seconds since the value before, positive
     */
    public void see(double value, double scale, double seconds) {
        double speedNow = (value - last) * scale / seconds;
        last = value;
        speed += weight(parameters.speedCutoffHz, seconds) * (speedNow - speed);
    }

    /** Returns the smoothed speed with its sign, scaled units a second. */
    public double speed() {
        return speed;
    }

    /**
     * Moves the smoothed value towards a value.
     *
     * @param atSpeed speed that sets the cut-off, 0 or more
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

    /** Returns the weight of the new value in a low-pass of a cut-off frequency. */
    private static double weight(double cutoffHz, double seconds) {
        double r = 2 * Math.PI * cutoffHz * seconds;
        return r / (r + 1);
    }
}
