package formcheck.pose;

import formcheck.capture.Frame;
import java.time.Duration;
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
 * @param brightness mean luma of the picture, 0 to 255; empty if there was no picture
 * @param pose the person, if one was found
 * @param look what neck and shoulders look like, where there is a picture and a model that looks at it
 */
public record PoseFrame(
        long index,
        Duration at,
        int width,
        int height,
        OptionalDouble brightness,
        Optional<Pose> pose,
        Optional<ShoulderLook> look) {

    /** A frame without a look: as a key-point stream gives it. */
    public PoseFrame(long index, Duration at, int width, int height, OptionalDouble brightness, Optional<Pose> pose) {
        this(index, at, width, height, brightness, pose, Optional.empty());
    }

    public static PoseFrame of(Frame frame, Optional<Pose> pose, Optional<ShoulderLook> look) {
        return new PoseFrame(
                frame.index(),
                frame.at(),
                frame.width(),
                frame.height(),
                OptionalDouble.of(frame.brightness()),
                pose,
                look);
    }

    /** {@link #at} in seconds. */
    public double seconds() {
        return at.toNanos() * 1e-9;
    }
}
