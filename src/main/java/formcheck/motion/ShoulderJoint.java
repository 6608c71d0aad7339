package formcheck.motion;

/**
 * Where the shoulder joint lies, given the point that BlazePose calls the shoulder. That point lies on top of the shoulder
 * and a little outside, and slides towards the joint as the arm is raised. Left as it is, a hanging arm reads 5 degrees
 * too low, one at 45 degrees 7, a horizontal one 2, and one far overhead 3 too high.
 *
 * <p>Medians over 32 rendered bodies with true joints, frontal within 20 degrees, in lengths of the upper arm. Bodies
 * differ by 2 to 4 degrees around them.
 */
final class ShoulderJoint {
    /** Elevations at which the offsets are known, degrees; between two of them the straight line. */
    private static final double[] ELEVATION = {0, 30, 60, 90, 105, 130, 150};

    private static final double[] BELOW = {0.103, 0.094, 0.060, 0.048, 0.037, 0.006, 0.0};
    private static final double[] INSIDE = {0.020, 0.030, 0.038, 0.045, 0.044, 0.022, 0.022};

    private ShoulderJoint() {}

    /** How far the joint lies below the point, along the trunk, in lengths of the upper arm. */
    static double below(double elevation) {
        return at(elevation, BELOW);
    }

    /** How far the joint lies nearer to the trunk's middle, in lengths of the upper arm. */
    static double inside(double elevation) {
        return at(elevation, INSIDE);
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
