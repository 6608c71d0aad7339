package formcheck.capture;

import java.nio.ByteBuffer;

/**
 * What a PNG holds beside its picture. The picture unpacks to what its header says, which is limited; texts and colour
 * profiles unpack to whatever they like, up to a thousand times their length, and FFmpeg keeps all of it.
 */
final class PngWork {
    private static final int SIGNATURE = 8;
    private static final int TEXT = 0x7a545874; // zTXt
    private static final int INTERNATIONAL_TEXT = 0x69545874; // iTXt
    private static final int PROFILE = 0x69434350; // iCCP

    /** Profiles of displays take up to some hundred kilobytes; this much unpacks to at most 1 GB. */
    static final int MOST_PACKED = 1024 * 1024;

    /** Each chunk costs little; this bounds their number all the same. */
    static final int MOST_CHUNKS = 200_000;

    private PngWork() {}

    /** @throws RefusedException if there is too much of it */
    static void check(ByteBuffer data) throws RefusedException {
        ByteBuffer png = data.slice(); // which reads numbers as a PNG has them, whatever the order of the other
        long packed = 0;
        int chunks = 0;
        long at = png.limit() > SIGNATURE && png.get(1) == 'P' && png.get(2) == 'N' ? SIGNATURE : 0;
        while (at + 2 * Integer.BYTES <= png.limit()) {
            long length = png.getInt((int) at) & 0xffffffffL;
            int kind = png.getInt((int) at + Integer.BYTES);
            if (kind == TEXT || kind == INTERNATIONAL_TEXT || kind == PROFILE) {
                packed += length;
            }
            if (packed > MOST_PACKED || ++chunks > MOST_CHUNKS) {
                throw RefusedException.tooMuchWork("holds texts or profiles without end");
            }
            at += length + 3 * Integer.BYTES;
        }
    }
}
