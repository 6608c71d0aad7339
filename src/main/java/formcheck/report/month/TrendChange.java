package formcheck.report.month;

import formcheck.session.SessionOverview;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.statistics.descriptive.Median;

/**
 * The change of a metric since the first session that has it.
 *
 * @param first its first value, in the trend's unit
 * @param now median of the last three sessions that have it
 */
public record TrendChange(Trend trend, double first, double now) {
    private static final int LAST = 3;

    /** Returns whether the difference exceeds the measurement error. */
    public boolean isTold() {
        return Math.abs(now - first) > trend.uncertainty();
    }

    public boolean isBetter() {
        return isTold() && now > first == trend.moreIsBetter();
    }

    /** Returns the changes of all metrics of at least two sessions, in the order of the trends. */
    public static List<TrendChange> since(List<SessionOverview> sessions) {
        List<TrendChange> changes = new ArrayList<>();
        for (Trend trend : Trend.values()) {
            double[] values = sessions.stream()
                    .map(trend::of)
                    .filter(OptionalDouble::isPresent)
                    .mapToDouble(OptionalDouble::getAsDouble)
                    .toArray();
            if (values.length >= 2) {
                double[] last = Arrays.copyOfRange(values, Math.max(1, values.length - LAST), values.length);
                changes.add(
                        new TrendChange(trend, values[0], Median.withDefaults().evaluate(last)));
            }
        }
        return changes;
    }
}
