package formcheck.pose;

/**
 * The grid of places at which BlazePose's detector looks for a person: for each cell of 8, 16 and 32 pixels several
 * anchors with the same middle.
 *
 * @param x middles, 0 to 1 from the left of the input
 * @param y middles, 0 to 1 from the top
 */
@SuppressWarnings("ArrayRecordComponent") // made once for a detector, compared by nobody
record Anchors(float[] x, float[] y) {

    static final int COARSEST_STRIDE = 32;

    private static final int[] STRIDES = {8, 16, COARSEST_STRIDE};
    private static final int[] PER_CELL = {2, 2, 6};

    /** The anchors of an input of {@code size x size} pixels, in the order of the network's output. */
    static Anchors forInput(int size) {
        int count = 0;
        for (int layer = 0; layer < STRIDES.length; layer++) {
            int cells = size / STRIDES[layer];
            count += cells * cells * PER_CELL[layer];
        }
        float[] x = new float[count];
        float[] y = new float[count];
        int at = 0;
        for (int layer = 0; layer < STRIDES.length; layer++) {
            int cells = size / STRIDES[layer];
            for (int cell = 0; cell < cells * cells; cell++) {
                int column = cell % cells;
                int row = cell / cells;
                for (int i = 0; i < PER_CELL[layer]; i++) {
                    x[at] = (column + 0.5f) / cells;
                    y[at] = (row + 0.5f) / cells;
                    at++;
                }
            }
        }
        return new Anchors(x, y);
    }

    int count() {
        return x.length;
    }
}
