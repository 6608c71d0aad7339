package formcheck.pose;

/**
 * A person as the detector sees one, in pixels of the picture.
 *
 * @param score the detector's probability, 0 to 1
 * @param left of the box around the head
 * @param top of it
 * @param right of it
 * @param bottom of it
 * @param hipsX middle between the hips
 * @param hipsY as {@code hipsX}
 * @param topX a point straight above the hips, as far from them as the body reaches
 * @param topY as {@code topX}
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

    /** Where the landmark model shall look for this person. */
    public Region region() {
        return Region.around(hipsX, hipsY, topX, topY);
    }

    /** Diameter of a circle around the body, pixels. */
    public double bodySize() {
        return 2 * Math.hypot(topX - hipsX, topY - hipsY);
    }

    /** Shared area of the two boxes over their joint area, 0 to 1. */
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
