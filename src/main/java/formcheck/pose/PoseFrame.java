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
 */
public record PoseFrame(
        long index, Duration at, int width, int height, OptionalDouble brightness, Optional<Pose> pose) {

    public static PoseFrame of(Frame frame, Optional<Pose> pose) {
        return new PoseFrame(
                frame.index(), frame.at(), frame.width(), frame.height(), OptionalDouble.of(frame.brightness()), pose);
    }

    /** {@link #at} in seconds. */
    public double seconds() {
        return at.toNanos() * 1e-9;
    }
}
