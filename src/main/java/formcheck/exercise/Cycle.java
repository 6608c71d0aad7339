package formcheck.exercise;

import java.util.List;
import java.util.OptionalDouble;

/**
 * One way up and down of the arms, as their common elevation tells it. Times in seconds, levels in degrees.
 *
 * @param start when the raising began; empty if the movement began above the bottom
 * @param startLevel elevation the raise began from (for an unseen start: where it is taken to have been)
 * @param top first moment within 3 degrees of the highest elevation
 * @param topLevel highest elevation
 * @param eccentricStart when the lowering began
 * @param bottom when the arms arrived at the bottom
 * @param bottomLevel elevation at the bottom
 * @param dips levels at which the arms turned up again before they had come back
 */
record Cycle(
        OptionalDouble start,
        double startLevel,
        double top,
        double topLevel,
        double eccentricStart,
        double bottom,
        double bottomLevel,
        List<Double> dips) {

    Cycle {
        dips = List.copyOf(dips);
    }

    double rise() {
        return topLevel - startLevel;
    }

    double fall() {
        return topLevel - bottomLevel;
    }

    double begin() {
        return start.orElse(top);
    }
}
