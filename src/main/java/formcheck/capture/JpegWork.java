package formcheck.capture;

import java.nio.ByteBuffer;

/**
 * Decoding work of a JPEG, counted from its markers without decoding. Each scan of a progressive JPEG covers the whole
 * image and may take a few bytes only, so a file of 3 MB can take hours to decode.
 *
 * <p>Finds markers where the decoder of FFmpeg finds them: it skips no more of a segment than it reads, and ends after
 * the second image (the two fields of a camera).
 *
 * @param scans that are decoded
 * @param frames number of frame headers; the decoder clears the memory of a whole image for each
 * @param markers of all kinds, except those within a scan
 * @param pixels of the largest declared image
 */
record JpegWork(int scans, int frames, int markers, long pixels) {

    /**
     * Largest work that is decoded.
     *
     * @param scannedPixels pixels times scans and headers. FFmpeg takes 0.3 ns for each if a scan leaves most blocks
     *     unchanged (100 scans of 1920 x 1080 in 60 ms), and about 5 ns otherwise (estimated)
     */
    record WorkLimit(long scannedPixels) {}

    /** 8192 x 8192 pixels in 13 scans. Programs write 10 scans, and up to 20 for a photo of 24 million pixels. */
    static final WorkLimit OF_FILES = new WorkLimit(1_000_000_000L);

    /**
     * A browser sends one scan of at most 1920 x 1920 pixels. Decoding more than this limit would delay the frames
     * that follow.
     */
    static final WorkLimit OF_LIVE_IMAGES = new WorkLimit(100_000_000L);

    /** Limit of other decoders (Skia), many times what any program writes. */
    static final int MOST_SCANS = 100;

    /** The two fields of a camera. */
    static final int MOST_FRAMES = 2;

    /** Profiles and depth maps take some hundred segments. Each Huffman table costs 13 microseconds or more. */
    static final int MOST_MARKERS = 4000;

    private static final int MARKER = 0xff;
    private static final int FIRST_MARKER = 0xc0;
    private static final int LAST_MARKER = 0xfe;
    private static final int FIRST_FRAME = 0xc0;
    private static final int LAST_FRAME = 0xcf;
    private static final int CODES = 0xc4;
    private static final int EXTENSION = 0xc8;
    private static final int ARITHMETIC = 0xcc;
    private static final int FIRST_RESTART = 0xd0;
    private static final int LAST_RESTART = 0xd7;
    private static final int END = 0xd9;
    private static final int SCAN = 0xda;
    private static final int QUANTISATION = 0xdb;
    private static final int FIRST_APPLICATION = 0xe0;
    private static final int LAST_APPLICATION = 0xef;
    private static final int COMMENT = 0xfe;

    /** Values of a quantisation table. One byte precedes them. */
    private static final int TABLE = 64;

    /** @param jpeg from its position on; not changed */
    static JpegWork of(ByteBuffer jpeg) {
        return new Counting(jpeg.slice()).count();
    }

    boolean within(WorkLimit limit) {
        return scans <= MOST_SCANS
                && frames <= MOST_FRAMES
                && markers <= MOST_MARKERS
                && pixels <= limit.scannedPixels / Math.max(1, scans + frames);
    }

    /** Returns why it is not decoded, a clause for a message. */
    String words() {
        return "asks for too much work: " + scans + " scans of " + pixels + " pixels, " + markers + " markers";
    }

    private static final class Counting {
        private final ByteBuffer data;
        private int at;
        private int scans;
        private int frames;
        private int markers;
        private long pixels;
        private boolean begun;
        private int ended;

        Counting(ByteBuffer data) {
            this.data = data;
        }

        JpegWork count() {
            int marker = next();
            while (marker >= 0 && ended < MOST_FRAMES) {
                markers++;
                segment(marker);
                marker = next();
            }
            return new JpegWork(scans, frames, markers, pixels);
        }

        /** Returns the next marker; -1 at the end. */
        private int next() {
            while (at + 1 < data.limit()) {
                int marker = unsigned(at + 1);
                if (unsigned(at) == MARKER && marker >= FIRST_MARKER && marker <= LAST_MARKER) {
                    at += 2;
                    boolean within = marker >= FIRST_RESTART && marker <= LAST_RESTART;
                    if (!within) {
                        return marker;
                    }
                } else {
                    at++;
                }
            }
            return -1;
        }

        private void segment(int marker) {
            if (marker == END) {
                ended += begun ? 1 : 0;
                begun = false;
            } else if (marker == SCAN) {
                scans++;
                at += Short.BYTES; // neither the rest of the header nor the scan contains markers
            } else if (isFrame(marker)) {
                frame();
            } else if (marker == QUANTISATION) {
                tables();
            } else if (marker == CODES
                    || marker == COMMENT
                    || (marker >= FIRST_APPLICATION && marker <= LAST_APPLICATION)) {
                int length = length();
                at += length >= Short.BYTES && at + length <= data.limit() ? length : Short.BYTES;
            }
        }

        private static boolean isFrame(int marker) {
            return marker >= FIRST_FRAME
                    && marker <= LAST_FRAME
                    && marker != CODES
                    && marker != EXTENSION
                    && marker != ARITHMETIC;
        }

        private void frame() {
            frames++;
            begun = true;
            if (at + 8 <= data.limit()) {
                pixels = Math.max(pixels, (long) word(at + 3) * word(at + 5));
                at += 8 + 3 * unsigned(at + 7);
            }
        }

        private void tables() {
            int left = length() - Short.BYTES;
            at += Short.BYTES;
            while (left > TABLE && at < data.limit()) {
                int table = 1 + (unsigned(at) >> 4 == 0 ? TABLE : 2 * TABLE);
                at += table;
                left -= table;
            }
        }

        private int length() {
            return at + Short.BYTES <= data.limit() ? word(at) : 0;
        }

        private int word(int place) {
            return data.getShort(place) & 0xffff;
        }

        private int unsigned(int place) {
            return data.get(place) & 0xff;
        }
    }
}
