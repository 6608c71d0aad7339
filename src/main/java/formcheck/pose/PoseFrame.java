package formcheck.pose;

import formcheck.capture.Frame;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is known of the body in one frame: the only input of the analysis. It comes from a pose model or a recorded
 * keypoint stream, and the analysis does not distinguish them.
 *
 * @param index number of the frame in its source, from 0
 * @param at time since the source opened, monotonic
 * @param width of the frame, pixels
 * @param height of the frame, pixels
 * @param brightness mean luma, 0 to 255: that of the frame without black bars, or of the person if that is larger, who
 *     may appear in a small window; empty without an image
 * @param pose of the person, if one was found
 * @param crop of upper body and head, if there is an image and a model for it
 * @param luma of the frame on a coarse grid, if there is an image
 */
public record PoseFrame(
        long index,
        Duration at,
        int width,
        int height,
        OptionalDouble brightness,
        Optional<Pose> pose,
        Optional<UpperBodyCrop> crop,
        Optional<LumaGrid> luma) {

    private static final List<Joint> UPPER_BODY = List.of(
            Joint.NOSE,
            Joint.LEFT_EAR,
            Joint.RIGHT_EAR,
            Joint.LEFT_SHOULDER,
            Joint.RIGHT_SHOULDER,
            Joint.LEFT_ELBOW,
            Joint.RIGHT_ELBOW);

    /** Creates a frame without luma. */
    public PoseFrame(
            long index,
            Duration at,
            int width,
            int height,
            OptionalDouble brightness,
            Optional<Pose> pose,
            Optional<UpperBodyCrop> crop) {
        this(index, at, width, height, brightness, pose, crop, Optional.empty());
    }

    /** Creates a frame without an image, as a keypoint stream contains it. */
    public PoseFrame(long index, Duration at, int width, int height, OptionalDouble brightness, Optional<Pose> pose) {
        this(index, at, width, height, brightness, pose, Optional.empty());
    }

    public static PoseFrame of(Frame frame, Optional<Pose> pose, Optional<UpperBodyCrop> crop) {
        LumaGrid luma = LumaGrid.of(frame);
        double person = pose.map(who -> brightness(luma, who, frame)).orElse(0.0);
        return new PoseFrame(
                frame.index(),
                frame.at(),
                frame.width(),
                frame.height(),
                OptionalDouble.of(Math.max(luma.brightness(), person)),
                pose,
                crop,
                Optional.of(luma));
    }

    /** Returns the brightness of the box around head, shoulders and elbows. */
    private static double brightness(LumaGrid luma, Pose pose, Frame frame) {
        double left = Double.POSITIVE_INFINITY;
        double top = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        double bottom = Double.NEGATIVE_INFINITY;
        for (Joint joint : UPPER_BODY) {
            Optional<Keypoint> point = pose.keypoint(joint);
            if (point.isPresent()) {
                left = Math.min(left, point.get().x());
                right = Math.max(right, point.get().x());
                top = Math.min(top, point.get().y());
                bottom = Math.max(bottom, point.get().y());
            }
        }
        return left > right
                ? 0
                : luma.brightness(
                        left / frame.width(), top / frame.height(), right / frame.width(), bottom / frame.height());
    }

    /** Returns {@link #at} in seconds. */
    public double seconds() {
        return at.toNanos() * 1e-9;
    }
}
