package formcheck.live;

import formcheck.capture.CaptureException;
import formcheck.capture.CaptureLimits;
import formcheck.capture.Frame;
import formcheck.capture.FrameSource;
import formcheck.capture.Jpeg;
import formcheck.capture.PushedFrames;
import formcheck.capture.SourceInfo;
import formcheck.capture.SourceSpec;
import formcheck.exercise.Exercise;
import formcheck.motion.posture.PostureTracker;
import formcheck.pipeline.FormPipeline;
import formcheck.pipeline.FrameResult;
import formcheck.pipeline.PipelineRunner;
import formcheck.pose.PoseEstimator;
import formcheck.pose.PoseFrame;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one source through the pipeline in a thread of its own, the only thread that runs inference. Calls a
 * {@link RunListener} in that thread.
 */
final class LiveRun {
    private static final Logger LOG = LoggerFactory.getLogger(LiveRun.class);
    private static final long STOP_TIMEOUT_MILLIS = 15_000;

    /** Receives the results of a run. */
    interface RunListener {
        /** Receives a frame of a source that no page can access itself, as a JPEG file. Called in the capture thread. */
        void image(long frame, byte[] jpeg);

        /** Receives a captured frame. Called in the capture thread, must not wait. */
        void taken(Frame frame);

        void opened(SourceInfo info);

        /**
         * @param arrival of the image, if a browser sent it
         * @param busy nanoseconds that estimating and judging took
         * @param judged {@link System#nanoTime()} when it was judged
         */
        void result(FrameResult result, Optional<PushedFrames.Arrival> arrival, long busy, long judged);

        /** Reports the first frame of this run that could not be judged. The run goes on. */
        void failed();

        /** @param problem why it failed, in words for the user; empty if the source ended */
        void ended(Optional<String> problem);
    }

    private final SourceSpec spec;
    private final Duration from;
    private final TimedEstimator estimator;
    private final RunListener listener;
    private final Optional<PushedFrames> pushed;
    private final Optional<ImageSink> images;
    private final Thread thread = new Thread(this::run, "formcheck-inference");
    private final Object lock = new Object();
    private final FormPipeline pipeline;
    private @Nullable PipelineRunner runner;
    private boolean stopped;

    /** @param from where a video goes on, time of the video */
    LiveRun(
            SourceSpec spec,
            Duration from,
            Exercise exercise,
            PoseEstimator estimator,
            Optional<PostureTracker> posture,
            RunListener listener) {
        this.spec = spec;
        this.from = from;
        this.pipeline = new FormPipeline(exercise, posture);
        this.estimator = new TimedEstimator(estimator);
        this.listener = listener;
        this.pushed = pushed(spec);
        this.images = pushed.map(frames -> new ImageSink(frames, spec instanceof SourceSpec.Phone));
        thread.setDaemon(true);
    }

    private static Optional<PushedFrames> pushed(SourceSpec spec) {
        if (spec instanceof SourceSpec.Browser browser) {
            return Optional.of(browser.open(CaptureLimits.DEFAULT));
        } else if (spec instanceof SourceSpec.Phone phone) {
            return Optional.of(phone.open(CaptureLimits.DEFAULT));
        }
        return Optional.empty();
    }

    void start() {
        thread.start();
    }

    /** Changes the exercise from the next frame on. */
    void judgeBy(Exercise personal) {
        pipeline.judgeBy(personal);
    }

    /** Returns what receives the images of the browser camera or the phone; empty if another source runs. */
    Optional<ImageSink> images() {
        return images;
    }

    /** Ends the run and waits until no inference is running. Does not wait for a source that is still opening. */
    void stop() {
        boolean inferring;
        synchronized (lock) {
            stopped = true;
            inferring = runner != null;
            if (runner != null) {
                runner.stop();
            }
        }
        pushed.ifPresent(PushedFrames::close);
        if (inferring) {
            join();
        }
    }

    private void join() {
        try {
            thread.join(STOP_TIMEOUT_MILLIS);
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
            listener.opened(running.info());
            running.run(pipeline, new Judging());
        } catch (CaptureException e) {
            problem = Optional.ofNullable(e.getMessage());
        } catch (RuntimeException | Error e) {
            LOG.error("unhandled error in a live run", e);
            problem = Optional.of("Something went wrong. Start FormCheck with --verbose to see what.");
        } finally {
            boolean wanted;
            synchronized (lock) {
                wanted = stopped;
                runner = null;
            }
            if (!wanted) {
                listener.ended(problem);
            }
        }
    }

    private PipelineRunner runner(FrameSource source) throws CaptureException {
        synchronized (lock) {
            if (stopped) {
                source.close();
                throw new CaptureException("The run of " + source.info().name() + " was stopped.");
            }
            PipelineRunner running = PipelineRunner.of(source, estimator);
            runner = running;
            return running;
        }
    }

    private FrameSource source() throws CaptureException {
        FrameSource source = pushed.isPresent() ? pushed.get() : opened();
        boolean seenByThePage = spec instanceof SourceSpec.Browser;
        return new WatchedFrames(seenByThePage ? source : shown(source), listener::taken);
    }

    private FrameSource opened() throws CaptureException {
        FrameSource source = spec.open(CaptureLimits.DEFAULT);
        return from.isZero() ? source : new RestOfVideo(source, from);
    }

    private FrameSource shown(FrameSource source) {
        return new WatchedFrames(source.asIfLive(), frame -> listener.image(frame.index(), Jpeg.of(frame)));
    }

    private final class Judging implements PipelineRunner.Listener {
        private boolean failed;

        @Override
        public void frame(FrameResult result) {
            long now = System.nanoTime();
            Optional<PushedFrames.Arrival> arrival =
                    pushed.flatMap(source -> source.arrival(result.pose().index()));
            listener.result(result, arrival, now - estimator.began(), now);
        }

        /** Continues the set. Logs one error a run, because an error for each frame would fill the disk. */
        @Override
        public void failed(PoseFrame frame, RuntimeException failure) {
            if (failed) {
                LOG.debug("another frame could not be judged", failure);
            } else {
                failed = true;
                LOG.error("a frame could not be judged", failure);
                listener.failed();
            }
        }
    }
}
