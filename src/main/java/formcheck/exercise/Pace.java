package formcheck.exercise;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Grade of a repetition's lowering. Praise and criticism depend on it. */
public enum Pace {
    /** {@link #CONTROLLED_SECONDS} for every 90 degrees and more. */
    CONTROLLED,
    /** Faster than that, and clearly slower than the limit. */
    QUICK,
    /** Within the measurement error of the limit. */
    CLOSE_TO_LIMIT,
    /** Beyond the measurement error below the limit: a fault. */
    TOO_FAST,
    /** Not seen well enough to be timed. */
    NOT_ASSESSED;

    /** Least duration of a controlled lowering, seconds for 90 degrees. */
    public static final double CONTROLLED_SECONDS = 2;

    /** Least range that has a pace, degrees. Chosen, no data. */
    private static final double LEAST_RANGE = 10;

    /** The name in files, as {@code close-to-limit}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether the lowering was timed. */
    public boolean isAssessed() {
        return this != NOT_ASSESSED;
    }

    /** Whether the lowering was timed and was not controlled. */
    public boolean isHurried() {
        return this == QUICK || this == CLOSE_TO_LIMIT || this == TOO_FAST;
    }

    /** The grade of a finished repetition. */
    public static Pace of(Rep rep) {
        Optional<FastDescent> rule = Optional.empty();
        Check check = new Check.NotApplicable();
        for (var entry : rep.checks().entrySet()) {
            if (entry.getKey() instanceof FastDescent descent) {
                rule = Optional.of(descent);
                check = entry.getValue();
            }
        }
        if (check instanceof Check.Broken) {
            return TOO_FAST;
        }
        OptionalDouble seconds = secondsFor90(rep);
        if (check instanceof Check.NotAssessed || seconds.isEmpty()) {
            return NOT_ASSESSED;
        }
        double limit = rule.map(descent -> descent.limit().value()).orElse(0.0);
        if (seconds.getAsDouble() >= Math.max(CONTROLLED_SECONDS, limit)) {
            return CONTROLLED;
        }
        boolean close = rule.isPresent()
                && rep.eccentricMovingSeconds()
                        < rule.get().secondsFor(rep.range().orElseThrow())
                                + rule.get().limit().tolerance();
        return close ? CLOSE_TO_LIMIT : QUICK;
    }

    /** Seconds of lowering for every 90 degrees of range; empty below a range of 10 degrees, or without one. */
    public static OptionalDouble secondsFor90(Rep rep) {
        double range = rep.range().orElse(0);
        return range >= LEAST_RANGE
                ? OptionalDouble.of(rep.eccentricMovingSeconds() * 90 / range)
                : OptionalDouble.empty();
    }
}
