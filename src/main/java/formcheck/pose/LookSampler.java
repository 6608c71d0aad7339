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
        Taps columns = Taps.of(x - scale * width / 2 + (step - 1) / 2, step, grid, width, frame.width());
        Taps rows = Taps.of(y - scale * height * above + (step - 1) / 2, step, grid, height, frame.height());
        Luma luma = new Luma(frame, columns, rows.each());
        byte[] crop = new byte[width * height];
        float[] line = new float[luma.count];
        for (int j = 0; j < height; j++) {
            Arrays.fill(line, 0);
            for (int tap = 0; tap < rows.each(); tap++) {
                add(luma.row(rows.first()[j] + tap), rows.weights()[j * rows.each() + tap], line);
            }
            for (int i = 0; i < width; i++) {
                crop[j * width + i] = (byte) Math.round(columns.sum(line, i, luma.from) / Luma.WHOLE);
            }
        }
        return crop;
    }

    private static void add(float[] row, float weight, float[] line) {
        for (int i = 0; i < line.length; i++) {
            line[i] += weight * row[i];
        }
    }

    /**
     * Along one side of the picture: from which of its pixels each pixel of the crop is made, and with what weights. The bilinear
     * samples of a crop's pixel lie so close together that they share their neighbours, so that one more pixel than samples is all
     * that counts.
     *
     * @param each how many pixels, the same for all
     * @param first the first of them, for each pixel of the crop
     * @param weights of all, for each pixel of the crop; together they are 1
     */
    @SuppressWarnings("ArrayRecordComponent") // the sampler's own
    private record Taps(int each, int[] first, float[] weights) {

        /**
         * @param start where the first sample lies
         * @param step from one sample to the next, pixels, at most 1
         * @param grid samples of a crop's pixel
         * @param length of the crop's side
         * @param size of the picture's side
         */
        static Taps of(double start, double step, int grid, int length, int size) {
            int each = Math.min(size, grid + 1);
            int[] first = new int[length];
            float[] weights = new float[length * each];
            for (int i = 0; i < length; i++) {
                double from = start + i * grid * step;
                int nearest = (int) Math.floor(from);
                first[i] = Math.min(inside(nearest, size), size - each);
                for (int k = 0; k < grid; k++) {
                    double at = from + k * step;
                    int before = Math.min((int) Math.floor(at), nearest + k); // rounding may take it a pixel farther
                    double part = at - before;
                    weights[i * each + inside(before, size) - first[i]] += (float) ((1 - part) / grid);
                    weights[i * each + inside(before + 1, size) - first[i]] += (float) (part / grid);
                }
            }
            return new Taps(each, first, weights);
        }

        /** One pixel of the crop, from a line that begins at one of the picture's columns. */
        float sum(float[] line, int pixel, int from) {
            float sum = 0;
            for (int tap = 0, at = first[pixel] - from, weight = pixel * each; tap < each; tap++) {
                sum += weights[weight++] * line[at++];
            }
            return sum;
        }
    }

    /** The luma (ITU-R BT.601) of those columns of a frame that are looked at; the rows that were used last are kept. */
    private static final class Luma {
        /** What a row's numbers are divided by to be luma. */
        static final float WHOLE = 1000;

        private final Frame frame;
        private final int from;
        private final int count;
        private final float[][] rows;
        private final int[] kept;

        Luma(Frame frame, Taps columns, int rowsAtOnce) {
            this.frame = frame;
            this.from = columns.first()[0];
            this.count = columns.first()[columns.first().length - 1] + columns.each() - from;
            this.rows = new float[rowsAtOnce][count];
            this.kept = new int[rowsAtOnce];
            Arrays.fill(kept, -1);
        }

        float[] row(int y) {
            int place = y % rows.length; // those used at once lie together, and never share one
            float[] row = rows[place];
            if (kept[place] != y) {
                kept[place] = y;
                byte[] rgb = frame.rgb();
                for (int i = 0, at = 3 * (y * frame.width() + from); i < row.length; i++, at += 3) {
                    row[i] = 299 * (rgb[at] & 0xff) + 587 * (rgb[at + 1] & 0xff) + 114 * (rgb[at + 2] & 0xff);
                }
            }
            return row;
        }
    }

    private static int inside(int at, int size) {
        return Math.max(0, Math.min(size - 1, at));
    }
}
