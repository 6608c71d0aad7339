package formcheck.exercise;

import java.util.OptionalDouble;

/**
 * A rule that a repetition broke. Carries the rule, so that screen, report and export use one limit.
 *
 * @param rule which
 * @param side the arm
 * @param from seconds since the source opened
 * @param to as {@code from}
 * @param flagged when it was flagged during the movement, seconds; empty if only afterwards
 * @param value measured, finite, in the limit's unit
 * @param limit that it was compared with; for a limit that depends on the range, the one for this repetition
 */
public record Fault(
        FormRule rule, BodySide side, double from, double to, OptionalDouble flagged, double value, Limit limit) {

    public Fault {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("a fault has a measured value, not " + value);
        }
    }
}
