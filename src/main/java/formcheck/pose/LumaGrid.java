package formcheck.pose;

import formcheck.capture.Frame;

/**
 * Luma of an image on a grid of 64 x 48 cells, 0 (black) to 255, ITU-R BT.601. Enough to find black bars and to compare
 * two frames.
 */
public final class LumaGrid {
    private static final int COLUMNS = 64;
    private static final int ROWS = 48;

    /**
     * Largest luma and largest range of a black bar. Encoders vary black by a few steps; a dark corner of a camera
     * image has noise.
     */
    private static final int BLACK = 24;

    private static final int FLAT = 6;

    /** Smallest part of the image inside black bars, share of its area. A smaller one shows nobody well enough. */
    private static final double SMALLEST_WINDOW = 1.0 / 32;

    private final byte[] lumas;

    private LumaGrid(byte[] lumas) {
        this.lumas = lumas;
    }

    public static LumaGrid of(Frame frame) {
        byte[] rgb = frame.rgb();
        byte[] lumas = new byte[COLUMNS * ROWS];
        for (int row = 0; row < ROWS; row++) {
            int line = (2 * row + 1) * frame.height() / (2 * ROWS) * frame.width();
            for (int column = 0; column < COLUMNS; column++) {
                int i = 3 * (line + (2 * column + 1) * frame.width() / (2 * COLUMNS));
                int luma = 299 * (rgb[i] & 0xff) + 587 * (rgb[i + 1] & 0xff) + 114 * (rgb[i + 2] & 0xff);
                lumas[row * COLUMNS + column] = (byte) (luma / 1000);
            }
        }
        return new LumaGrid(lumas);
    }

    /** Returns the mean luma without black bars at the edges; of the whole image if only bars are left. */
    double brightness() {
        int top = 0;
        int bottom = ROWS;
        int left = 0;
        int right = COLUMNS;
        while (top < bottom && isBar(top, top + 1, left, right)) {
            top++;
        }
        while (bottom > top && isBar(bottom - 1, bottom, left, right)) {
            bottom--;
        }
        while (left < right && isBar(top, bottom, left, left + 1)) {
            left++;
        }
        while (right > left && isBar(top, bottom, right - 1, right)) {
            right--;
        }
        boolean window = (bottom - top) * (right - left) >= SMALLEST_WINDOW * ROWS * COLUMNS;
        return window ? mean(top, bottom, left, right) : mean(0, ROWS, 0, COLUMNS);
    }

    /**
     * Returns the mean luma of a part of the image; 0 if it is outside.
     *
     * @param left edge, share of the width
     * @param top edge, share of the height
     * @param right edge, share of the width
     * @param bottom edge, share of the height
     */
    double brightness(double left, double top, double right, double bottom) {
        int fromColumn = cell(left, COLUMNS);
        int fromRow = cell(top, ROWS);
        int toColumn = Math.min(COLUMNS, Math.max(fromColumn + 1, cell(right, COLUMNS)));
        int toRow = Math.min(ROWS, Math.max(fromRow + 1, cell(bottom, ROWS)));
        return fromColumn >= COLUMNS || fromRow >= ROWS ? 0 : mean(fromRow, toRow, fromColumn, toColumn);
    }

    private static int cell(double share, int cells) {
        return (int) Math.round(Math.max(0, Math.min(1, share)) * cells);
    }

    /** Returns the mean absolute difference from another image, steps of luma. */
    public double difference(LumaGrid other) {
        long sum = 0;
        for (int i = 0; i < lumas.length; i++) {
            sum += Math.abs((lumas[i] & 0xff) - (other.lumas[i] & 0xff));
        }
        return (double) sum / lumas.length;
    }

    private boolean isBar(int fromRow, int toRow, int fromColumn, int toColumn) {
        int least = 255;
        int most = 0;
        for (int row = fromRow; row < toRow; row++) {
            for (int column = fromColumn; column < toColumn; column++) {
                int luma = lumas[row * COLUMNS + column] & 0xff;
                least = Math.min(least, luma);
                most = Math.max(most, luma);
            }
        }
        return most <= BLACK && most - least <= FLAT;
    }

    private double mean(int fromRow, int toRow, int fromColumn, int toColumn) {
        long sum = 0;
        for (int row = fromRow; row < toRow; row++) {
            for (int column = fromColumn; column < toColumn; column++) {
                sum += lumas[row * COLUMNS + column] & 0xff;
            }
        }
        return (double) sum / ((toRow - fromRow) * (toColumn - fromColumn));
    }
}
