package formcheck.pose;

import formcheck.capture.CaptureException;
import formcheck.capture.SourceInfo;
import java.util.Optional;

/**
 * Poses in the order of their frames: from frames through an estimator, or from a recorded keypoint stream. Later stages
 * do not distinguish them.
 */
public interface PoseSource extends AutoCloseable {

    SourceInfo info();

    /**
     * Returns the next frame; empty at the end.
     *
     * @throws CaptureException if the source fails or a record is wrong
     */
    Optional<PoseFrame> next() throws CaptureException;

    /** Returns what was wrong with the source so far, in words for the user. */
    Optional<String> damage();

    @Override
    void close();
}
