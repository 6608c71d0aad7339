package formcheck.exercise;

import java.util.List;
import java.util.OptionalDouble;

/**
 * One raise and lowering of the arms, by their common elevation. Times in seconds, levels in degrees.
 *
 * @param start when the raise began; empty if the movement began above the bottom
 * @param startLevel elevation that the raise began from; estimated for an unseen start
 * @param highest first moment within 3 degrees of the highest elevation, and that elevation
 * @param eccentricStart when the lowering began
 * @param lowest when the arms arrived at the bottom, and the elevation there
 * @param dips levels at which the arms turned up before they had come back
 */
record Cycle(
        OptionalDouble start,
        double startLevel,
        CurveSample highest,
        double eccentricStart,
        CurveSample lowest,
        List<Double> dips) {

    Cycle {
        dips = List.copyOf(dips);
    }

    /** When the arms arrived at the top, seconds. */
    double top() {
        return highest.seconds();
    }

    /** Highest elevation, degrees. */
    double topLevel() {
        return highest.value();
    }

    /** When the arms arrived at the bottom, seconds. */
    double bottom() {
        return lowest.seconds();
    }

    /** Elevation at the bottom, degrees. */
    double bottomLevel() {
        return lowest.value();
    }

    double rise() {
        return topLevel() - startLevel;
    }

    double fall() {
        return topLevel() - bottomLevel();
    }

    double begin() {
        return start.orElse(top());
    }
}
