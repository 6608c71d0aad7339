package formcheck.live;

import java.util.ArrayDeque;
import java.util.Optional;

/**
 * Decides when a slow machine has to do less: first a faster model, then smaller images. A step is taken once and never undone, so
 * that nothing changes back and forth. A camera that delivers few frames to an idle machine is not slow. For one thread.
 */
final class SpeedControl {

    /** What makes judging faster, in this order. */
    enum Step {
        FASTER_MODEL,
        /** 480 pixels along the longer side. */
        SMALLER_IMAGES,
        /** 320 pixels along the longer side. */
        SMALLEST_IMAGES
    }

    /** Results a second below which the machine may be slow. A camera of 30 delivers 25 in dim light. */
    private static final double ENOUGH = 24;

    /**
     * Share of the time in which the machine judges, from which it is slow: the rest of a round from the page and back takes about
     * 30 % of a round at 20 results a second.
     */
    private static final double BUSY = 0.6;

    /** Time in which rate and share are measured, seconds: longer than another program takes to start. Chosen, no data. */
    private static final double WINDOW = 4;

    /** Time without measuring after a source opens or a step is done, seconds: loading and warming up are over. */
    private static final double SETTLE = 2;

    /** Longest interval that belongs to a rate, seconds: after a longer one the source was away. */
    private static final double GAP = 1;

    private record Judged(double seconds, double busy) {}

    private final ArrayDeque<Judged> window = new ArrayDeque<>();
    private double measuresFrom = Double.NEGATIVE_INFINITY;
    private double last = Double.NEGATIVE_INFINITY;
    private int taken;
    private boolean underWay;

    /**
     * Processes one result.
     *
     * @param seconds when it was judged
     * @param busy seconds that judging it took
     * @return a step to take now; no other follows until {@link #done}
     */
    Optional<Step> judged(double seconds, double busy) {
        if (seconds - last > GAP) {
            settle(seconds);
        }
        last = seconds;
        if (underWay || taken == Step.values().length || seconds < measuresFrom) {
            return Optional.empty();
        }
        window.addLast(new Judged(seconds, busy));
        double span = seconds - window.getFirst().seconds;
        if (span < WINDOW) {
            return Optional.empty();
        }
        double rate = (window.size() - 1) / span;
        double share = (window.stream().mapToDouble(Judged::busy).sum() - window.getFirst().busy) / span;
        window.removeFirst();
        if (rate >= ENOUGH || share < BUSY) {
            return Optional.empty();
        }
        underWay = true;
        return Optional.of(Step.values()[taken++]);
    }

    /** The step is done, or not possible. */
    void done(double seconds) {
        underWay = false;
        settle(seconds);
    }

    private void settle(double seconds) {
        measuresFrom = seconds + SETTLE;
        window.clear();
    }
}
