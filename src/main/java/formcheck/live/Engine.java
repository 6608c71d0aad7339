package formcheck.live;

import formcheck.pose.EndingException;
import formcheck.pose.ModelException;
import formcheck.pose.PoseEstimator;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads the pose model in the background, so that the first page does not wait for it. */
public final class Engine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

    /** Loads a pose model. */
    public interface Loader {
        /**
         * Loads the model.
         *
         * @param progress receives the share that is loaded, 0 to 1
         * @throws ModelException if it cannot be loaded, in words for the user
         */
        PoseEstimator load(DoubleConsumer progress) throws ModelException;
    }

    private final Loader loader;
    private final Runnable changed;
    private final Thread thread;
    private volatile boolean ending;
    private volatile double progress;
    private volatile @Nullable PoseEstimator estimator;
    private volatile @Nullable String failure;

    /** @param changed called on progress, success and failure, in the loading thread */
    public Engine(Loader loader, Runnable changed) {
        this.loader = loader;
        this.changed = changed;
        this.thread = new Thread(this::load, "formcheck-engine");
        thread.setDaemon(true);
    }

    /** Starts loading. */
    public void start() {
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
            return; // the JVM may exit before ending() is called
        } catch (RuntimeException | LinkageError e) {
            if (ending) {
                return; // interrupted by the end of the program, not a failure
            }
            LOG.error("the pose model does not load", e);
            failure = "The pose model does not load on this system. Start FormCheck with --verbose to see why.";
        }
        changed.run();
    }

    /** Returns the share that is loaded, 0 to 1. */
    public double progress() {
        return progress;
    }

    /** Returns the loaded model; empty until then. */
    public Optional<PoseEstimator> estimator() {
        return Optional.ofNullable(estimator);
    }

    /** Returns why the model cannot be loaded, in words for the user; empty if it can. */
    public Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    /** Announces that the program is about to end. A load that fails from now on is not logged. */
    public void ending() {
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
