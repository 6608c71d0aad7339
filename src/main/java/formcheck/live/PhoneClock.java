package formcheck.live;

import java.util.OptionalLong;

/**
 * Maps times of a phone's clock to {@link System#nanoTime()}. Takes the difference of the clocks from one short message, and follows
 * their drift by the images that arrive soonest, so slowly that intervals between images stay right. Times are nanoseconds. Not
 * thread-safe.
 */
final class PhoneClock {
    /** Time within which one image is not held up by the network. Chosen, no data. */
    private static final long WINDOW = 10_000_000_000L;

    /** Largest change of an interval: 0.1 %. Quartz clocks drift by 0.01 %. */
    private static final double LARGEST_CHANGE = 0.001;

    /** An image that seems older is not believed: it would have waited longer than a connection lives without an answer. */
    private static final long OLDEST = 10_000_000_000L;

    /** An image that seems to come from later than this is not believed. */
    private static final long EARLIEST = 1_000_000_000L;

    private long apart;
    private double correction;
    private long windowBegan;
    private long least = Long.MAX_VALUE;
    private OptionalLong reference = OptionalLong.empty();
    private OptionalLong wanted = OptionalLong.empty();
    private OptionalLong last = OptionalLong.empty();

    /**
     * Begins anew: the camera opened, and its clock may be another one.
     *
     * @param now by the phone's clock
     * @param received {@link System#nanoTime()}
     */
    void begin(long now, long received) {
        apart = received - now;
        correction = 0;
        windowBegan = received;
        least = Long.MAX_VALUE;
        reference = OptionalLong.empty();
        wanted = OptionalLong.empty();
        last = OptionalLong.empty();
    }

    /**
     * Returns when an image was taken; empty if that is not possible.
     *
     * @param captured by the phone's clock
     * @param received {@link System#nanoTime()}
     */
    OptionalLong at(long captured, long received) {
        long age = received - captured - apart;
        if (age > OLDEST + correction || age < -EARLIEST + correction) {
            return OptionalLong.empty();
        }
        least = Math.min(least, age);
        if (received - windowBegan >= WINDOW) {
            if (reference.isEmpty()) {
                reference = OptionalLong.of(least);
            }
            wanted = OptionalLong.of(least - reference.getAsLong());
            least = Long.MAX_VALUE;
            windowBegan = received;
        }
        if (wanted.isPresent() && last.isPresent()) {
            double most = LARGEST_CHANGE * Math.max(0, captured - last.getAsLong());
            correction += Math.max(-most, Math.min(most, wanted.getAsLong() - correction));
        }
        last = OptionalLong.of(captured);
        return OptionalLong.of(captured + apart + Math.round(correction));
    }
}
