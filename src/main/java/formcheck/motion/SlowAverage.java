package formcheck.motion;

import java.util.OptionalDouble;

/** Exponential average over time, independent of the frame rate. The first value counts fully. */
public final class SlowAverage {
    private final double timeConstant;
    private double weight;
    private double value;

    /** @param timeConstant seconds in which an old value falls to 37 % of its weight */
    public SlowAverage(double timeConstant) {
        this.timeConstant = timeConstant;
    }

    /**
     * Processes a value.
     *
     * @param dt seconds since the value before, more than 0
     * @return the average
     */
    public double update(double newValue, double dt) {
        double keep = Math.exp(-dt / timeConstant);
        // A running mean while young, so that one odd first frame does not linger.
        weight = weight * keep + (1 - keep);
        value += (newValue - value) * (1 - keep) / weight;
        return value;
    }

    /** The average; empty before the first value. */
    public OptionalDouble value() {
        return weight > 0 ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    void reset() {
        weight = 0;
        value = 0;
    }
}
