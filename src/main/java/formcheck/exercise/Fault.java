package formcheck.exercise;

import java.util.OptionalDouble;

/**
 * A rule that a repetition broke. It carries the rule, so that screen, report and export cannot disagree on the limit.
 *
 * @param rule which
 * @param side whose arm
 * @param from seconds since the source opened
 * @param to as {@code from}
 * @param flagged when it was said, while the movement was still going on; empty if only afterwards
 * @param value what was measured, in the limit's unit
 * @param limit what it was held against; for a limit that depends on the way, the one for this repetition's way
 */
public record Fault(
        FormRule rule, BodySide side, double from, double to, OptionalDouble flagged, double value, Limit limit) {}
