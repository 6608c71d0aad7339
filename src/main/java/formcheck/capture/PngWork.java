package formcheck.capture;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * What a PNG holds beside its picture. The picture unpacks to what its header says, which is limited; texts and colour
 * profiles unpack to up to a thousand times their length, and FFmpeg keeps all of it: 0.9 MB took 700 MB of memory.
 */
final class PngWork {
    /** Bytes that all texts and profiles may unpack to: profiles of printers, the longest there are, have 3 MB. */
    static final int MOST_UNPACKED = 16 * 1024 * 1024;

    private static final int MOST_CHUNKS = 200_000;
    private static final int SIGNATURE = 8;
    private static final int TEXT = 0x7a545874; // zTXt
    private static final int INTERNATIONAL_TEXT = 0x69545874; // iTXt
    private static final int PROFILE = 0x69434350; // iCCP
    private static final int BUFFER = 64 * 1024;

    private final ByteBuffer png;
    private final byte[] thrownAway = new byte[BUFFER];
    private long unpacked;

    private PngWork(ByteBuffer png) {
        this.png = png;
    }

    /**
     * @param data from its position on; it is left as it is
     * @throws RefusedException if there is too much of it
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
                case TEXT, PROFILE -> unpack(behindZero(content, end) + 1, end); // a name and a method
                case INTERNATIONAL_TEXT -> // a name, whether it is packed, how, two more names
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

    /** Adds what a chunk unpacks to, up to a little more than the limit; nothing if it is not packed. */
    private void unpack(int from, int end) {
        if (from >= end) {
            return;
        }
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(png.slice(from, end - from));
            int bytes = inflater.inflate(thrownAway);
            while (bytes > 0 && unpacked <= MOST_UNPACKED) {
                unpacked += bytes;
                bytes = inflater.inflate(thrownAway);
            }
        } catch (DataFormatException e) {
            return; // nor does FFmpeg unpack it
        } finally {
            inflater.end();
        }
    }
}
