package formcheck.pose;

import formcheck.capture.Frame;
import java.util.Optional;

/**
 * Finds the person in a frame. It may remember where the person was, so frames of one source come in their order and
 * {@link #reset()} stands between two sources. Not for use by two threads at once, except {@link #close()}.
 */
public interface PoseEstimator extends AutoCloseable {

    /**
     * The pose, or empty if nobody was found.
     *
     * @throws IllegalStateException if this is closed, or the JVM is going down
     */
    Optional<Pose> estimate(Frame frame);

    /** What neck and shoulders look like in a frame; empty if there is no model that looks at them. */
    default Optional<UpperBodyCrop> crop(Frame frame) {
        return Optional.empty();
    }

    /** The model of posture that the looks are for; empty if there is none. */
    default Optional<PostureModel> posture() {
        return Optional.empty();
    }

    /** The model of the turned-chair check, for what this sees; empty if there is none. */
    default Optional<HeadModel> headCheck() {
        return Optional.empty();
    }

    /** Forgets the person followed so far. */
    void reset();

    /** Waits for an inference under way, then frees everything native. May be called more than once. */
    @Override
    void close();
}
