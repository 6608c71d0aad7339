package formcheck.capture;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Converts timestamps of frames to times since the first frame that always increase.
 *
 * <ul>
 *   <li>A frame without a timestamp comes one nominal interval after its predecessor.
 *   <li>A frame whose timestamp is not later than the one before is skipped: one of them is wrong, and a made-up time
 *       would make up speeds.
 *   <li>A timestamp that goes back by more than 1 second or forward by more than 10 minutes starts a new time base
 *       (joined recordings, a broken timestamp): time continues one nominal interval later.
 *   <li>After eight skipped frames in a row the timestamps are ignored: from then on frames come at the nominal rate,
 *       and {@link #worthless()} returns true.
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
    private long frames;

    /**
     * @param tick seconds of one timestamp unit
     * @param framesPerSecond the nominal rate; 30 is used if it is not positive
     */
    FrameClock(double tick, double framesPerSecond) {
        this.tick = tick;
        this.interval = 1 / nominal(framesPerSecond);
    }

    /** Returns the declared rate, or 30 frames a second if none is declared. */
    static double nominal(double framesPerSecond) {
        return framesPerSecond > 0 ? framesPerSecond : UNKNOWN_RATE;
    }

    /** Returns the time of the next frame; empty if it has to be skipped. */
    Optional<Duration> at(OptionalLong stamp) {
        frames++;
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

    /** Returns whether the timestamps are ignored. */
    boolean worthless() {
        return worthless;
    }

    /** Returns whether most frames had no usable timestamp. */
    boolean mostlyUnstamped() {
        return 2 * unstamped > frames;
    }

    /** Returns the time of the last frame, seconds; 0 before the first. */
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
