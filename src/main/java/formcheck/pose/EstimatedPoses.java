package formcheck.pose;

import formcheck.capture.CaptureException;
import formcheck.capture.Frame;
import formcheck.capture.FrameSource;
import formcheck.capture.SourceInfo;
import java.util.Optional;

/**
 * Poses of frames, through an estimator. Closing it closes the frames; the estimator is the caller's, who may use it for
 * the next source.
 */
public final class EstimatedPoses implements PoseSource {

    private final FrameSource frames;
    private final PoseEstimator estimator;

    /** Makes the estimator forget whom it followed in the source before. */
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
        return frame.map(image -> PoseFrame.of(image, estimator.estimate(image), estimator.crop(image)));
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
