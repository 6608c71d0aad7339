package formcheck.motion;

import formcheck.pose.PoseFrame;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * A frame in which both arms rest.
 *
 * @param elevation of the higher arm, degrees
 * @param x middle of the shoulders, pixels
 * @param y middle of the shoulders, pixels
 * @param width of the shoulders, pixels
 */
record RestFrame(PoseFrame frame, double elevation, double x, double y, double width) {

    /** Reasons that do not rule out a rest. */
    private static final Set<Reason> TOLERABLE =
            EnumSet.of(Reason.HIPS_OUTSIDE, Reason.CAMERA_TOO_HIGH, Reason.CAMERA_TOO_LOW, Reason.FRAME_RATE_TOO_LOW);

    /**
     * The frame, if both arms are seen, low and slow, and nothing rules it out.
     *
     * @param highest elevation up to which an arm is low, degrees
     * @param fastest speed up to which an arm is slow, degrees a second
     */
    static Optional<RestFrame> of(PoseFrame frame, BodyMeasures measures, double highest, double fastest) {
        OptionalDouble x = measures.seen(Measure.SHOULDERS_X);
        OptionalDouble y = measures.seen(Measure.SHOULDERS_Y);
        OptionalDouble width = measures.seen(Measure.SHOULDER_WIDTH);
        if (x.isEmpty() || y.isEmpty() || width.isEmpty() || !TOLERABLE.containsAll(measures.reasons())) {
            return Optional.empty();
        }
        double higher = 0;
        for (Side side : Side.values()) {
            double elevation = measures.seen(Measure.elevation(side)).orElse(Double.POSITIVE_INFINITY);
            double speed = measures.followed(Measure.elevationSpeed(side)).orElse(Double.POSITIVE_INFINITY);
            if (elevation > highest || Math.abs(speed) > fastest) {
                return Optional.empty();
            }
            higher = Math.max(higher, elevation);
        }
        return Optional.of(new RestFrame(frame, higher, x.getAsDouble(), y.getAsDouble(), width.getAsDouble()));
    }
}
