package formcheck.pose;

/**
 * A detected person, frame pixels.
 *
 * @param score probability of the detection, 0 to 1
 * @param left edge of the box around the head
 * @param top edge of that box
 * @param right edge of that box
 * @param bottom edge of that box
 * @param hipsX middle between the hips
 * @param hipsY middle between the hips
 * @param topX point of a circle around the body, above the hips
 * @param topY point of a circle around the body
 */
public record Detection(
        double score,
        double left,
        double top,
        double right,
        double bottom,
        double hipsX,
        double hipsY,
        double topX,
        double topY) {

    /** Returns the region of interest for the landmark model. */
    public Region region() {
        return Region.around(hipsX, hipsY, topX, topY);
    }

    /** Returns the diameter of the circle around the body, pixels. */
    public double bodySize() {
        return 2 * Math.hypot(topX - hipsX, topY - hipsY);
    }

    /** Returns intersection over union of the two boxes, 0 to 1. */
    double overlap(Detection other) {
        double width = Math.min(right, other.right) - Math.max(left, other.left);
        double height = Math.min(bottom, other.bottom) - Math.max(top, other.top);
        if (width <= 0 || height <= 0) {
            return 0;
        }
        double shared = width * height;
        return shared / (area() + other.area() - shared);
    }

    private double area() {
        return (right - left) * (bottom - top);
    }
}
