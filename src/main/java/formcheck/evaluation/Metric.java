package formcheck.evaluation;

import java.util.OptionalDouble;

/**
 * One row of a score.
 *
 * @param path its name in JSON, with slashes between levels
 * @param title in words
 * @param unit of the value
 * @param aim which direction is better
 * @param value empty where there was nothing to measure
 */
record Metric(String path, String title, Unit unit, Aim aim, OptionalDouble value) {

    /** The unit of a value. */
    enum Unit {
        COUNT,
        CASES,
        /** A share from 0 to 1. */
        PERCENT,
        DEGREES,
        SECONDS
    }

    /** The better direction. */
    enum Aim {
        HIGHER,
        LOWER,
        NONE
    }

    static Metric count(String path, String title, int count) {
        return new Metric(path, title, Unit.COUNT, Aim.NONE, OptionalDouble.of(count));
    }
}
