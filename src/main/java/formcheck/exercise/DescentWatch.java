package formcheck.exercise;

import java.util.OptionalDouble;

/**
 * Calls a fast descent while the arms are still coming down. It knows the way (from this top to this repetition's start)
 * and so the least time; it calls when speed or progress can no longer end in that time.
 */
final class DescentWatch {

    /**
     * @param speedRatio times the mean speed of the least time that the arms may have
     * @param speedSeconds for how long
     * @param plungeSpeed a speed that is always too fast, degrees a second
     * @param plungeSeconds for how long
     * @param aheadShare half the way in less than this share of the least time cannot end in that time
     * @param clearShare share of the way that must be gone before anything is called
     */
    record Limits(
            double speedRatio,
            double speedSeconds,
            double plungeSpeed,
            double plungeSeconds,
            double aheadShare,
            double clearShare) {
        static final Limits DEFAULT = new Limits(1.75, 0.08, 150, 0.06, 0.4, 0.12);
    }

    private final Limits limits;
    private final FastDescent rule;
    private final double top;
    private final double way;
    private final double least;
    private final double leftAt;
    private final PauseMeter pauses = new PauseMeter();
    private double before;
    private OptionalDouble fastSince = OptionalDouble.empty();
    private OptionalDouble plungingSince = OptionalDouble.empty();
    private OptionalDouble called = OptionalDouble.empty();

    /**
     * @param leftAt when the arms left the top, seconds
     * @param top elevation they left
     * @param start elevation that the repetition began from
     * @param yaw of the body, degrees
     */
    DescentWatch(Limits limits, FastDescent rule, double leftAt, double top, double start, double yaw) {
        this.limits = limits;
        this.rule = rule;
        this.leftAt = leftAt;
        this.top = top;
        this.way = Math.max(25, top - start);
        this.least = rule.faultBelow(way, yaw);
        this.before = leftAt;
    }

    /** When it called. */
    OptionalDouble called() {
        return called;
    }

    /** Seconds that this way may take at least. */
    double leastSeconds() {
        return rule.secondsFor(way);
    }

    /**
     * Takes a sample of the descent.
     *
     * @param speed of the elevation, degrees a second, negative downwards
     * @return true once: when it calls
     */
    boolean update(double seconds, double value, double speed) {
        pauses.update(seconds, value);
        double last = before;
        before = seconds;
        if (called.isPresent()) {
            return false;
        }
        fastSince = since(fastSince, -speed > limits.speedRatio * way / least, last);
        plungingSince = since(plungingSince, -speed > limits.plungeSpeed, last);
        double gone = top - value;
        double moving = seconds - leftAt - pauses.seconds();
        boolean clear = gone > limits.clearShare * way;
        boolean fast = clear && lasted(fastSince, seconds, limits.speedSeconds);
        boolean plunging = clear && lasted(plungingSince, seconds, limits.plungeSeconds);
        boolean ahead = gone >= way / 2 && moving < limits.aheadShare * least;
        // What took its time so far may end as it likes: the rule asks for the whole way.
        boolean canStillEndInTime = moving + Math.max(0, way - gone) / Math.max(1, -speed) >= least;
        if ((fast || plunging || ahead) && !canStillEndInTime) {
            called = OptionalDouble.of(seconds);
            return true;
        }
        return false;
    }

    /** A condition that holds now has held since the sample before it first did. */
    private static OptionalDouble since(OptionalDouble since, boolean holds, double last) {
        if (!holds) {
            return OptionalDouble.empty();
        }
        return since.isPresent() ? since : OptionalDouble.of(last);
    }

    private static boolean lasted(OptionalDouble since, double seconds, double duration) {
        return since.isPresent() && seconds - since.getAsDouble() >= duration - 1e-9;
    }
}
