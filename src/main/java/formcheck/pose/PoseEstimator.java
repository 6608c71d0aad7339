package formcheck.pose;

import formcheck.capture.Frame;
import java.util.Optional;

/**
 * Finds the person in a frame. May remember the region of the person, so frames of one source must come in order, and
 * {@link #reset()} must be called between two sources. Not thread-safe, except {@link #close()}.
 */
public interface PoseEstimator extends AutoCloseable {

    /**
     * Returns the pose; empty if nobody was found.
     *
     * @throws IllegalStateException if this is closed or the JVM is exiting
     */
    Optional<Pose> estimate(Frame frame);

    /** Returns the crop of upper body and head; empty if there is no model for it. */
    default Optional<UpperBodyCrop> crop(Frame frame) {
        return Optional.empty();
    }

    /** Returns the posture model that uses the crops; empty if there is none. */
    default Optional<PostureModel> posture() {
        return Optional.empty();
    }

    /** Returns the model of the head check; empty if there is none. */
    default Optional<HeadModel> headCheck() {
        return Optional.empty();
    }

    /**
     * Loads a faster, less exact model of the same joints. Takes seconds; any thread may call it while another one estimates.
     *
     * @return changes to that model between two frames, for good; empty if there is none, or if it runs already
     * @throws ModelException if it cannot be loaded
     */
    default Optional<Runnable> loadFaster() throws ModelException {
        return Optional.empty();
    }

    /** Forgets the followed person. */
    void reset();

    /** Waits for a running inference, then frees native memory. May be called more than once. */
    @Override
    void close();
}
