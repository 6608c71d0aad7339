package formcheck.cli;

import java.util.Arrays;

/** The durations of one stage. */
final class Stopwatch {
    private long[] nanos = new long[256];
    private int count;

    void add(long time) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = time;
    }

    int count() {
        return count;
    }

    /** Returns a quantile of the durations, nanoseconds. Needs at least one. */
    long nanos(double share) {
        if (count == 0) {
            throw new IllegalStateException("nothing was timed");
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return sorted[(int) Math.max(0, Math.ceil(share * count) - 1)];
    }

    /** Returns {@link #nanos} in milliseconds. */
    double millis(double share) {
        return nanos(share) * 1e-6;
    }
}
