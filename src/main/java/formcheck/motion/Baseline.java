package formcheck.motion;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How a person sits tall and still before a set: what later frames are compared with. Pixels of the source frame.
 *
 * @param shouldersX middle of the shoulders
 * @param shouldersY as {@code shouldersX}
 * @param shoulderWidth distance between the shoulder joints
 * @param eyeDistance distance between the eyes; empty if they were not seen
 * @param elevation of both arms at rest, degrees
 */
public record Baseline(
        double shouldersX, double shouldersY, double shoulderWidth, OptionalDouble eyeDistance, double elevation) {

    /** Shoulders that are elsewhere by so many shoulder widths have moved, or the camera has. */
    private static final double ELSEWHERE = 0.45;

    /** A shoulder width that changed by this factor tells of another distance, or of another person. */
    private static final double RESIZED = 1.22;

    /**
     * Whether person or camera are no longer where this was taken; empty where the frame cannot tell. To be asked of resting
     * arms: raised ones lift the shoulders.
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

    /** Whether person or camera are no longer where another one was taken. */
    public boolean isElsewhereThan(Baseline other) {
        return other.isElsewhere(shouldersX, shouldersY, shoulderWidth);
    }

    private boolean isElsewhere(double x, double y, double width) {
        double shift = Math.hypot(x - shouldersX, y - shouldersY);
        double size = width / shoulderWidth;
        return shift > ELSEWHERE * shoulderWidth || size > RESIZED || size < 1 / RESIZED;
    }
}
