package formcheck.exercise;

import java.util.List;
import java.util.OptionalDouble;

/**
 * One movement up and down, not timed yet: {@link RepTiming#cycle} does. Seconds and degrees.
 *
 * @param start when it began; empty if it began before the recording
 * @param startLevel elevation it began from (for an unseen start: where it is taken to have been)
 * @param top the highest sample
 * @param valley the lowest sample after it
 * @param dips levels at which the arms turned up before they had come back
 */
record UntimedCycle(OptionalDouble start, double startLevel, Curve.Sample top, Curve.Sample valley, List<Double> dips) {

    UntimedCycle {
        dips = List.copyOf(dips);
    }
}
