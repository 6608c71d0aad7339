package formcheck.motion.posture;

import java.util.List;

/**
 * The cues over elevation in one of the person's own raises: a parabola for each cue, by ridge regression. Elevations are those
 * of {@link PostureCues#ELEVATION}, 1 for 90 degrees.
 */
final class RaiseCurve {
    private static final double CENTRE = 1.2;

    /** Ridge penalty of slope and bend, which limits what a short raise says about them. */
    private static final double STIFFNESS = 0.02;

    /** How far beyond the calibrated elevations a curve is evaluated. */
    private static final double MARGIN = 0.1;

    private static final int TERMS = 3;

    private final double low;
    private final double high;
    private final double[][] coefficients;

    /** @param frames cues of the raise's frames, at least one */
    RaiseCurve(List<double[]> frames) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        double[][] squares = new double[TERMS][TERMS];
        double[][] right = new double[TERMS][PostureCues.COUNT];
        for (double[] frame : frames) {
            double elevation = frame[PostureCues.ELEVATION];
            least = Math.min(least, elevation);
            most = Math.max(most, elevation);
            double[] powers = powers(elevation);
            for (int i = 0; i < TERMS; i++) {
                for (int j = 0; j < TERMS; j++) {
                    squares[i][j] += powers[i] * powers[j];
                }
                for (int k = 0; k < PostureCues.COUNT; k++) {
                    right[i][k] += powers[i] * frame[k];
                }
            }
        }
        squares[1][1] += STIFFNESS;
        squares[2][2] += STIFFNESS;
        low = least - MARGIN;
        high = most + MARGIN;
        coefficients = solve(squares, right);
    }

    /** The value of a cue in that raise at an elevation. */
    double at(double elevation, int cue) {
        double[] powers = powers(Math.max(low, Math.min(high, elevation)));
        return powers[0] * coefficients[0][cue] + powers[1] * coefficients[1][cue] + powers[2] * coefficients[2][cue];
    }

    private static double[] powers(double elevation) {
        double x = elevation - CENTRE;
        return new double[] {1, x, x * x};
    }

    /** Gaussian elimination without pivoting; the matrix is symmetric and positive definite. */
    private static double[][] solve(double[][] matrix, double[][] right) {
        for (int i = 0; i < TERMS; i++) {
            for (int j = i + 1; j < TERMS; j++) {
                double share = matrix[j][i] / matrix[i][i];
                for (int k = i; k < TERMS; k++) {
                    matrix[j][k] -= share * matrix[i][k];
                }
                for (int k = 0; k < right[j].length; k++) {
                    right[j][k] -= share * right[i][k];
                }
            }
        }
        for (int i = TERMS - 1; i >= 0; i--) {
            for (int k = 0; k < right[i].length; k++) {
                double sum = right[i][k];
                for (int j = i + 1; j < TERMS; j++) {
                    sum -= matrix[i][j] * right[j][k];
                }
                right[i][k] = sum / matrix[i][i];
            }
        }
        return right;
    }
}
