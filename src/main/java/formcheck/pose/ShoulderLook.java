package formcheck.pose;

/**
 * What neck and shoulders look like in one frame, in numbers that posture is judged by. Computed when asked, since only a
 * person who is known, and whose arms are up, is worth it.
 */
@FunctionalInterface
public interface ShoulderLook {

    /**
     * The look, always of the same part of the person at the same scale.
     *
     * @param x middle of the shoulders, pixels of the frame
     * @param y as {@code x}
     * @param shoulderWidth the person's own when sitting tall, pixels: the scale
     * @return numbers whose meaning only the model of posture knows, never negative
     * @throws IllegalArgumentException if the scale is no sensible one
     * @throws IllegalStateException if the encoder is closed, or the JVM is going down
     */
    float[] of(double x, double y, double shoulderWidth);
}
