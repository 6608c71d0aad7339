package formcheck.session;

import java.util.OptionalDouble;

/** The elevation of both arms at one time: seconds from the first frame, degrees; empty for an arm that was not visible. */
public record CurvePoint(double at, OptionalDouble left, OptionalDouble right) {}
