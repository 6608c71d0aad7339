package formcheck.report.month;

import formcheck.session.SessionOverview;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.statistics.descriptive.Median;

/**
 * How a figure changed since the first session that has it.
 *
 * @param first its value then, in the trend's unit
 * @param now median of the last three sessions that have it
 */
public record TrendChange(Trend trend, double first, double now) {
    private static final int LAST = 3;

    /** Whether the difference is more than measuring errs by. */
    public boolean isTold() {
        return Math.abs(now - first) > trend.uncertainty();
    }

    public boolean isBetter() {
        return isTold() && now > first == trend.moreIsBetter();
    }

    /** The changes of everything that was measured in at least two sessions, in the trends' order. */
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
