package formcheck.evaluation;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.apache.commons.statistics.descriptive.Median;

/** Differences, measured minus true. Every figure is empty while there is none. */
public final class Differences {
    private double[] values = new double[64];
    private int size;

    void add(double difference) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = difference;
    }

    void addAll(Differences other) {
        for (int i = 0; i < other.size; i++) {
            add(other.values[i]);
        }
    }

    public int samples() {
        return size;
    }

    /** Mean difference. */
    public OptionalDouble bias() {
        return Arrays.stream(values, 0, size).average();
    }

    /** Mean size of the difference. */
    public OptionalDouble meanAbsolute() {
        return Arrays.stream(values, 0, size).map(Math::abs).average();
    }

    /** Largest size of the difference. */
    public OptionalDouble worst() {
        return Arrays.stream(values, 0, size).map(Math::abs).max();
    }

    /** Root of the mean square difference. */
    public OptionalDouble rootMeanSquare() {
        OptionalDouble square = Arrays.stream(values, 0, size).map(v -> v * v).average();
        return square.isPresent() ? OptionalDouble.of(Math.sqrt(square.getAsDouble())) : square;
    }

    /** Middle value; of an even number the mean of the two in the middle. */
    public OptionalDouble median() {
        if (size == 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(Median.withDefaults().evaluate(Arrays.copyOf(values, size)));
    }
}
