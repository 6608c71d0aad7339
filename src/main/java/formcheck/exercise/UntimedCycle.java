package formcheck.exercise;

import java.util.List;
import java.util.OptionalDouble;

/**
 * One raise and lowering before {@link RepTiming#cycle}. Seconds and degrees.
 *
 * @param start when it began; empty if it began before the recording
 * @param startLevel elevation that it began from; estimated for an unseen start
 * @param top the highest sample
 * @param valley the lowest sample after it
 * @param dips levels at which the arms turned up before they had come back
 */
record UntimedCycle(OptionalDouble start, double startLevel, CurveSample top, CurveSample valley, List<Double> dips) {

    UntimedCycle {
        dips = List.copyOf(dips);
    }
}
