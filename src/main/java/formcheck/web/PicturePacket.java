package formcheck.web;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/**
 * A picture on its way between page and server. Numbers are big-endian.
 *
 * <p>From a page: its number (32 bits), 4 bytes unused, when it was taken in milliseconds (64-bit float), and a JPEG file.
 * To a page: the number of the frame (32 bits) and a JPEG file.
 *
 * @param sequence the page's own number of the picture
 * @param taken when, by the page's clock
 * @param jpeg the file, not looked at yet
 */
@SuppressWarnings("ArrayRecordComponent") // handed on to the decoder, never written to
record PicturePacket(long sequence, Duration taken, byte[] jpeg) {
    private static final int HEADER_BYTES = 16;
    private static final double LATEST_MILLIS = 1e12;

    /** What a page sent; empty if it is no such packet. */
    static Optional<PicturePacket> read(ByteBuffer message) {
        if (message.remaining() <= HEADER_BYTES) {
            return Optional.empty();
        }
        long sequence = message.getInt() & 0xffffffffL;
        message.getInt();
        double millis = message.getDouble();
        if (!(millis >= 0 && millis < LATEST_MILLIS)) {
            return Optional.empty();
        }
        byte[] jpeg = new byte[message.remaining()];
        message.get(jpeg);
        return Optional.of(new PicturePacket(sequence, Duration.ofNanos((long) (millis * 1e6)), jpeg));
    }

    /** What a page is sent. */
    static ByteBuffer of(long frame, byte[] jpeg) {
        return ByteBuffer.allocate(Integer.BYTES + jpeg.length)
                .putInt((int) frame)
                .put(jpeg)
                .flip();
    }
}
