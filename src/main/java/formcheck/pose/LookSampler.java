package formcheck.pose;

import formcheck.capture.Frame;

/**
 * Cuts neck and shoulders out of a frame as luma: each pixel is the mean of a grid of bilinear samples, so that fine
 * patterns of cloth do not alias. {@code scripts/posture/looks.py} cuts the same for learning.
 */
final class LookSampler {
    private final int width;
    private final int height;
    private final double shoulderWidths;
    private final double above;

    /**
     * @param width of the crop, pixels
     * @param height of the crop, pixels
     * @param shoulderWidths how wide the crop is in the person
     * @param above share of the crop that lies above the middle of the shoulders
     */
    LookSampler(int width, int height, double shoulderWidths, double above) {
        this.width = width;
        this.height = height;
        this.shoulderWidths = shoulderWidths;
        this.above = above;
    }

    /** The crop, row by row; outside of the picture its border goes on. */
    byte[] sample(Frame frame, double x, double y, double shoulderWidth) {
        double scale = shoulderWidths * shoulderWidth / width;
        if (!(scale > 0) || scale * width > 4.0 * Math.max(frame.width(), frame.height())) {
            throw new IllegalArgumentException("shoulders are not " + shoulderWidth + " pixels wide");
        }
        int grid = Math.max(1, (int) Math.ceil(scale));
        double step = scale / grid;
        double left = x - scale * width / 2 + (step - 1) / 2;
        double top = y - scale * height * above + (step - 1) / 2;
        float[] row = new float[width];
        byte[] crop = new byte[width * height];
        for (int j = 0; j < height; j++) {
            java.util.Arrays.fill(row, 0);
            for (int b = 0; b < grid; b++) {
                add(frame, row, grid, left, top + (j * grid + b) * step, step);
            }
            for (int i = 0; i < width; i++) {
                crop[j * width + i] = (byte) Math.round(row[i] / (grid * grid));
            }
        }
        return crop;
    }

    /** Adds one line of samples to the crop's pixels. */
    private static void add(Frame frame, float[] row, int grid, double left, double y, double step) {
        int above = (int) Math.floor(y);
        float low = (float) (y - above);
        int upper = inside(above, frame.height()) * frame.width();
        int lower = inside(above + 1, frame.height()) * frame.width();
        double x = left;
        for (int i = 0; i < row.length; i++) {
            for (int a = 0; a < grid; a++, x += step) {
                int before = (int) Math.floor(x);
                float right = (float) (x - before);
                int first = inside(before, frame.width());
                int second = inside(before + 1, frame.width());
                float over = luma(frame.rgb(), upper + first) * (1 - right) + luma(frame.rgb(), upper + second) * right;
                float under =
                        luma(frame.rgb(), lower + first) * (1 - right) + luma(frame.rgb(), lower + second) * right;
                row[i] += over * (1 - low) + under * low;
            }
        }
    }

    private static int inside(int at, int size) {
        return Math.max(0, Math.min(size - 1, at));
    }

    /** ITU-R BT.601 luma. */
    private static float luma(byte[] rgb, int pixel) {
        int at = 3 * pixel;
        return 0.299f * (rgb[at] & 0xff) + 0.587f * (rgb[at + 1] & 0xff) + 0.114f * (rgb[at + 2] & 0xff);
    }
}
