package formcheck.live;

import java.time.Duration;

/**
 * An image that a page sends from its browser's camera.
 *
 * @param sequence the page's own number of the image
 * @param taken when, by the page's clock
 * @param jpeg the file, not decoded yet
 */
@SuppressWarnings("ArrayRecordComponent") // passed to the decoder, never written to
public record PageImage(long sequence, Duration taken, byte[] jpeg) {}
