package formcheck.pose;

import java.util.Optional;

/**
 * Crop of upper body and head of one frame. Computes its features only when asked, because they are needed only for a
 * calibrated person with raised arms.
 */
@FunctionalInterface
public interface UpperBodyCrop {

    /**
     * Computes the feature vector at the scale of the person; empty if face or shoulders are not visible.
     *
     * @param pose of the person in this frame
     * @param shoulderWidth of the person when sitting tall, pixels
     * @return features that only the posture model interprets
     * @throws IllegalArgumentException if the width is not positive or far larger than the frame
     * @throws IllegalStateException if the encoder is closed or the JVM is exiting
     */
    Optional<float[]> of(Pose pose, double shoulderWidth);
}
