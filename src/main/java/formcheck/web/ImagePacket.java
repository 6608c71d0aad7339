package formcheck.web;

import formcheck.live.PageImage;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/**
 * Binary messages between page and server. Numbers are big-endian.
 *
 * <p>From a page: sequence number of the image (32 bits), 4 unused bytes, capture time in milliseconds (64-bit float),
 * and a JPEG file. To a page: index of the frame (32 bits) and a JPEG file.
 */
final class ImagePacket {
    private static final int HEADER_BYTES = 16;
    private static final double LATEST_MILLIS = 1e12;

    private ImagePacket() {}

    /** Reads a packet from a page; empty if it is malformed. */
    static Optional<PageImage> read(ByteBuffer message) {
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
        return Optional.of(new PageImage(sequence, Duration.ofNanos((long) (millis * 1e6)), jpeg));
    }

    /** Writes a packet for a page. */
    static ByteBuffer of(long frame, byte[] jpeg) {
        return ByteBuffer.allocate(Integer.BYTES + jpeg.length)
                .putInt((int) frame)
                .put(jpeg)
                .flip();
    }
}
