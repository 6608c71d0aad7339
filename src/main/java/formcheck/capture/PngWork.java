package formcheck.capture;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Limits what a PNG unpacks to besides its image. The header limits the image itself. Texts and colour profiles can
 * unpack to a thousand times their length, and FFmpeg keeps all of it: a file of 0.9 MB took 700 MB of memory.
 */
final class PngWork {
    /** Bytes to which all texts and profiles together may unpack. The longest profiles, those of printers, have 3 MB. */
    static final int MOST_UNPACKED = 16 * 1024 * 1024;

    private static final int MOST_CHUNKS = 200_000;
    private static final int SIGNATURE = 8;
    private static final int TEXT = 0x7a545874; // zTXt
    private static final int INTERNATIONAL_TEXT = 0x69545874; // iTXt
    private static final int PROFILE = 0x69434350; // iCCP
    private static final int BUFFER = 64 * 1024;

    private final ByteBuffer png;
    private final byte[] discarded = new byte[BUFFER];
    private long unpacked;

    private PngWork(ByteBuffer png) {
        this.png = png;
    }

    /**
     * @param data from its position on; not changed
     * @throws RefusedException if it unpacks to too much
     */
    static void check(ByteBuffer data) throws RefusedException {
        new PngWork(data.slice()).check();
    }

    private void check() throws RefusedException {
        int chunks = 0;
        long at = png.limit() > SIGNATURE && png.get(1) == 'P' && png.get(2) == 'N' ? SIGNATURE : 0;
        while (at + 2 * Integer.BYTES <= png.limit()) {
            int content = (int) at + 2 * Integer.BYTES;
            long length = png.getInt((int) at) & 0xffffffffL;
            int end = (int) Math.min(png.limit(), content + length);
            switch (png.getInt((int) at + Integer.BYTES)) {
                case TEXT, PROFILE -> unpack(behindZero(content, end) + 1, end); // name, method
                case INTERNATIONAL_TEXT -> // name, compression flag, method, language, translated name
                    unpack(behindZero(behindZero(behindZero(content, end) + 2, end), end), end);
                default -> {}
            }
            if (unpacked > MOST_UNPACKED || ++chunks > MOST_CHUNKS) {
                throw RefusedException.tooMuchWork("holds too much text or too many profiles");
            }
            at = content + length + Integer.BYTES;
        }
    }

    private int behindZero(int from, int end) {
        int at = from;
        while (at < end && png.get(at) != 0) {
            at++;
        }
        return at + 1;
    }

    /**
     * Adds the unpacked size of a chunk, at most a little more than the limit. Adds nothing if the chunk is not
     * compressed.
     */
    private void unpack(int from, int end) {
        if (from >= end) {
            return;
        }
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(png.slice(from, end - from));
            int bytes = inflater.inflate(discarded);
            while (bytes > 0 && unpacked <= MOST_UNPACKED) {
                unpacked += bytes;
                bytes = inflater.inflate(discarded);
            }
        } catch (DataFormatException e) {
            return; // FFmpeg does not unpack it either
        } finally {
            inflater.end();
        }
    }
}
