package formcheck.pose;

import formcheck.capture.CaptureException;
import formcheck.capture.Frame;
import formcheck.capture.FrameSource;
import formcheck.capture.SourceInfo;
import java.util.Optional;

/**
 * Poses of frames, from an estimator. Closing it closes the frames. The estimator stays open, because the caller may use
 * it for the next source.
 */
public final class EstimatedPoses implements PoseSource {

    private final FrameSource frames;
    private final PoseEstimator estimator;

    /** Resets the estimator, because it may have followed somebody in another source. */
    public EstimatedPoses(FrameSource frames, PoseEstimator estimator) {
        this.frames = frames;
        this.estimator = estimator;
        estimator.reset();
    }

    @Override
    public SourceInfo info() {
        return frames.info();
    }

    @Override
    public Optional<PoseFrame> next() throws CaptureException {
        Optional<Frame> frame = frames.next();
        return frame.map(next -> PoseFrame.of(next, estimator.estimate(next), estimator.crop(next)));
    }

    @Override
    public Optional<String> damage() {
        return frames.damage();
    }

    @Override
    public void close() {
        frames.close();
    }
}
