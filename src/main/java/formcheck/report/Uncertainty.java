package formcheck.report;

/** Measurement errors on the rendered samples (src/site/markdown/measurements.md). Reports show them beside every value as ±. */
public final class Uncertainty {
    /** Elevation of one arm, degrees: root mean square over all samples, 3.5 to 3.9, rounded up. */
    public static final double ELEVATION = 4;

    /** Difference of two elevations, degrees: the range of motion, left against right. Two independent errors. */
    public static final double DIFFERENCE = Math.ceil(ELEVATION * Math.sqrt(2));

    /** Duration of the lowering and of the top hold, seconds: the worst of the validation part, 0.18 (mean 0.05), rounded up. */
    public static final double SECONDS = 0.2;

    /**
     * Difference between left and right that one camera may measure where there is none, degrees
     * (src/site/markdown/measurements.md).
     */
    static final double FALSE_ASYMMETRY = 10;

    private Uncertainty() {}

    /** Returns the error of a value in a unit; 0 where none was measured. */
    static double of(String unit, boolean difference) {
        return switch (unit) {
            case "degrees" -> difference ? DIFFERENCE : ELEVATION;
            case "s" -> SECONDS;
            default -> 0;
        };
    }
}
