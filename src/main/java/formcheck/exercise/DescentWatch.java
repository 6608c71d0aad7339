package formcheck.exercise;

import java.util.OptionalDouble;

/**
 * Calls a fast descent while the arms are still coming down. It knows the way (from this top to this repetition's start)
 * and so the least time; it calls when speed or progress can no longer end in that time.
 */
final class DescentWatch {

    /** Times the mean speed of the least time that the arms may have. Chosen, no data. */
    private static final double SPEED_RATIO = 1.75;

    /** For how long. Chosen, no data. */
    private static final double SPEED_SECONDS = 0.08;

    /** In how many samples at least: two could be one that is wrong, as each speed is made of several. Chosen, no data. */
    private static final int SPEED_SAMPLES = 3;

    /** A speed that is always too fast, degrees a second. Chosen, no data. */
    private static final double PLUNGE_SPEED = 150;

    /** For how long. Chosen, no data. */
    private static final double PLUNGE_SECONDS = 0.06;

    /** Half the way in less than this share of the least time cannot end in that time. Chosen, no data. */
    private static final double AHEAD_SHARE = 0.4;

    /** Share of the way that must be gone before anything is called. Chosen, no data. */
    private static final double CLEAR_SHARE = 0.12;

    /** A start that was not seen well is taken to be so far below the top at least, degrees: the least rise of a repetition. */
    private static final double LEAST_WAY = RaiseUnderWay.RISE;

    /**
     * Seconds by which a measured speed is brought up to date. As the slope of a tenth of a second it is 0.05 old; made up for in
     * full, noise and peaked but controlled lowerings of real people are called, too.
     */
    private static final double SPEED_LAG = 0.03;

    private final FastDescent rule;
    private final double top;
    private final double way;
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
     * @param top elevation they left
     * @param start elevation that the repetition began from
     * @param yaw of the body, degrees
     * @param band what jitter gains, degrees
     */
    DescentWatch(FastDescent rule, double leftAt, double top, double start, double yaw, double band) {
        this.rule = rule;
        this.leftAt = leftAt;
        this.top = top;
        this.way = Math.max(LEAST_WAY, top - start);
        this.least = rule.faultBelow(way, yaw);
        this.before = leftAt;
        this.band = band;
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
     * @param measured speed of the elevation, degrees a second, negative downwards
     * @return true once: when it calls
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
        fastness = fastness.next(possible && -speed > SPEED_RATIO * way / least, last);
        plunge = plunge.next(possible && -speed > PLUNGE_SPEED, last);
        double gone = top - value;
        boolean clear = gone > CLEAR_SHARE * way;
        boolean fast = clear && fastness.lasted(seconds, SPEED_SECONDS, SPEED_SAMPLES);
        boolean plunging = clear && plunge.lasted(seconds, PLUNGE_SECONDS, 1);
        boolean half = gone >= way / 2;
        if (!fast && !plunging && !half) {
            return false;
        }
        double moving = moving(seconds);
        boolean ahead = half && moving < AHEAD_SHARE * least;
        // What took its time so far may end as it likes: the rule asks for the whole way.
        boolean canStillEndInTime = moving + Math.max(0, way - gone) / Math.max(1, -speed) >= least;
        if ((fast || plunging || ahead) && !canStillEndInTime) {
            called = OptionalDouble.of(seconds);
            return true;
        }
        return false;
    }

    /** Seconds since the arms left the top, without the stops on the way: standing still buys no time. */
    private double moving(double seconds) {
        double passed = seconds - leftAt;
        // Most lowerings are over before a stop could matter.
        return passed < AHEAD_SHARE * least
                ? passed
                : passed - Stops.of(down, band).seconds();
    }

    /** While the arms get faster, the slope behind a measured speed is that of a moment ago. */
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
