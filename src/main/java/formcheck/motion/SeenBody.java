package formcheck.motion;

import formcheck.pose.Keypoint;

/**
 * The smoothed body of one frame in its view, and how far a point of it is to be believed.
 *
 * @param down the trunk's axis, unit vector from neck to hips, which many measures ask for
 * @param width of the frame, pixels
 * @param height of the frame, pixels
 */
record SeenBody(Body body, View view, Vector down, int width, int height) {
    /** Visibility below which a joint carries no verdict. */
    private static final double VISIBLE = 0.35;

    /** How far outside the image a joint is still followed, in shoulder widths. */
    private static final double FOLLOWED_OUTSIDE = 1.2;

    /** How far outside it is still judged: the model's own error there. */
    static final double JUDGED_OUTSIDE = 0.15;

    SeenBody(Body body, View view, int width, int height) {
        this(body, view, new Vector(view.downX(), view.downY()), width, height);
    }

    /** Direction away from the trunk: the person's left is on the image's right, for it is not mirrored. */
    static int outwards(Side side) {
        return side == Side.LEFT ? 1 : -1;
    }

    Observation observation(double value, Keypoint a, Keypoint b) {
        double outside = Math.max(outside(a), outside(b)) / view.unit();
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

    /** How far a point lies outside the image, pixels; 0 inside. */
    double outside(Keypoint point) {
        double x = Math.max(0, Math.max(-point.x(), point.x() - width));
        double y = Math.max(0, Math.max(-point.y(), point.y() - height));
        return Math.sqrt(x * x + y * y);
    }

    static double confidence(Keypoint point) {
        return point.visibility().orElse(1);
    }
}
