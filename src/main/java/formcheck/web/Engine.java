package formcheck.web;

import formcheck.pose.EndingException;
import formcheck.pose.ModelException;
import formcheck.pose.PoseEstimator;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pose model, loaded behind the first page. */
final class Engine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

    /** Loads a pose model, and says how far it is. */
    interface Loader {
        PoseEstimator load(DoubleConsumer progress) throws ModelException;
    }

    private final Loader loader;
    private final Runnable changed;
    private final Thread thread;
    private volatile boolean ending;
    private volatile double progress;
    private volatile @Nullable PoseEstimator estimator;
    private volatile @Nullable String failure;

    /**
     * @param changed is called, in another thread, when there is progress, success or failure
     */
    Engine(Loader loader, Runnable changed) {
        this.loader = loader;
        this.changed = changed;
        this.thread = new Thread(this::load, "formcheck-engine");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void load() {
        try {
            estimator = loader.load(share -> {
                progress = share;
                changed.run();
            });
        } catch (ModelException e) {
            failure = e.getMessage();
        } catch (OutOfMemoryError e) {
            failure =
                    "There is not enough memory for the pose model. Give Java more with -Xmx2g, or close other programs.";
        } catch (EndingException e) {
            return; // the engine may see the end before the server is told of it
        } catch (RuntimeException | LinkageError e) {
            if (ending) {
                return; // what was cut short by the end of the program did not go wrong
            }
            LOG.error("the pose model does not load", e);
            failure = "The pose model does not load on this system. Start FormCheck with --verbose to see why.";
        }
        changed.run();
    }

    /** Share of the loading that is done, 0 to 1. */
    double progress() {
        return progress;
    }

    Optional<PoseEstimator> estimator() {
        return Optional.ofNullable(estimator);
    }

    /** Why there will be none, in words for the user. */
    Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    /** The program is about to end: whatever happens to the loading now is nobody's concern. */
    void ending() {
        ending = true;
    }

    @Override
    public void close() {
        ending();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        PoseEstimator loaded = estimator;
        if (loaded != null) {
            loaded.close();
        }
    }
}
