package formcheck.motion;

import formcheck.pose.OneEuroFilter;

/**
 * One Euro filter of a point in the plane (Casiez et al. 2012). Both axes share one cut-off, because the speed is that of the
 * point.
 */
final class PointFilter {

    /**
     * Of a keypoint: Hz at rest, Hz for each shoulder width a second, Hz of the speed. Chosen by the figures that SmoothingTest
     * prints: jitter at rest, speed and delay of a dropped arm.
     */
    static final OneEuroFilter.OneEuroParameters KEYPOINT = new OneEuroFilter.OneEuroParameters(2.5, 6.0, 5.0);

    private final OneEuroFilter x;
    private final OneEuroFilter y;

    PointFilter(OneEuroFilter.OneEuroParameters parameters) {
        x = new OneEuroFilter(parameters);
        y = new OneEuroFilter(parameters);
    }

    /**
     * Processes the newest point.
     *
     * @param dt seconds since the last call, positive
     * @param unit length of a body unit in the units of {@code newX}
     */
    void update(double newX, double newY, double dt, double unit) {
        if (!x.started()) {
            x.start(newX);
            y.start(newY);
            return;
        }
        x.see(newX, 1, dt);
        y.see(newY, 1, dt);
        // Math.hypot guards against overflow, which pixels never reach, and is many times slower.
        double speed = Math.sqrt(x.speed() * x.speed() + y.speed() * y.speed()) / unit;
        x.follow(newX, speed, dt);
        y.follow(newY, speed, dt);
    }

    double x() {
        return x.smoothed();
    }

    double y() {
        return y.smoothed();
    }

    void reset() {
        x.reset();
        y.reset();
    }
}
