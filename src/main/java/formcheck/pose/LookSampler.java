package formcheck.pose;

import formcheck.capture.Frame;
import java.util.Arrays;

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
        Columns columns = new Columns(frame.width(), left, step, width * grid);
        Luma luma = new Luma(frame, columns.from, columns.count);
        float[] line = new float[columns.count];
        byte[] crop = new byte[width * height];
        float[] row = new float[width];
        for (int j = 0; j < height; j++) {
            Arrays.fill(row, 0);
            for (int b = 0; b < grid; b++) {
                luma.between(top + (j * grid + b) * step, line);
                columns.add(line, row, grid);
            }
            for (int i = 0; i < width; i++) {
                crop[j * width + i] = (byte) Math.round(row[i] / (grid * grid));
            }
        }
        return crop;
    }

    /** Where the samples of a line lie, the same for every line: between two of the frame's columns each. */
    private static final class Columns {
        private final int from;
        private final int count;
        private final int[] first;
        private final int[] second;
        private final float[] part;

        Columns(int frameWidth, double left, double step, int samples) {
            first = new int[samples];
            second = new int[samples];
            part = new float[samples];
            from = inside((int) Math.floor(left), frameWidth);
            for (int k = 0; k < samples; k++) {
                double x = left + k * step;
                int before = (int) Math.floor(x);
                first[k] = inside(before, frameWidth) - from;
                second[k] = inside(before + 1, frameWidth) - from;
                part[k] = (float) (x - before);
            }
            count = second[samples - 1] + 1;
        }

        void add(float[] line, float[] row, int grid) {
            for (int i = 0, k = 0; i < row.length; i++) {
                float sum = 0;
                for (int a = 0; a < grid; a++, k++) {
                    sum += line[first[k]] * (1 - part[k]) + line[second[k]] * part[k];
                }
                row[i] += sum;
            }
        }
    }

    /** The luma (ITU-R BT.601) of those columns of a frame that are looked at; the rows that were used last are kept. */
    private static final class Luma {
        private final Frame frame;
        private final int from;
        private final float[][] rows;
        private final int[] kept = {-1, -1};

        Luma(Frame frame, int from, int count) {
            this.frame = frame;
            this.from = from;
            this.rows = new float[2][count];
        }

        /** A line between two rows. */
        void between(double y, float[] line) {
            int above = (int) Math.floor(y);
            float low = (float) (y - above);
            float[] upper = row(inside(above, frame.height()));
            float[] lower = row(inside(above + 1, frame.height()));
            for (int i = 0; i < line.length; i++) {
                line[i] = upper[i] * (1 - low) + lower[i] * low;
            }
        }

        private float[] row(int y) {
            int place = y & 1; // two rows that lie together never share one
            float[] row = rows[place];
            if (kept[place] != y) {
                kept[place] = y;
                byte[] rgb = frame.rgb();
                for (int i = 0, at = 3 * (y * frame.width() + from); i < row.length; i++, at += 3) {
                    row[i] = 0.299f * (rgb[at] & 0xff) + 0.587f * (rgb[at + 1] & 0xff) + 0.114f * (rgb[at + 2] & 0xff);
                }
            }
            return row;
        }
    }

    private static int inside(int at, int size) {
        return Math.max(0, Math.min(size - 1, at));
    }
}
