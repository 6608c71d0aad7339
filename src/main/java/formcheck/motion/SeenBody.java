package formcheck.motion;

import formcheck.pose.Keypoint;

/**
 * The smoothed body of one frame in its view, and how far a point of it can be trusted.
 *
 * @param down the trunk's axis, unit vector from neck to hips; kept, because many measures use it
 * @param width of the frame, pixels
 * @param height of the frame, pixels
 */
record SeenBody(Body body, BodyOrientation orientation, Vector down, int width, int height) {
    /** Least visibility of a joint that can be assessed. Chosen, no data. */
    private static final double VISIBLE = 0.35;

    /** How far outside the image a joint is followed, shoulder widths. Chosen, no data. */
    private static final double FOLLOWED_OUTSIDE = 1.2;

    /** How far outside the image a joint is assessed, shoulder widths: the model's own error there. */
    static final double JUDGED_OUTSIDE = 0.15;

    SeenBody(Body body, BodyOrientation orientation, int width, int height) {
        this(body, orientation, new Vector(orientation.downX(), orientation.downY()), width, height);
    }

    /** Direction away from the trunk. The person's left is on the image's right, because frames are not mirrored. */
    static int outwards(Side side) {
        return side == Side.LEFT ? 1 : -1;
    }

    /** The value of a measure of two joints, as far as both can be trusted. */
    Observation observation(double value, Keypoint a, Keypoint b) {
        double outside = Math.max(outside(a), outside(b)) / orientation.unit();
        if (outside > FOLLOWED_OUTSIDE) {
            return new Observation.Unseen(Reason.ELBOWS_OUTSIDE);
        }
        if (outside > JUDGED_OUTSIDE) {
            return new Observation.Guessed(value, Reason.ELBOWS_OUTSIDE);
        }
        double confidence = Math.min(confidence(a), confidence(b));
        return confidence < VISIBLE
                ? new Observation.Guessed(value, Reason.ELBOWS_HIDDEN)
                : new Observation.Seen(value, confidence);
    }

    /** Distance of a point from the image, pixels; 0 inside. */
    double outside(Keypoint point) {
        double x = Math.max(0, Math.max(-point.x(), point.x() - width));
        double y = Math.max(0, Math.max(-point.y(), point.y() - height));
        return Math.sqrt(x * x + y * y);
    }

    /** Visibility of a point, 0 to 1; 1 if unknown. */
    static double confidence(Keypoint point) {
        return point.visibility().orElse(1);
    }
}
