package formcheck.capture;

import java.time.Duration;

/**
 * One upright picture with square pixels.
 *
 * <p>The pixels are 8-bit RGB, row by row without padding: {@code rgb[3 * (y * width + x)]} is red. They are shared, not
 * copied: whoever makes a frame hands them over and never writes to them again, whoever reads them does not either.
 *
 * @param index number of the frame in its source, from 0, without gaps
 * @param at monotonic time of the picture since the source opened, never negative
 * @param width in pixels
 * @param height in pixels
 * @param rgb {@code 3 * width * height} bytes
 */
@SuppressWarnings("ArrayRecordComponent") // a picture is compared by nobody, and copied by nobody
public record Frame(long index, Duration at, int width, int height, byte[] rgb) {

    public Frame {
        if (index < 0 || at.isNegative()) {
            throw new IllegalArgumentException("a frame has no place before the start: index " + index + " at " + at);
        }
        if (width <= 0 || height <= 0 || rgb.length != Math.multiplyExact(3, Math.multiplyExact(width, height))) {
            throw new IllegalArgumentException(
                    "a " + width + " x " + height + " frame does not have " + rgb.length + " bytes");
        }
    }

    /** The same picture with left and right exchanged. */
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
