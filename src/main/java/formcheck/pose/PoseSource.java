package formcheck.pose;

import formcheck.capture.CaptureException;
import formcheck.capture.SourceInfo;
import java.util.Optional;

/**
 * Poses in the order of their frames: from frames through an estimator, or from a recorded key-point stream. The border
 * behind which it no longer matters where motion was recorded.
 */
public interface PoseSource extends AutoCloseable {

    SourceInfo info();

    /** The next frame's pose; empty at the end. */
    Optional<PoseFrame> next() throws CaptureException;

    /** What was wrong with the source so far, in words for the user. */
    Optional<String> damage();

    @Override
    void close();
}
