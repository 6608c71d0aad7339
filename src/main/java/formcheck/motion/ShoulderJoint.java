package formcheck.motion;

/**
 * Offset of the shoulder joint from the landmark that BlazePose calls the shoulder. The landmark lies on top of the shoulder and
 * a little outside, and slides towards the joint as the arm is raised. Uncorrected, a hanging arm reads 5 degrees too low, one at
 * 45 degrees 7, a horizontal one 2, and one far overhead 3 too high.
 *
 * <p>The landmark also lies in front of the joint: on a turned body it appears beside it, outside on the far shoulder.
 *
 * <p>Medians over 32 rendered bodies with true joints, seen from up to 25 degrees aside, in lengths of the upper arm. On broad
 * shoulders the landmark is nearer to the joint: half of the difference between bodies follows from that.
 */
final class ShoulderJoint {
    /** Elevations of the offsets, degrees; linear between two of them. */
    private static final double[] ELEVATION = {0, 30, 60, 90, 105, 130, 150};

    private static final double[] BELOW = {0.103, 0.094, 0.060, 0.048, 0.037, 0.006, 0.0};
    private static final double[] INSIDE = {0.020, 0.030, 0.038, 0.045, 0.044, 0.022, 0.022};

    /** How far the landmark lies in front of the joint, lengths of the upper arm. */
    private static final double BEFORE = 0.175;

    /** Shoulder width over eye distance: the bodies' median, and the bounds of what was measured. */
    static final double USUAL_BREADTH = 4.96;

    private static final double NARROW = 4.4;
    private static final double BROAD = 5.7;

    /** How much nearer the landmark is for each eye distance of broader shoulders, lengths of the upper arm. */
    private static final double[] BELOW_BY_BREADTH = {0.07, 0.07, 0.055, 0.025, 0.02, 0.02, 0.02};

    private static final double[] INSIDE_BY_BREADTH = {0.045, 0.045, 0.02, 0, 0, 0, 0};

    private ShoulderJoint() {}

    /**
     * How far the joint lies below the landmark, along the trunk, lengths of the upper arm.
     *
     * @param elevation degrees
     * @param breadth shoulder width over eye distance
     */
    static double below(double elevation, double breadth) {
        return at(elevation, BELOW) - broader(breadth) * at(elevation, BELOW_BY_BREADTH);
    }

    /**
     * How far the joint appears nearer to the trunk's middle, lengths of the upper arm.
     *
     * @param elevation degrees
     * @param breadth shoulder width over eye distance
     * @param turn of the body, degrees, positive if this shoulder is the farther one
     */
    static double inside(double elevation, double breadth, double turn) {
        return at(elevation, INSIDE)
                - broader(breadth) * at(elevation, INSIDE_BY_BREADTH)
                + BEFORE * Math.sin(Math.toRadians(turn));
    }

    private static double broader(double breadth) {
        return Math.max(NARROW, Math.min(BROAD, breadth)) - USUAL_BREADTH;
    }

    private static double at(double elevation, double[] values) {
        for (int i = 1; i < ELEVATION.length; i++) {
            if (elevation < ELEVATION[i]) {
                double share = Math.max(0, elevation - ELEVATION[i - 1]) / (ELEVATION[i] - ELEVATION[i - 1]);
                return values[i - 1] + share * (values[i] - values[i - 1]);
            }
        }
        return values[values.length - 1];
    }
}
