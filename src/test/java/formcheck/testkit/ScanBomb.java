package formcheck.testkit;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** A progressive JPEG, written marker by marker, whose scans say in a few bytes that nothing changes in the whole picture. */
public final class ScanBomb {
    /** As many as fit into the 3 MB that the server takes as one picture. */
    public static final int SCANS = 27_888;

    private static final int LONGEST_RUN = 32_767;
    private static final int RUN_BITS = 14;

    private ScanBomb() {}

    /** Hours of work in 2 MB. */
    public static byte[] jpeg() {
        return jpeg(8192, 8192, SCANS);
    }

    /**
     * @param width pixels
     * @param scans beside the first one, which makes it grey
     */
    public static byte[] jpeg(int width, int height, int scans) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0xff, (byte) 0xd8});
        int[] quantisation = new int[65];
        Arrays.fill(quantisation, 1, 65, 1);
        segment(out, 0xdb, quantisation);
        segment(out, 0xc2, 8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0);
        segment(out, 0xc4, 0x00, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0); // a bit 0: no change of grey
        segment(out, 0xc4, 0x10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xe0); // a bit 0: a run of blocks
        int blocks = ((width + 7) / 8) * ((height + 7) / 8);
        segment(out, 0xda, 1, 1, 0x00, 0, 0, 0);
        out.writeBytes(new byte[(blocks + 7) / 8]);
        ByteArrayOutputStream scan = new ByteArrayOutputStream();
        segment(scan, 0xda, 1, 1, 0x00, 1, 63, 0);
        scan.writeBytes(nothingIn(blocks));
        for (int i = 0; i < scans; i++) {
            out.writeBytes(scan.toByteArray());
        }
        out.writeBytes(new byte[] {(byte) 0xff, (byte) 0xd9});
        return out.toByteArray();
    }

    private static byte[] nothingIn(int blocks) {
        StringBuilder bits = new StringBuilder();
        for (int left = blocks; left > 0; ) {
            int run = Math.min(left, LONGEST_RUN);
            int beyond = Math.max(0, run - (1 << RUN_BITS));
            String length = Integer.toBinaryString(beyond);
            bits.append('0').append("0".repeat(RUN_BITS - length.length())).append(length);
            left -= Math.max(run, 1 << RUN_BITS);
        }
        bits.append("1".repeat(-bits.length() & 7));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < bits.length(); i += 8) {
            int eight = Integer.parseInt(bits.substring(i, i + 8), 2);
            out.write(eight);
            if (eight == 0xff) {
                out.write(0);
            }
        }
        return out.toByteArray();
    }

    private static void segment(ByteArrayOutputStream out, int marker, int... content) {
        out.write(0xff);
        out.write(marker);
        out.write((content.length + 2) >> 8);
        out.write((content.length + 2) & 255);
        for (int value : content) {
            out.write(value);
        }
    }
}
