package formcheck.motion;

/**
 * One Euro filter of a point in the plane (Casiez, Roussel, Vogel 2012): a first-order low-pass whose cut-off rises with
 * the point's speed, so that a resting point is calm and a dropped arm keeps its speed. One cut-off serves both axes,
 * since the speed is the point's, not an axis's.
 */
final class PointFilter {

    /**
     * @param restCutoffHz cut-off of a point at rest
     * @param cutoffPerSpeed rise of the cut-off in Hz for each body unit (shoulder width) a second
     * @param speedCutoffHz cut-off of the speed itself
     */
    record Parameters(double restCutoffHz, double cutoffPerSpeed, double speedCutoffHz) {
        Parameters {
            if (!(restCutoffHz > 0 && cutoffPerSpeed >= 0 && speedCutoffHz > 0)) {
                throw new IllegalArgumentException("cut-offs are positive frequencies");
            }
        }

        /** Chosen by the figures that SmoothingTest prints: jitter at rest, speed and delay of a dropped arm. */
        static final Parameters DEFAULT = new Parameters(2.5, 6.0, 5.0);
    }

    private final Parameters parameters;
    private boolean started;
    private double rawX;
    private double rawY;
    private double x;
    private double y;
    private double speedX;
    private double speedY;

    PointFilter(Parameters parameters) {
        this.parameters = parameters;
    }

    /**
     * @param dt seconds since the last call, positive
     * @param unit length of a body unit in the units of {@code newX}
     */
    void update(double newX, double newY, double dt, double unit) {
        if (!started) {
            started = true;
            x = newX;
            y = newY;
        } else {
            double a = weight(parameters.speedCutoffHz, dt);
            speedX += a * ((newX - rawX) / dt - speedX);
            speedY += a * ((newY - rawY) / dt - speedY);
            // Math.hypot guards against an overflow that pixels do not know, and is many times slower.
            double speed = Math.sqrt(speedX * speedX + speedY * speedY) / unit;
            double b = weight(parameters.restCutoffHz + parameters.cutoffPerSpeed * speed, dt);
            x += b * (newX - x);
            y += b * (newY - y);
        }
        rawX = newX;
        rawY = newY;
    }

    double x() {
        return x;
    }

    double y() {
        return y;
    }

    void reset() {
        started = false;
        speedX = 0;
        speedY = 0;
    }

    private static double weight(double cutoffHz, double dt) {
        double r = 2 * Math.PI * cutoffHz * dt;
        return r / (r + 1);
    }
}
