package formcheck.motion;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How a person sits tall and still before a set. Later frames are compared with it. Pixels of the source frame, unless stated.
 *
 * @param shouldersX middle of the shoulders
 * @param shouldersY as {@code shouldersX}
 * @param shoulderWidth distance between the shoulder joints
 * @param eyeDistance distance between the eyes; empty if they were not seen
 * @param elevation of both arms at rest, degrees
 */
public record Baseline(
        double shouldersX, double shouldersY, double shoulderWidth, OptionalDouble eyeDistance, double elevation) {

    /** Shift of the shoulders beyond which person or camera have moved, shoulder widths. Chosen, no data. */
    private static final double ELSEWHERE = 0.45;

    /** Change of the shoulder width beyond which the distance, or the person, is another one, as a factor. Chosen, no data. */
    private static final double RESIZED = 1.22;

    /**
     * Whether person or camera have moved since; empty where the shoulders are not seen. Valid with resting arms only, because
     * raised arms lift the shoulders.
     */
    public Optional<Boolean> movedFrom(BodyMeasures frame) {
        OptionalDouble x = frame.seen(Measure.SHOULDERS_X);
        OptionalDouble y = frame.seen(Measure.SHOULDERS_Y);
        OptionalDouble width = frame.seen(Measure.SHOULDER_WIDTH);
        if (x.isEmpty() || y.isEmpty() || width.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(isElsewhere(x.getAsDouble(), y.getAsDouble(), width.getAsDouble()));
    }

    /** Whether person or camera have moved since another baseline. */
    public boolean isElsewhereThan(Baseline other) {
        return other.isElsewhere(shouldersX, shouldersY, shoulderWidth);
    }

    private boolean isElsewhere(double x, double y, double width) {
        double shift = Math.hypot(x - shouldersX, y - shouldersY);
        double size = width / shoulderWidth;
        return shift > ELSEWHERE * shoulderWidth || size > RESIZED || size < 1 / RESIZED;
    }
}
