package formcheck.report.month;

import formcheck.session.SessionOverview;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;

/** What is followed over sessions, each a figure of one session. */
public enum Trend {
    PEAK(SessionOverview::peakElevation, "degrees", 4, true),
    RANGE(SessionOverview::range, "degrees", 6, true),
    DOWN(SessionOverview::eccentricSeconds, "s", 0.2, true),
    HOLD(SessionOverview::holdSeconds, "s", 0.2, true),
    ASYMMETRY(SessionOverview::asymmetry, "degrees", 6, false),
    CLEAN(Trend::cleanPercent, "%", 10, true);

    private final Function<SessionOverview, OptionalDouble> figure;
    private final String unit;
    private final double uncertainty;
    private final boolean moreIsBetter;

    Trend(
            Function<SessionOverview, OptionalDouble> figure,
            String unit,
            double uncertainty,
            boolean moreIsBetter) {
        this.figure = figure;
        this.unit = unit;
        this.uncertainty = uncertainty;
        this.moreIsBetter = moreIsBetter;
    }

    private static OptionalDouble cleanPercent(SessionOverview session) {
        OptionalDouble share = Progression.cleanShare(session);
        return share.isPresent() ? OptionalDouble.of(100 * share.getAsDouble()) : share;
    }

    /** The name in messages. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public OptionalDouble of(SessionOverview session) {
        return figure.apply(session);
    }

    /** {@code degrees}, {@code s} or {@code %}. */
    public String unit() {
        return unit;
    }

    /** A difference up to this says nothing, in the unit. */
    public double uncertainty() {
        return uncertainty;
    }

    public boolean moreIsBetter() {
        return moreIsBetter;
    }
}
