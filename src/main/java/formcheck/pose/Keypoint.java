package formcheck.pose;

import java.util.OptionalDouble;

/**
 * A keypoint in a frame. It may lie outside, because the model extrapolates.
 *
 * @param x pixels from the left edge of the frame
 * @param y pixels from the top edge of the frame, downwards
 * @param visibility probability that the joint is in view and not hidden, 0 to 1; empty if unknown
 * @param presence probability that the joint is inside the image, 0 to 1; empty if unknown
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

    /** Returns the distance to another keypoint, pixels. */
    public double distanceTo(Keypoint other) {
        double across = x - other.x;
        double down = y - other.y;
        return Math.sqrt(across * across + down * down); // many times faster than Math.hypot; pixels cannot overflow
    }
}
