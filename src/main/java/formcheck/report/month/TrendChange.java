package formcheck.report.month;

import formcheck.session.SessionOverview;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.statistics.descriptive.Median;

/**
 * The change of a metric between the first and the last session that have it: the two values that its chart labels.
 *
 * @param first its first value, in the trend's unit
 * @param now its last value
 * @param usual median of the last three values: one good session is no trend
 */
public record TrendChange(Trend trend, double first, double now, double usual) {
    /** Sessions below which there is no trend. */
    public static final int LEAST_SESSIONS = 3;

    /** Returns whether the last value and the median of the last three both differ from the first by more than the error. */
    public boolean isTold() {
        return Math.abs(now - first) > trend.uncertainty()
                && Math.abs(usual - first) > trend.uncertainty()
                && now > first == usual > first;
    }

    public boolean isBetter() {
        return isTold() && now > first == trend.moreIsBetter();
    }

    /** Returns the changes of all metrics of at least {@link #LEAST_SESSIONS} sessions, in the order of the trends. */
    public static List<TrendChange> since(List<SessionOverview> sessions) {
        List<TrendChange> changes = new ArrayList<>();
        for (Trend trend : Trend.values()) {
            double[] values = sessions.stream()
                    .map(trend::of)
                    .filter(OptionalDouble::isPresent)
                    .mapToDouble(OptionalDouble::getAsDouble)
                    .toArray();
            if (values.length >= LEAST_SESSIONS) {
                double[] last = Arrays.copyOfRange(values, values.length - LEAST_SESSIONS, values.length);
                changes.add(new TrendChange(
                        trend,
                        values[0],
                        values[values.length - 1],
                        Median.withDefaults().evaluate(last)));
            }
        }
        return changes;
    }
}
