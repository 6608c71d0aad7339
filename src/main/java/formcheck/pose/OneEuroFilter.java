package formcheck.pose;

/**
 * Smooths one number over time: much while it rests, little while it moves fast (Casiez, Roussel, Vogel 2012, "1 Euro
 * Filter"). With the constants that MediaPipe uses for the points that BlazePose aligns itself by.
 */
final class OneEuroFilter {

    private static final double MINIMUM_CUTOFF = 0.01;
    private static final double BETA = 10;
    private static final double SPEED_CUTOFF = 1;

    private boolean started;
    private double last;
    private double speed;
    private double smoothed;

    /**
     * @param value the newest value
     * @param scale makes a speed independent of how near the person is: one over the size of the body
     * @param seconds since the value before; if no time passed, the value counts for nothing
     */
    double smooth(double value, double scale, double seconds) {
        if (!started) {
            started = true;
            last = value;
            smoothed = value;
        } else if (seconds > 0) {
            double speedNow = (value - last) * scale / seconds;
            last = value;
            speed += weight(SPEED_CUTOFF, seconds) * (speedNow - speed);
            smoothed += weight(MINIMUM_CUTOFF + BETA * Math.abs(speed), seconds) * (value - smoothed);
        }
        return smoothed;
    }

    /** The new value's share in a low-pass of that cut-off frequency, in hertz. */
    private static double weight(double cutoff, double seconds) {
        return 1 / (1 + 1 / (2 * Math.PI * cutoff * seconds));
    }
}
