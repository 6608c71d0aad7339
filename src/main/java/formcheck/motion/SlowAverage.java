package formcheck.motion;

import java.util.OptionalDouble;

/** Exponential average over time, not over frames: the same for any frame rate. Its first value counts fully. */
final class SlowAverage {
    private final double timeConstant;
    private double weight;
    private double value;

    /** @param timeConstant seconds in which an old value falls to 37 % of its weight */
    SlowAverage(double timeConstant) {
        this.timeConstant = timeConstant;
    }

    double update(double newValue, double dt) {
        double keep = Math.exp(-dt / timeConstant);
        // A running mean while young, so that one odd first frame does not linger.
        weight = weight * keep + (1 - keep);
        value += (newValue - value) * (1 - keep) / weight;
        return value;
    }

    OptionalDouble value() {
        return weight > 0 ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    void reset() {
        weight = 0;
        value = 0;
    }
}
