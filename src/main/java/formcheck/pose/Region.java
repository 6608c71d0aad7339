package formcheck.pose;

/**
 * A turned square of the picture around a body: where the landmark model looks.
 *
 * @param x of the middle (between the hips), pixels
 * @param y as {@code x}
 * @param size length of a side, pixels
 * @param rotation radians from upright, clockwise on the screen positive, in [-pi, pi)
 */
public record Region(double x, double y, double size, double rotation) {

    /** The square's side over the diameter of the circle around the body: BlazePose was trained with this margin. */
    private static final double MARGIN = 1.25;

    /** A region smaller than this holds no person that the model could read, in pixels. */
    private static final double SMALLEST = 8;

    /** A region of more than this many pictures' length comes from a model that lost itself. */
    private static final double LARGEST = 10;

    /**
     * The region of a body given as a circle, BlazePose's way of aligning it.
     *
     * @param hipsX middle of the hips, the circle's centre
     * @param topX a point of the circle in the direction of the head
     */
    public static Region around(double hipsX, double hipsY, double topX, double topY) {
        double turn = Math.PI / 2 - Math.atan2(hipsY - topY, topX - hipsX);
        return new Region(
                hipsX,
                hipsY,
                MARGIN * 2 * Math.hypot(topX - hipsX, topY - hipsY),
                turn - 2 * Math.PI * Math.floor((turn + Math.PI) / (2 * Math.PI)));
    }

    /** The smallest upright square around a whole picture, centred: what the detector looks at. */
    public static Region letterbox(int width, int height) {
        return new Region(width / 2.0, height / 2.0, Math.max(width, height), 0);
    }

    /** Diameter of the body's circle, pixels: the size without the margin. */
    public double bodySize() {
        return size / MARGIN;
    }

    /** Whether a person can be where this region is, in an image of this size. */
    public boolean isPlausibleIn(int width, int height) {
        double reach = size * Math.sqrt(0.5);
        return Double.isFinite(x + y + size + rotation)
                && size >= SMALLEST
                && size <= LARGEST * Math.max(width, height)
                && x > -reach
                && x < width + reach
                && y > -reach
                && y < height + reach;
    }

    /** Picture x of a place in the square, both counted from its middle in the square's own directions, pixels. */
    double imageX(double alongX, double alongY) {
        return x + turnedX(alongX, alongY);
    }

    double imageY(double alongX, double alongY) {
        return y + turnedY(alongX, alongY);
    }

    /** A direction of the square as the picture's x direction. */
    double turnedX(double alongX, double alongY) {
        return Math.cos(rotation) * alongX - Math.sin(rotation) * alongY;
    }

    double turnedY(double alongX, double alongY) {
        return Math.sin(rotation) * alongX + Math.cos(rotation) * alongY;
    }
}
