package formcheck.guide;

import java.util.ArrayDeque;

/** Whether the latest frames come often enough. */
final class RecentRate {
    /** Window of the rate, seconds. Chosen, no data. */
    private static final double WINDOW = 1.5;

    /** Share of the least rate from which a rate that was enough still is, so that the advice does not flicker. */
    private static final double STILL_ENOUGH = 0.9;

    private final double least;
    private final ArrayDeque<Double> frames = new ArrayDeque<>();
    private boolean known;
    private boolean enough;

    /** @param least frames a second */
    RecentRate(double least) {
        this.least = least;
    }

    /** Processes the time of a frame, seconds. */
    void see(double seconds) {
        frames.add(seconds);
        while (seconds - frames.getFirst() > WINDOW) {
            frames.removeFirst();
        }
        double span = seconds - frames.getFirst();
        double rate = (frames.size() - 1) / Math.max(1e-3, span);
        enough = rate >= (known && enough ? STILL_ENOUGH * least : least);
        known = span > WINDOW / 2;
    }

    /** Whether there are enough frames for a rate. */
    boolean known() {
        return known;
    }

    /** Whether the rate is high enough. */
    boolean enough() {
        return enough;
    }
}
