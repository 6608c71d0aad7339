package formcheck.report.month;

import formcheck.report.Uncertainty;
import formcheck.session.SessionOverview;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;

/** What is followed over sessions, each a figure of one session. */
public enum Trend {
    PEAK(SessionOverview::peakElevation, "degrees", Uncertainty.ELEVATION, true),
    RANGE(SessionOverview::range, "degrees", Uncertainty.DIFFERENCE, true),
    DOWN(SessionOverview::eccentricSeconds, "s", Uncertainty.SECONDS, true),
    HOLD(SessionOverview::holdSeconds, "s", Uncertainty.SECONDS, true),
    ASYMMETRY(SessionOverview::asymmetry, "degrees", Uncertainty.DIFFERENCE, false),
    /** Percent of the judged repetitions; a tenth of them is one or two of a set. */
    CLEAN(Trend::cleanPercent, "%", 10, true);

    private final Function<SessionOverview, OptionalDouble> figure;
    private final String unit;
    private final double uncertainty;
    private final boolean moreIsBetter;

    Trend(Function<SessionOverview, OptionalDouble> figure, String unit, double uncertainty, boolean moreIsBetter) {
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
