package formcheck.live;

import formcheck.capture.Frame;
import formcheck.pose.Pose;
import formcheck.pose.PoseEstimator;
import formcheck.pose.UpperBodyCrop;
import java.util.Optional;

/** Notes when the estimate of the newest frame began. For one thread. */
final class TimedEstimator implements PoseEstimator {
    private final PoseEstimator estimator;
    private long began;

    TimedEstimator(PoseEstimator estimator) {
        this.estimator = estimator;
    }

    /** Returns {@link System#nanoTime()} when the newest estimate began. */
    long began() {
        return began;
    }

    @Override
    public Optional<Pose> estimate(Frame frame) {
        began = System.nanoTime();
        return estimator.estimate(frame);
    }

    @Override
    public Optional<UpperBodyCrop> crop(Frame frame) {
        return estimator.crop(frame);
    }

    @Override
    public void reset() {
        estimator.reset();
    }

    /** Does nothing: the estimator outlives the run. */
    @Override
    public void close() {}
}
