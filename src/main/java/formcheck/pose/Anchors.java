package formcheck.pose;

/**
 * Grid of anchors of BlazePose's detector: for each cell of 8, 16 and 32 pixels several anchors with the same centre.
 * Source: MediaPipe, SsdAnchorsCalculator.
 *
 * @param x centres, 0 to 1 from the left of the input
 * @param y centres, 0 to 1 from the top of the input
 */
@SuppressWarnings("ArrayRecordComponent") // made once, never compared
record Anchors(float[] x, float[] y) {

    static final int COARSEST_STRIDE = 32;

    private static final int[] STRIDES = {8, 16, COARSEST_STRIDE};
    private static final int[] PER_CELL = {2, 2, 6};

    /** Returns the anchors of an input of {@code size x size} pixels, in the order of the network output. */
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
