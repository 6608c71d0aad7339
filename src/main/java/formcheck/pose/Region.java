package formcheck.pose;

/**
 * A rotated square region of interest around a body: the input of the landmark model.
 *
 * @param x centre between the hips, frame pixels
 * @param y centre between the hips, frame pixels
 * @param size length of a side, pixels
 * @param rotation radians from upright, clockwise positive, in [-pi, pi)
 */
public record Region(double x, double y, double size, double rotation) {

    /** Side of the square over the diameter of the circle around the body. BlazePose was trained with this margin. */
    private static final double MARGIN = 1.25;

    /** Smallest side in which the model can find joints, pixels. */
    private static final double SMALLEST = 8;

    /** Largest side, longer sides of the frame. A larger region comes from a failed estimate. */
    private static final double LARGEST = 10;

    /**
     * Returns the region of a body given as a circle, aligned as BlazePose does.
     *
     * @param hipsX middle of the hips, centre of the circle
     * @param hipsY middle of the hips
     * @param topX point of the circle in the direction of the head
     * @param topY point of the circle
     */
    public static Region around(double hipsX, double hipsY, double topX, double topY) {
        double turn = Math.PI / 2 - Math.atan2(hipsY - topY, topX - hipsX);
        return new Region(
                hipsX,
                hipsY,
                MARGIN * 2 * Math.hypot(topX - hipsX, topY - hipsY),
                turn - 2 * Math.PI * Math.floor((turn + Math.PI) / (2 * Math.PI)));
    }

    /** Returns the smallest upright square around a whole frame, centred: the input of the detector. */
    public static Region letterbox(int width, int height) {
        return new Region(width / 2.0, height / 2.0, Math.max(width, height), 0);
    }

    /** Returns the diameter of the circle around the body, pixels, without the margin. */
    public double bodySize() {
        return size / MARGIN;
    }

    /** Returns whether a person can be in this region of a frame of this size. */
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

    /** Returns the frame x of a point given relative to the centre, along the axes of the square, pixels. */
    double imageX(double alongX, double alongY) {
        return x + turnedX(alongX, alongY);
    }

    double imageY(double alongX, double alongY) {
        return y + turnedY(alongX, alongY);
    }

    /** Returns the frame x component of a vector along the axes of the square. */
    double turnedX(double alongX, double alongY) {
        return Math.cos(rotation) * alongX - Math.sin(rotation) * alongY;
    }

    double turnedY(double alongX, double alongY) {
        return Math.sin(rotation) * alongX + Math.cos(rotation) * alongY;
    }
}
