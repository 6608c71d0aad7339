package formcheck.evaluation;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.apache.commons.statistics.descriptive.Median;

/** Differences, measured minus true. Every statistic is empty without samples. */
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

    /** Returns the mean difference. */
    public OptionalDouble bias() {
        return Arrays.stream(values, 0, size).average();
    }

    /** Returns the mean absolute difference. */
    public OptionalDouble meanAbsolute() {
        return Arrays.stream(values, 0, size).map(Math::abs).average();
    }

    /** Returns the largest absolute difference. */
    public OptionalDouble worst() {
        return Arrays.stream(values, 0, size).map(Math::abs).max();
    }

    /** Returns the root of the mean square difference. */
    public OptionalDouble rootMeanSquare() {
        OptionalDouble square = Arrays.stream(values, 0, size).map(v -> v * v).average();
        return square.isPresent() ? OptionalDouble.of(Math.sqrt(square.getAsDouble())) : square;
    }

    /** Returns the median; of an even number of samples the mean of the two in the middle. */
    public OptionalDouble median() {
        if (size == 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(Median.withDefaults().evaluate(Arrays.copyOf(values, size)));
    }
}
