package formcheck.web;

import formcheck.capture.CaptureException;
import formcheck.capture.CaptureLimits;
import formcheck.capture.Frame;
import formcheck.capture.FrameSource;
import formcheck.capture.Jpeg;
import formcheck.capture.PushedPictures;
import formcheck.capture.SourceInfo;
import formcheck.capture.SourceSpec;
import formcheck.exercise.Exercise;
import formcheck.motion.posture.PostureTracker;
import formcheck.pipeline.FormPipeline;
import formcheck.pipeline.FrameResult;
import formcheck.pipeline.PipelineRunner;
import formcheck.pose.PoseEstimator;
import formcheck.pose.PoseFrame;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One source on its way through the pipeline, in a thread of its own, which alone runs inference. What it yields goes to
 * an audience, in that thread.
 */
final class LiveRun {
    private static final Logger LOG = LoggerFactory.getLogger(LiveRun.class);
    private static final long PATIENCE_MILLIS = 15_000;

    /** Hears of everything that a run yields. */
    interface Audience {
        /** What a page that does not see the source by itself is shown of it, in the thread that fetches. */
        void picture(long frame, byte[] jpeg);

        /** A picture came, in the thread that fetches; it must not be waited for. */
        void taken(Frame frame);

        void opened(SourceInfo info);

        /**
         * @param arrival how the picture came in, if a browser sent it
         * @param judged {@link System#nanoTime()} when it had been judged
         */
        void result(FrameResult result, Optional<PushedPictures.Arrival> arrival, long judged);

        /** A picture could not be judged, for the first time in this run, which goes on. */
        void stumbled();

        /**
         * @param problem what ended it, in words for the user; empty if the source was over, or the run was stopped
         */
        void ended(Optional<String> problem);
    }

    private final SourceSpec spec;
    private final PoseEstimator estimator;
    private final Audience audience;
    private final Optional<PushedPictures> pushed;
    private final Thread thread = new Thread(this::run, "formcheck-inference");
    private final Object lock = new Object();
    private final FormPipeline pipeline;
    private @Nullable PipelineRunner runner;
    private boolean stopped;

    LiveRun(
            SourceSpec spec,
            Exercise exercise,
            PoseEstimator estimator,
            Optional<PostureTracker> posture,
            Audience audience) {
        this.spec = spec;
        this.pipeline = new FormPipeline(exercise, posture);
        this.estimator = estimator;
        this.audience = audience;
        this.pushed = spec instanceof SourceSpec.Browser browser
                ? Optional.of(browser.open(CaptureLimits.DEFAULT))
                : Optional.empty();
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Judges by what was proven of the person, from the next picture on. */
    void judgeBy(Exercise personal) {
        pipeline.judgeBy(personal);
    }

    /** Where a browser's pictures go. */
    Optional<PushedPictures> pushed() {
        return pushed;
    }

    SourceSpec spec() {
        return spec;
    }

    /** Ends it, and waits until no inference is under way. A source that is still being opened is not waited for. */
    void stop() {
        boolean inferring;
        synchronized (lock) {
            stopped = true;
            inferring = runner != null;
            if (runner != null) {
                runner.stop();
            }
        }
        pushed.ifPresent(PushedPictures::close);
        if (inferring) {
            join();
        }
    }

    private void join() {
        try {
            thread.join(PATIENCE_MILLIS);
            if (thread.isAlive()) {
                LOG.warn("the run of {} does not end", spec);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        Optional<String> problem = Optional.empty();
        try (PipelineRunner running = runner(source())) {
            audience.opened(running.info());
            running.run(pipeline, new Judging());
        } catch (CaptureException e) {
            problem = Optional.ofNullable(e.getMessage());
        } catch (RuntimeException | Error e) {
            LOG.error("the live line broke", e);
            problem = Optional.of("Something went wrong. Start FormCheck with --verbose to see what.");
        } finally {
            boolean wanted;
            synchronized (lock) {
                wanted = stopped;
                runner = null;
            }
            if (!wanted) {
                audience.ended(problem);
            }
        }
    }

    private PipelineRunner runner(FrameSource source) throws CaptureException {
        synchronized (lock) {
            if (stopped) {
                source.close();
                throw new CaptureException("Nobody waits for " + source.info().name() + " any more.");
            }
            PipelineRunner running = PipelineRunner.of(source, estimator);
            runner = running;
            return running;
        }
    }

    private FrameSource source() throws CaptureException {
        FrameSource source = pushed.isPresent() ? pushed.get() : shown(spec.open(CaptureLimits.DEFAULT));
        return new WatchedFrames(source, audience::taken);
    }

    private FrameSource shown(FrameSource source) {
        return new WatchedFrames(source.asIfLive(), frame -> audience.picture(frame.index(), Jpeg.of(frame)));
    }

    private final class Judging implements PipelineRunner.Listener {
        private boolean stumbled;

        @Override
        public void frame(FrameResult result) {
            long now = System.nanoTime();
            Optional<PushedPictures.Arrival> arrival =
                    pushed.flatMap(source -> source.arrival(result.pose().index()));
            audience.result(result, arrival, now);
        }

        /** The set is worth more than a picture of it. Logged once: a fault that stays would fill the disk. */
        @Override
        public void failed(PoseFrame frame, RuntimeException failure) {
            if (stumbled) {
                LOG.debug("another picture could not be judged", failure);
            } else {
                stumbled = true;
                LOG.error("a picture could not be judged", failure);
                audience.stumbled();
            }
        }
    }
}
