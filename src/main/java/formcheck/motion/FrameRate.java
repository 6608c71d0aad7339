package formcheck.motion;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.OptionalDouble;

/**
 * Decides whether the frame rate is too low for any movement. A gap is not a frame rate: it counts only while it is fresh, and
 * the rate is known again after a few frames.
 */
final class FrameRate {

    /**
     * @param slowest frames a second below which the rate is too low
     * @param memory window of the mean rate, seconds: long enough that jitter of half an interval moves a rate of 12 by less than
     *     5 %, short enough that a fall is noticed within a second
     * @param gap seconds between two frames that are more than a late frame; a longer gap counts in the mean as this much, so
     *     that its length does not linger
     * @param longestShadow longest time after a gap in which the rate still counts as too low, seconds; a shorter gap counts for
     *     as long as it lasted, so that a movement with more gap than frames is not assessed
     */
    record Parameters(double slowest, double memory, double gap, double longestShadow) {
        static final double MEMORY = 0.8;
        static final double GAP = 0.25;
        static final double LONGEST_SHADOW = 0.4;

        static Parameters below(double slowest) {
            return new Parameters(slowest, MEMORY, GAP, LONGEST_SHADOW);
        }
    }

    /** Frames closer than this are one frame that was sent twice, seconds: no camera takes 250 a second. */
    private static final double TWICE = 0.004;

    /** A rate that was too low is so until it has risen to this multiple of the lowest, so that it does not flicker. */
    private static final double RECOVERED = 1.07;

    /** Least number of intervals, because the longest one is left out. */
    private static final int FEWEST = 3;

    private final Parameters parameters;
    private final Deque<Double> intervals = new ArrayDeque<>();
    private OptionalDouble last = OptionalDouble.empty();
    private double shadowUntil = Double.NEGATIVE_INFINITY;
    private boolean tooLow;

    FrameRate(Parameters parameters) {
        this.parameters = parameters;
    }

    /** Processes the time of a frame, seconds, and returns whether the rate is too low at it. */
    boolean tooLowAt(double seconds) {
        if (last.isEmpty()) {
            last = OptionalDouble.of(seconds);
            return false;
        }
        double interval = seconds - last.getAsDouble();
        if (interval >= TWICE) {
            last = OptionalDouble.of(seconds);
            take(interval, seconds);
        }
        return tooLow || seconds <= shadowUntil;
    }

    private void take(double interval, double seconds) {
        if (interval > parameters.gap) {
            shadowUntil = seconds + Math.min(interval, parameters.longestShadow);
        }
        intervals.addFirst(Math.min(interval, parameters.gap));
        double total = 0;
        double longest = 0;
        int count = 0;
        Iterator<Double> each = intervals.iterator();
        while (each.hasNext() && total < parameters.memory) {
            double one = each.next();
            total += one;
            longest = Math.max(longest, one);
            count++;
        }
        while (intervals.size() > count) {
            intervals.removeLast();
        }
        // One gap, or one late frame, is no rate.
        double slowest = tooLow ? RECOVERED * parameters.slowest : parameters.slowest;
        tooLow = count >= FEWEST && (total - longest) / (count - 1) > 1 / slowest;
    }
}
