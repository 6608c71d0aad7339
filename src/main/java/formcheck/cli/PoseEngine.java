package formcheck.cli;

import formcheck.pose.DjlPoseEstimator;
import formcheck.pose.ModelCatalog;
import formcheck.pose.ModelException;
import formcheck.pose.ModelForm;
import formcheck.pose.PoseEstimator;
import formcheck.pose.PoseModel;
import java.util.Optional;
import java.util.function.DoubleConsumer;

/**
 * The pose model of a command, loaded when the first picture needs it and kept for all inputs: key-point streams alone
 * never load it.
 */
final class PoseEngine implements AutoCloseable {
    private final ModelOptions options;
    private Optional<PoseModel> model = Optional.empty();
    private Optional<PoseEstimator> estimator = Optional.empty();
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

    private PoseEstimator open(DoubleConsumer progress) throws ModelException {
        ModelCatalog catalog = ModelCatalog.find();
        model = Optional.of(catalog.landmarks(options.model()));
        return DjlPoseEstimator.open(catalog, options.model(), settings(), progress);
    }

    private DjlPoseEstimator.Settings settings() {
        DjlPoseEstimator.Settings usual = DjlPoseEstimator.Settings.DEFAULT;
        return new DjlPoseEstimator.Settings(
                options.portable() ? ModelForm.PORTABLE : usual.form(),
                usual.minimumScore(),
                usual.minimumPresence(),
                usual.searchInterval(),
                usual.bystanderInterval());
    }

    @Override
    public void close() {
        estimator.ifPresent(PoseEstimator::close);
        estimator = Optional.empty();
    }
}
