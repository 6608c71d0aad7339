package formcheck.session;

import java.util.OptionalDouble;

/** Both elevations at one time: seconds from the first frame, degrees; empty where an arm was not seen. */
public record CurvePoint(double at, OptionalDouble left, OptionalDouble right) {}
