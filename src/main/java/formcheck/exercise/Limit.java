package formcheck.exercise;

/**
 * A bound of a rule, as the exercise file defines it.
 *
 * @param value bound that the person sees
 * @param tolerance error of measurement: a value is a fault only beyond it
 * @param unit of both
 */
public record Limit(double value, double tolerance, String unit) {
    public Limit {
        if (!Double.isFinite(value) || !(tolerance >= 0)) {
            throw new IllegalArgumentException("a limit is a number with a tolerance of 0 or more");
        }
    }

    /**
     * The last value that counts as kept: the bound less, or plus, the tolerance.
     *
     * @param atLeast whether a value should be at least the bound, rather than at most
     */
    public double edge(boolean atLeast) {
        return atLeast ? value - tolerance : value + tolerance;
    }

    /** Whether a value that should be at least the bound is below it by more than the tolerance. */
    public boolean undercutBy(double measured) {
        return measured < value - tolerance;
    }

    /** Whether a value that should be at most the bound is above it by more than the tolerance. */
    public boolean exceededBy(double measured) {
        return measured > value + tolerance;
    }
}
