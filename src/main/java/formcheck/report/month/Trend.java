package formcheck.report.month;

import formcheck.report.Uncertainty;
import formcheck.session.SessionOverview;
import java.util.Locale;
import java.util.OptionalDouble;

/** The metrics that are followed over sessions. */
public enum Trend {
    PEAK("degrees", Uncertainty.ELEVATION, true),
    RANGE("degrees", Uncertainty.DIFFERENCE, true),
    DOWN("s", Uncertainty.SECONDS, true),
    HOLD("s", Uncertainty.SECONDS, true),
    ASYMMETRY("degrees", Uncertainty.DIFFERENCE, false),
    /** Percent of the judged repetitions; a tenth of them is one or two of a set. */
    CLEAN("%", 10, true);

    private final String unit;
    private final double uncertainty;
    private final boolean moreIsBetter;

    Trend(String unit, double uncertainty, boolean moreIsBetter) {
        this.unit = unit;
        this.uncertainty = uncertainty;
        this.moreIsBetter = moreIsBetter;
    }

    private static OptionalDouble cleanPercent(SessionOverview session) {
        OptionalDouble share = Progression.cleanShare(session);
        return share.isPresent() ? OptionalDouble.of(100 * share.getAsDouble()) : share;
    }

    /** Returns the name in messages. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the metric of a session, in the unit; empty where it was not measured. */
    public OptionalDouble of(SessionOverview session) {
        return switch (this) {
            case PEAK -> session.peakElevation();
            case RANGE -> session.range();
            case DOWN -> session.eccentricSeconds();
            case HOLD -> session.holdSeconds();
            case ASYMMETRY -> session.asymmetry();
            case CLEAN -> cleanPercent(session);
        };
    }

    /** Returns {@code degrees}, {@code s} or {@code %}. */
    public String unit() {
        return unit;
    }

    /** Returns the largest difference within the measurement error, in the unit. */
    public double uncertainty() {
        return uncertainty;
    }

    public boolean moreIsBetter() {
        return moreIsBetter;
    }
}
