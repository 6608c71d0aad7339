package formcheck.exercise;

/**
 * A bound of a rule, as the exercise file states it.
 *
 * @param value the bound that the person is told
 * @param tolerance what measuring may err by: a value is a fault only beyond it
 * @param unit of both
 */
public record Limit(double value, double tolerance, String unit) {
    public Limit {
        if (!Double.isFinite(value) || !(tolerance >= 0)) {
            throw new IllegalArgumentException("a limit is a number with a tolerance of 0 or more");
        }
    }

    /**
     * The value that still counts: the bound less, or more, what measuring may err by.
     *
     * @param atLeast whether a value should be at least the bound, rather than at most
     */
    public double edge(boolean atLeast) {
        return atLeast ? value - tolerance : value + tolerance;
    }

    /** Whether a value that should be at least the limit is surely below it. */
    public boolean undercutBy(double measured) {
        return measured < value - tolerance;
    }

    /** Whether a value that should be at most the limit is surely above it. */
    public boolean exceededBy(double measured) {
        return measured > value + tolerance;
    }
}
