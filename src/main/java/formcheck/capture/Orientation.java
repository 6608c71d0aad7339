package formcheck.capture;

/**
 * One of the eight orientations of a stored image: transposed along its main diagonal first, then flipped.
 *
 * @param transposed whether rows become columns
 * @param flippedX whether left and right are exchanged after transposing
 * @param flippedY whether top and bottom are exchanged after transposing
 */
record Orientation(boolean transposed, boolean flippedX, boolean flippedY) {

    static final Orientation UPRIGHT = new Orientation(false, false, false);

    /**
     * Returns the orientation nearest to a display matrix of FFmpeg: nine numbers {@code a b u, c d v, x y w}. It
     * shows the stored point (p, q) at (a p + c q, b p + d q). Ignores a singular matrix.
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

    /** Returns the libavfilter chain that turns a stored image upright; empty if it is upright. */
    String filter() {
        if (transposed) {
            return "transpose=" + (flippedX ? flippedY ? "clock_flip" : "clock" : flippedY ? "cclock" : "cclock_flip");
        }
        return flippedX ? flippedY ? "hflip,vflip" : "hflip" : flippedY ? "vflip" : "";
    }
}
