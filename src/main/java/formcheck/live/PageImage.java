package formcheck.live;

import java.time.Duration;

/**
 * An image that a page sends from the camera of its browser.
 *
 * @param sequence number of the image from the page
 * @param taken capture time by the clock of the page
 * @param jpeg the file, not decoded
 */
@SuppressWarnings("ArrayRecordComponent") // passed to the decoder, never written to
public record PageImage(long sequence, Duration taken, byte[] jpeg) {}
