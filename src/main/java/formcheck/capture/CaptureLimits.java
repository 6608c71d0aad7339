package formcheck.capture;

import java.time.Duration;

/**
 * Time-outs of a source and the largest image that it may deliver.
 *
 * @param open longest time from opening to the first frame
 * @param read longest time between two frames
 * @param maxPixels width times height of the largest image. A decoded image takes 3 bytes a pixel, and a malicious file
 *     may declare any size
 */
public record CaptureLimits(Duration open, Duration read, long maxPixels) {

    /** Longest side, pixels. OpenCV stores coordinates of a warp as 16-bit integers. */
    private static final long LONGEST_SIDE = Short.MAX_VALUE - 1;

    /** 10 seconds to open, 5 seconds between frames, 8192 x 8192 pixels. */
    public static final CaptureLimits DEFAULT =
            new CaptureLimits(Duration.ofSeconds(10), Duration.ofSeconds(5), 8192L * 8192L);

    public CaptureLimits {
        if (open.isNegative() || open.isZero() || read.isNegative() || read.isZero()) {
            throw new IllegalArgumentException("time-outs are positive: open " + open + ", read " + read);
        }
        // 3 bytes a pixel must fit into one array.
        if (maxPixels < 1 || maxPixels > Integer.MAX_VALUE / 3) {
            throw new IllegalArgumentException("an image has 1 to " + Integer.MAX_VALUE / 3 + " pixels: " + maxPixels);
        }
    }

    /** Returns whether an image of this size is within the limit. No side may be longer than 32,766 pixels. */
    boolean allow(long width, long height) {
        return width > 0 && height > 0 && Math.max(width, height) <= LONGEST_SIDE && width <= maxPixels / height;
    }
}
