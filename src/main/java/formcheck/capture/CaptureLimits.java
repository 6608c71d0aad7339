package formcheck.capture;

import java.time.Duration;

/**
 * How long to wait for a source, and how large its pictures may be.
 *
 * @param open longest time from the first knock to the first picture
 * @param read longest time without a picture once pictures have come
 * @param maxPixels largest picture, width times height: a decoded picture of that size takes three bytes a pixel, and a
 *     hostile file may claim any size
 */
public record CaptureLimits(Duration open, Duration read, long maxPixels) {

    /** OpenCV's warps count places in 16 bits, pixels. */
    private static final long LONGEST_SIDE = Short.MAX_VALUE - 1;

    /** Ten seconds to open, five of silence, 8192 x 8192 pixels. */
    public static final CaptureLimits DEFAULT =
            new CaptureLimits(Duration.ofSeconds(10), Duration.ofSeconds(5), 8192L * 8192L);

    public CaptureLimits {
        if (open.isNegative() || open.isZero() || read.isNegative() || read.isZero()) {
            throw new IllegalArgumentException("time-outs are positive: open " + open + ", read " + read);
        }
        // Three bytes a pixel have to fit into one array.
        if (maxPixels < 1 || maxPixels > Integer.MAX_VALUE / 3) {
            throw new IllegalArgumentException("an image has 1 to " + Integer.MAX_VALUE / 3 + " pixels: " + maxPixels);
        }
    }

    /** Whether a picture of this size is within the limit; no side may be longer than 32,766 pixels. */
    boolean allow(long width, long height) {
        return width > 0 && height > 0 && Math.max(width, height) <= LONGEST_SIDE && width <= maxPixels / height;
    }
}
