package formcheck.exercise;

import java.util.List;
import java.util.OptionalDouble;

/**
 * One raise and down of the arms, as their common elevation tells it. Times in seconds, levels in degrees.
 *
 * @param start when the raising began; empty if the movement began above the bottom
 * @param startLevel elevation the raise began from (for an unseen start: where it is taken to have been)
 * @param highest first moment within 3 degrees of the highest elevation, and that elevation
 * @param eccentricStart when the lowering began
 * @param lowest when the arms arrived at the bottom, and the elevation there
 * @param dips levels at which the arms turned up again before they had come back
 */
record Cycle(
        OptionalDouble start,
        double startLevel,
        Curve.Sample highest,
        double eccentricStart,
        Curve.Sample lowest,
        List<Double> dips) {

    Cycle {
        dips = List.copyOf(dips);
    }

    /** When the arms arrived at the top. */
    double top() {
        return highest.seconds();
    }

    /** Highest elevation. */
    double topLevel() {
        return highest.value();
    }

    /** When the arms arrived at the bottom. */
    double bottom() {
        return lowest.seconds();
    }

    /** Elevation at the bottom. */
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
