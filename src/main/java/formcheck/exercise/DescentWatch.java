package formcheck.exercise;

import java.util.OptionalDouble;

/**
 * Detects a fast lowering while the arms are still coming down. From the range, which is this top to this repetition's start,
 * follows the least time; a lowering is too fast once its speed or progress can no longer end in that time.
 */
final class DescentWatch {

    /** Least speed of a fast lowering, in mean speeds of the least time. Chosen, no data. */
    private static final double SPEED_RATIO = 1.75;

    /** Least time at that speed, seconds. Chosen, no data. */
    private static final double SPEED_SECONDS = 0.08;

    /** Least number of samples at that speed: two could be one wrong sample, because each speed uses several. Chosen, no data. */
    private static final int SPEED_SAMPLES = 3;

    /** Speed that is always too fast, degrees a second. Chosen, no data. */
    private static final double PLUNGE_SPEED = 150;

    /** Least time at that speed, seconds. Chosen, no data. */
    private static final double PLUNGE_SECONDS = 0.06;

    /** Half the range in less than this share of the least time cannot end in that time. Chosen, no data. */
    private static final double AHEAD_SHARE = 0.4;

    /** Least share of the range that must be lowered before a flag. Chosen, no data. */
    private static final double CLEAR_SHARE = 0.12;

    /** Shortest least time, seconds. Chosen, no data. */
    private static final double LEAST_TIME = 0.1;

    /** Least range if the start was not seen well, degrees: the least rise of a repetition. */
    private static final double LEAST_RANGE = RaiseUnderWay.RISE;

    /**
     * Part of the delay of a measured speed that is extrapolated, seconds. The slope over 0.1 s is 0.05 s old; extrapolated in
     * full, noise and peaked but controlled lowerings of real people are flagged, too.
     */
    private static final double SPEED_LAG = 0.03;

    private final FastDescent rule;
    private final double top;
    private final double range;
    private final double least;
    private final double leftAt;
    private final double band;
    private final Curve down = new Curve();
    private double before;
    private OptionalDouble speedBefore = OptionalDouble.empty();
    private Lasting fastness = new Lasting();
    private Lasting plunge = new Lasting();
    private OptionalDouble called = OptionalDouble.empty();

    /**
     * @param leftAt when the arms left the top, seconds
     * @param top elevation that they left, degrees
     * @param start elevation that the repetition began from, degrees
     * @param yaw of the body, degrees
     * @param error of a duration, seconds
     * @param band greatest gain of jitter, degrees
     */
    DescentWatch(FastDescent rule, double leftAt, double top, double start, double yaw, double error, double band) {
        this.rule = rule;
        this.leftAt = leftAt;
        this.top = top;
        this.range = Math.max(LEAST_RANGE, top - start);
        this.least = Math.max(LEAST_TIME, rule.faultBelow(range, yaw) - error);
        this.before = leftAt;
        this.band = band;
    }

    /** When the lowering was flagged, seconds. */
    OptionalDouble called() {
        return called;
    }

    /** Least time of this range, seconds. */
    double leastSeconds() {
        return rule.secondsFor(range);
    }

    /**
     * Processes a sample of the lowering.
     *
     * @param measured speed of the elevation, degrees a second, negative downwards
     * @return true once: when the lowering is flagged
     */
    boolean update(double seconds, double value, double measured) {
        down.add(seconds, value);
        double last = before;
        double speed = speedNow(seconds, measured);
        before = seconds;
        speedBefore = OptionalDouble.of(measured);
        if (called.isPresent()) {
            return false;
        }
        boolean possible = -speed <= ImpossibleSpeed.MOMENTARY;
        fastness = fastness.next(possible && -speed > SPEED_RATIO * range / least, last);
        plunge = plunge.next(possible && -speed > PLUNGE_SPEED, last);
        double gone = top - value;
        boolean clear = gone > CLEAR_SHARE * range;
        boolean fast = clear && fastness.lasted(seconds, SPEED_SECONDS, SPEED_SAMPLES);
        boolean plunging = clear && plunge.lasted(seconds, PLUNGE_SECONDS, 1);
        boolean half = gone >= range / 2;
        if (!fast && !plunging && !half) {
            return false;
        }
        double moving = moving(seconds);
        boolean ahead = half && moving < AHEAD_SHARE * least;
        // A lowering that was slow so far may end fast: the rule is about all of it.
        boolean canStillEndInTime = moving + Math.max(0, range - gone) / Math.max(1, -speed) >= least;
        if ((fast || plunging || ahead) && !canStillEndInTime) {
            called = OptionalDouble.of(seconds);
            return true;
        }
        return false;
    }

    /** Seconds since the arms left the top, without stops: a standstill gains no time. */
    private double moving(double seconds) {
        double passed = seconds - leftAt;
        // Most lowerings are over before a stop could matter.
        return passed < AHEAD_SHARE * least
                ? passed
                : passed - Stops.of(down, band).seconds();
    }

    /** The present speed: while the arms accelerate, a measured speed is that of a moment ago. */
    private double speedNow(double seconds, double measured) {
        if (speedBefore.isEmpty() || seconds <= before) {
            return measured;
        }
        double acceleration = (measured - speedBefore.getAsDouble()) / (seconds - before);
        return measured + acceleration * SPEED_LAG;
    }

    /**
     * How long a condition has held: since the sample before it first did.
     *
     * @param samples in which it held
     * @param since seconds
     */
    private record Lasting(int samples, double since) {
        Lasting() {
            this(0, 0);
        }

        Lasting next(boolean holds, double last) {
            if (!holds) {
                return new Lasting();
            }
            return new Lasting(samples + 1, samples == 0 ? last : since);
        }

        boolean lasted(double seconds, double duration, int fewest) {
            return samples >= fewest && seconds - since >= duration - 1e-9;
        }
    }
}
