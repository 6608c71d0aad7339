package formcheck.cli;

import formcheck.exercise.Exercise;
import formcheck.pose.DjlPoseEstimator;
import formcheck.pose.ModelCatalog;
import formcheck.pose.ModelException;
import formcheck.pose.PoseEstimator;
import formcheck.pose.PoseModel;
import formcheck.session.RulesDigest;
import formcheck.session.Versions;
import java.util.Optional;
import java.util.function.DoubleConsumer;

/**
 * The pose model of a command, loaded when the first picture needs it and kept for all inputs: key-point streams alone
 * never load it.
 */
final class PoseEngine implements AutoCloseable {
    /** Digits of a digest that tell weights apart. */
    private static final int DIGEST = 12;

    private final ModelOptions options;
    private Optional<PoseModel> model = Optional.empty();
    private Optional<DjlPoseEstimator> estimator = Optional.empty();
    private Optional<ModelException> failure = Optional.empty();

    PoseEngine(ModelOptions options) {
        this.options = options;
    }

    /** The loaded model. What failed once is not tried again. */
    PoseEstimator estimator() throws ModelException {
        return estimator(done -> {});
    }

    /**
     * As {@link #estimator()}.
     *
     * @param progress hears the share of the loading that is done, 0 to 1
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

    /** Id of the model that {@link #estimator()} has loaded. */
    String modelId() {
        return model.orElseThrow().id();
    }

    /** Name of the file that {@link #estimator()} runs, which tells the form of the model: {@code int8.pt}. */
    String form() {
        return String.valueOf(estimator.orElseThrow().weights().file().getFileName());
    }

    /** By what this model, if it was loaded, and these rules judge. */
    Versions versions(Exercise exercise) {
        Optional<String> posture = estimator
                .flatMap(DjlPoseEstimator::posture)
                .map(model -> model.heads().weights().sha256().substring(0, DIGEST));
        return new Versions(
                ProgramVersion.text(),
                estimator.map(
                        loaded -> modelId() + " " + loaded.weights().sha256().substring(0, DIGEST)),
                posture,
                RulesDigest.of(exercise));
    }

    private DjlPoseEstimator open(DoubleConsumer progress) throws ModelException {
        ModelCatalog catalog = ModelCatalog.find();
        model = Optional.of(catalog.landmarks(options.model()));
        return DjlPoseEstimator.open(catalog, options.model(), DjlPoseEstimator.Settings.of(options.form()), progress);
    }

    @Override
    public void close() {
        estimator.ifPresent(PoseEstimator::close);
        estimator = Optional.empty();
    }
}
