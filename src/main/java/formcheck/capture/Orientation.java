package formcheck.capture;

/**
 * One of the eight ways a stored picture can lie: transposed along its main diagonal first, then flipped.
 *
 * @param transposed rows become columns
 * @param flippedX left becomes right, after transposing
 * @param flippedY top becomes bottom, after transposing
 */
record Orientation(boolean transposed, boolean flippedX, boolean flippedY) {

    static final Orientation UPRIGHT = new Orientation(false, false, false);

    /**
     * The nearest of the eight to a display matrix of FFmpeg: nine numbers {@code a b u, c d v, x y w}, where the stored
     * point (p, q) is shown at (a p + c q, b p + d q). A matrix that maps the picture onto a line is ignored.
     */
    static Orientation of(int[] matrix) {
        long a = matrix[0];
        long b = matrix[1];
        long c = matrix[3];
        long d = matrix[4];
        if (Math.abs(a * (double) d - b * (double) c) < 1) {
            return UPRIGHT;
        }
        boolean transposed = Math.abs(b) + Math.abs(c) > Math.abs(a) + Math.abs(d);
        return transposed ? new Orientation(true, c < 0, b < 0) : new Orientation(false, a < 0, d < 0);
    }

    /** The libavfilter chain that turns a stored picture upright; empty if it lies so already. */
    String filter() {
        if (transposed) {
            return "transpose=" + (flippedX ? flippedY ? "clock_flip" : "clock" : flippedY ? "cclock" : "cclock_flip");
        }
        return flippedX ? flippedY ? "hflip,vflip" : "hflip" : flippedY ? "vflip" : "";
    }
}
