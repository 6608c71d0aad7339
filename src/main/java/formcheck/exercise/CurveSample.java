package formcheck.exercise;

/**
 * One sample of a {@link Curve}.
 *
 * @param seconds when
 * @param value in the unit of the curve
 */
record CurveSample(double seconds, double value) {}
