package formcheck.capture;

import java.time.Duration;

/**
 * One upright image with square pixels.
 *
 * <p>Pixels are 8-bit RGB, row by row without padding: {@code rgb[3 * (y * width + x)]} is red. The array is shared and
 * not copied: nobody writes to it after the frame is made.
 *
 * @param index number of the frame in its source, from 0 without gaps
 * @param at time since the source opened, monotonic, never negative
 * @param width pixels
 * @param height pixels
 * @param rgb {@code 3 * width * height} bytes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never copied
public record Frame(long index, Duration at, int width, int height, byte[] rgb) {

    public Frame {
        if (index < 0 || at.isNegative()) {
            throw new IllegalArgumentException("a frame cannot come before the start: index " + index + " at " + at);
        }
        if (width <= 0 || height <= 0 || rgb.length != Math.multiplyExact(3, Math.multiplyExact(width, height))) {
            throw new IllegalArgumentException(
                    "a " + width + " x " + height + " frame does not have " + rgb.length + " bytes");
        }
    }

    /** Returns the frame with left and right exchanged. */
    Frame mirrored() {
        byte[] flipped = new byte[rgb.length];
        for (int y = 0; y < height; y++) {
            int from = 3 * y * width;
            int to = from + 3 * (width - 1);
            for (int x = 0; x < width; x++) {
                flipped[to] = rgb[from];
                flipped[to + 1] = rgb[from + 1];
                flipped[to + 2] = rgb[from + 2];
                from += 3;
                to -= 3;
            }
        }
        return new Frame(index, at, width, height, flipped);
    }
}
