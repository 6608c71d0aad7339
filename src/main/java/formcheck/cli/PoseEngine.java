package formcheck.cli;

import formcheck.exercise.Exercise;
import formcheck.pose.DjlPoseEstimator;
import formcheck.pose.ModelCatalog;
import formcheck.pose.ModelException;
import formcheck.pose.PoseEstimator;
import formcheck.session.RulesDigest;
import formcheck.session.Versions;
import java.util.Optional;
import java.util.function.DoubleConsumer;

/** The pose model of a command, loaded for the first frame and reused for all inputs: keypoint streams never load it. */
final class PoseEngine implements AutoCloseable {
    /** Digits of a digest that identifies weights. */
    private static final int DIGEST = 12;

    private final ModelOptions options;
    private Optional<DjlPoseEstimator> estimator = Optional.empty();
    private Optional<ModelException> failure = Optional.empty();

    PoseEngine(ModelOptions options) {
        this.options = options;
    }

    /** Returns the loaded model. Does not retry after a failure. */
    PoseEstimator estimator() throws ModelException {
        return estimator(done -> {});
    }

    /**
     * Returns the model as {@link #estimator()} does.
     *
     * @param progress called with the loaded share, 0 to 1
     */
    PoseEstimator estimator(DoubleConsumer progress) throws ModelException {
        if (failure.isPresent()) {
            throw failure.get();
        }
        if (estimator.isEmpty()) {
            try {
                estimator = Optional.of(open(progress));
            } catch (ModelException e) {
                failure = Optional.of(e);
                throw e;
            }
        }
        return estimator.get();
    }

    /** Returns the id of the model that runs. */
    String modelId() {
        return estimator.orElseThrow().modelId();
    }

    /** Returns the name of the file that {@link #estimator()} runs, which identifies the form of the model: {@code int8.pt}. */
    String form() {
        return String.valueOf(estimator.orElseThrow().weights().file().getFileName());
    }

    /** Returns the versions of the program, of this model if loaded, and of these rules. */
    Versions versions(Exercise exercise) {
        Optional<String> posture = estimator
                .flatMap(DjlPoseEstimator::posture)
                .map(model -> model.heads().weights().sha256().substring(0, DIGEST));
        return new Versions(
                ProgramVersion.text(),
                estimator.map(loaded ->
                        loaded.modelId() + " " + loaded.weights().sha256().substring(0, DIGEST)),
                posture,
                RulesDigest.of(exercise));
    }

    private DjlPoseEstimator open(DoubleConsumer progress) throws ModelException {
        ModelCatalog catalog = ModelCatalog.find();
        return DjlPoseEstimator.open(catalog, options.model(), DjlPoseEstimator.Settings.of(options.form()), progress);
    }

    @Override
    public void close() {
        estimator.ifPresent(PoseEstimator::close);
        estimator = Optional.empty();
    }
}
