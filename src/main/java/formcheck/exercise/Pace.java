package formcheck.exercise;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** How the arms of a repetition came down, as a grade. Words of praise and of blame go by it. */
public enum Pace {
    /** {@link #CONTROLLED_SECONDS} for every 90 degrees and more. */
    CONTROLLED,
    /** Quicker than that, and clearly slower than the limit. */
    QUICK,
    /** So near to the limit that measuring cannot tell on which side. */
    CLOSE_TO_LIMIT,
    /** Surely below the limit: a fault. */
    TOO_FAST,
    /** The camera did not see it well enough. */
    NOT_ASSESSED;

    /** Seconds for 90 degrees from which a lowering is controlled. */
    public static final double CONTROLLED_SECONDS = 2;

    /** A lowering by less has no pace to speak of, degrees. */
    private static final double LEAST_WAY = 10;

    /** The name in files, as {@code close-to-limit}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it was timed at all. */
    public boolean isAssessed() {
        return this != NOT_ASSESSED;
    }

    /** Whether it was timed and was not controlled. */
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
                        < rule.get().secondsFor(rep.range())
                                + rule.get().limit().tolerance();
        return close ? CLOSE_TO_LIMIT : QUICK;
    }

    /** Seconds of lowering for every 90 degrees of way; empty where there was next to no way. */
    public static OptionalDouble secondsFor90(Rep rep) {
        double seconds = rep.eccentricMovingSeconds() * 90 / rep.range();
        return rep.range() >= LEAST_WAY && Double.isFinite(seconds)
                ? OptionalDouble.of(seconds)
                : OptionalDouble.empty();
    }
}
