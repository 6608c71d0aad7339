package formcheck.pose;

import java.util.Optional;

/**
 * What upper body and head look like in one frame, in numbers that posture is judged by. Computed when asked, since only a
 * person who is known, and whose arms are up, is worth it.
 */
@FunctionalInterface
public interface UpperBodyCrop {

    /**
     * The look, always of the same parts of the person at the same scale; empty where face or shoulders are not to be seen.
     *
     * @param pose of the person in this frame
     * @param shoulderWidth the person's own when sitting tall, pixels: the scale
     * @return numbers whose meaning only the model of posture knows
     * @throws IllegalArgumentException if the scale is no sensible one
     * @throws IllegalStateException if the encoder is closed, or the JVM is going down
     */
    Optional<float[]> of(Pose pose, double shoulderWidth);
}
