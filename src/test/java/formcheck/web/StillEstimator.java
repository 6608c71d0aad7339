package formcheck.web;

import formcheck.capture.Frame;
import formcheck.pose.Pose;
import formcheck.pose.PoseEstimator;
import formcheck.testkit.Figure;
import formcheck.testkit.Posture;
import java.util.Optional;
import java.util.Random;

/** Returns the same pose for every image, for tests without a model. */
final class StillEstimator implements PoseEstimator {
    @Override
    public Optional<Pose> estimate(Frame frame) {
        return Optional.of(Figure.FRONTAL.pose(Posture.arms(20), new Random(frame.index())));
    }

    @Override
    public void reset() {}

    @Override
    public void close() {}
}
