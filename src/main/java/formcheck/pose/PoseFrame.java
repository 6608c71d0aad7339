package formcheck.pose;

import formcheck.capture.Frame;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is known of the body in one frame: all that the analysis after the pose gets to see. It comes from a pose model
 * or from a recorded key-point stream, and what follows cannot tell which.
 *
 * @param index number of the frame in its source, from 0
 * @param at monotonic time since the source opened
 * @param width of the picture, pixels
 * @param height of the picture, pixels
 * @param brightness mean luma where it matters, 0 to 255: of the picture without black bars, or of the person where that is
 *     brighter, who may be seen in a small window; empty if there was no picture
 * @param pose the person, if one was found
 * @param crop what neck and shoulders look like, where there is a picture and a model that looks at it
 * @param luma the picture, coarsely, if there was one
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

    /** A frame without its picture. */
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

    /** A frame without a look: as a key-point stream gives it. */
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

    /** Of the box around head, shoulders and elbows. */
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

    /** {@link #at} in seconds. */
    public double seconds() {
        return at.toNanos() * 1e-9;
    }
}
