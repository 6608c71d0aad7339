package formcheck.testkit;

import formcheck.pose.DjlPoseEstimator;
import formcheck.pose.ModelCatalog;
import formcheck.pose.ModelException;

/** Opens the real pose models for tests. */
public final class Estimators {
    private Estimators() {}

    /** Opens a landmark model of the project, such as {@code full}, with the default settings. */
    public static DjlPoseEstimator open(String model) throws ModelException {
        return DjlPoseEstimator.open(ModelCatalog.find(), model, DjlPoseEstimator.Settings.DEFAULT, done -> {});
    }
}
