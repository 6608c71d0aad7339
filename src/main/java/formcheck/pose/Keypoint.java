package formcheck.pose;

import java.util.OptionalDouble;

/**
 * Where a joint is in the picture. It may lie outside: the model extrapolates.
 *
 * @param x pixels of the source frame from its left edge
 * @param y pixels of the source frame from its top edge, downwards
 * @param visibility probability that the joint is in view and not hidden, 0 to 1; empty if not known
 * @param presence probability that the joint is inside the picture, 0 to 1; empty if not known
 */
public record Keypoint(double x, double y, OptionalDouble visibility, OptionalDouble presence) {

    public Keypoint {
        if (!Double.isFinite(x) || !Double.isFinite(y)) {
            throw new IllegalArgumentException("an unseen joint is absent, not at " + x + ", " + y);
        }
    }

    public Keypoint(double x, double y) {
        this(x, y, OptionalDouble.empty(), OptionalDouble.empty());
    }

    /** Distance to another key point, in pixels. */
    public double distanceTo(Keypoint other) {
        double across = x - other.x;
        double down = y - other.y;
        return Math.sqrt(
                across * across + down * down); // many times faster than Math.hypot, and pixels do not overflow
    }
}
