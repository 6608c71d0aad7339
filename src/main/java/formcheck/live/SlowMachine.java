package formcheck.live;

import formcheck.exercise.RepPhase;
import formcheck.guide.GuideView;
import formcheck.pose.ModelException;
import formcheck.pose.PoseEstimator;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the steps of {@link SpeedControl}. Loads the faster model beside the session and changes to it while the arms are low, so
 * that no repetition is judged with two models. Belongs to the thread of the session.
 */
final class SlowMachine {
    private static final Logger LOG = LoggerFactory.getLogger(SlowMachine.class);

    /** Sizes of the image that the page is asked for, pixels along the longer side: three quarters and half of the usual 640. */
    private static final int SMALLER = 480;

    private static final int SMALLEST = 320;

    private final SerialExecutor live;
    private final ActivePage active;
    private final IntConsumer phone;
    private final SpeedControl control = new SpeedControl();
    private Optional<Runnable> change = Optional.empty();
    private OptionalInt longestSide = OptionalInt.empty();

    /** @param phone receives the longer side of the images that a phone is asked for, pixels */
    SlowMachine(SerialExecutor live, ActivePage active, IntConsumer phone) {
        this.live = live;
        this.active = active;
        this.phone = phone;
    }

    /** A source is open. A page that was loaded again learns the size of its images. */
    void sourceOpened() {
        longestSide.ifPresent(pixels -> active.show(new PageView.ImageSize(pixels)));
    }

    /**
     * Processes one result.
     *
     * @param busy nanoseconds that judging it took
     * @param judged {@link System#nanoTime()} when it was judged
     */
    void judged(CoachedSession session, PoseEstimator estimator, GuideView view, long busy, long judged) {
        if (change.isPresent() && view.phase() == RepPhase.REST) {
            change.get().run();
            change = Optional.empty();
            control.done(judged * 1e-9);
        }
        control.judged(judged * 1e-9, busy * 1e-9).ifPresent(step -> {
            session.saySlow();
            switch (step) {
                case FASTER_MODEL -> load(estimator);
                case SMALLER_IMAGES -> ask(SMALLER);
                case SMALLEST_IMAGES -> ask(SMALLEST);
            }
        });
    }

    private void ask(int pixels) {
        longestSide = OptionalInt.of(pixels);
        active.show(new PageView.ImageSize(pixels));
        phone.accept(pixels);
        done();
    }

    private void done() {
        control.done(System.nanoTime() * 1e-9);
    }

    private void load(PoseEstimator estimator) {
        Thread loading = new Thread(
                () -> {
                    Optional<Runnable> loaded = loaded(estimator);
                    live.execute(() -> {
                        change = loaded;
                        if (loaded.isEmpty()) {
                            done();
                        }
                    });
                },
                "formcheck-faster-model");
        loading.setDaemon(true);
        loading.start();
    }

    private static Optional<Runnable> loaded(PoseEstimator estimator) {
        try {
            return estimator.loadFaster();
        } catch (ModelException e) {
            LOG.warn("the faster model does not load: {}", e.getMessage());
        } catch (RuntimeException | LinkageError e) {
            LOG.debug("the faster model does not load", e); // the program may be about to end
        }
        return Optional.empty();
    }
}
