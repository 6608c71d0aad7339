package formcheck.capture;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Turns the time stamps of pictures into times since the first one that always grow.
 *
 * <ul>
 *   <li>A picture without a stamp comes one nominal interval after its predecessor.
 *   <li>A picture whose stamp is not later than its predecessor's is left out: one of the two is at the wrong time, and a
 *       made-up time between them would make speeds out of nothing.
 *   <li>A stamp that falls back by more than a second, or leaps ahead by more than ten minutes, is a new beginning (joined
 *       recordings, a broken stamp): time goes on one nominal interval later.
 *   <li>Where eight pictures in a row would be left out, the stamps are worthless: from then on pictures come at the
 *       nominal rate, and {@link #worthless()} says so.
 * </ul>
 */
final class FrameClock {

    private static final double FALLS_BACK_SECONDS = 1;
    private static final double LEAPS_AHEAD_SECONDS = 600;
    private static final int TOO_MANY_LEFT_OUT = 8;
    private static final double UNKNOWN_RATE = 30;

    private final double tick;
    private final double interval;
    private boolean started;
    private double offset;
    private double last;
    private int leftOut;
    private boolean worthless;
    private long unstamped;
    private long images;

    /**
     * @param tick seconds of one unit of the stamps
     * @param framesPerSecond the nominal rate, 30 if not positive
     */
    FrameClock(double tick, double framesPerSecond) {
        this.tick = tick;
        this.interval = 1 / nominal(framesPerSecond);
    }

    /** The rate that is taken where a nominal one is named, or 30 if none is. */
    static double nominal(double framesPerSecond) {
        return framesPerSecond > 0 ? framesPerSecond : UNKNOWN_RATE;
    }

    /** When the next picture is to be seen; empty if it has to be left out. */
    Optional<Duration> at(OptionalLong stamp) {
        images++;
        if (stamp.isEmpty() || worthless) {
            unstamped++;
            return Optional.of(advanceTo(started ? last + interval : 0));
        }
        double seconds = stamp.getAsLong() * tick;
        if (!started) {
            offset = seconds;
            return Optional.of(advanceTo(0));
        }
        double at = seconds - offset;
        if (at < last - FALLS_BACK_SECONDS || at > last + LEAPS_AHEAD_SECONDS) {
            offset = seconds - (last + interval);
            return Optional.of(advanceTo(last + interval));
        }
        if (nanos(at) <= nanos(last)) {
            leftOut++;
            worthless = leftOut >= TOO_MANY_LEFT_OUT;
            return Optional.empty();
        }
        return Optional.of(advanceTo(at));
    }

    /** Whether the stamps had to be given up. */
    boolean worthless() {
        return worthless;
    }

    /** Whether most pictures came without a stamp that could be used. */
    boolean mostlyUnstamped() {
        return 2 * unstamped > images;
    }

    /** Time of the last picture, seconds; 0 before the first. */
    double lastSeconds() {
        return last;
    }

    private Duration advanceTo(double at) {
        started = true;
        last = at;
        leftOut = 0;
        return Duration.ofNanos(nanos(at));
    }

    private static long nanos(double seconds) {
        return Math.round(seconds * 1e9);
    }
}
