package formcheck.live;

import formcheck.capture.Frame;
import formcheck.capture.PushedFrames;
import formcheck.capture.SourceInfo;
import formcheck.capture.SourceSpec;
import formcheck.exercise.Exercise;
import formcheck.pipeline.FrameResult;
import formcheck.pose.PoseEstimator;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs the source of a live session, one run at a time. Belongs to the thread of the session, except {@link #images}.
 * Drops results of a stopped run.
 */
final class SourceRuns {

    /** Receives the results of a run, in the thread of the session unless stated otherwise. */
    interface SourceListener {
        /** @param at second of the session at time 0 of the source */
        void opened(CoachedSession session, double at, SourceInfo info);

        /**
         * Receives a captured frame. Called in the capture thread, must not wait.
         *
         * @param opened second of the session at which its source opened
         */
        void fetched(double opened, Frame frame);

        /**
         * Receives the frame as a JPEG file, for a page that cannot access the source itself. Called in the
         * capture thread.
         */
        void fetched(long frame, byte[] jpeg);

        /**
         * @param arrival of the image, if a browser sent it
         * @param busy nanoseconds that estimating and judging took
         * @param judged {@link System#nanoTime()} when it was judged
         */
        void result(
                CoachedSession session,
                FrameResult result,
                Optional<PushedFrames.Arrival> arrival,
                long busy,
                long judged);

        /** Reports the first frame of this run that could not be judged. The run goes on. */
        void failed();

        /** @param problem why it failed, in words for the user; empty if the source ended */
        void ended(CoachedSession session, SourceSpec spec, Optional<String> problem);
    }

    private final SerialExecutor live;
    private final SourceListener listener;
    private @Nullable LiveRun run;
    private long number;

    private final ImageEntry images = new ImageEntry();

    SourceRuns(SerialExecutor live, SourceListener listener) {
        this.live = live;
        this.listener = listener;
    }

    /** @param from where a video goes on, time of the video; zero for other sources */
    void start(SourceSpec spec, Duration from, CoachedSession session, PoseEstimator estimator) {
        number++;
        LiveRun next = new LiveRun(
                spec,
                from,
                session.exercise(),
                estimator,
                session.posture(estimator),
                new RunForwarder(number, spec, session));
        run = next;
        images.lead(next);
        next.start();
    }

    void stop() {
        LiveRun running = run;
        run = null;
        images.close();
        number++;
        if (running != null) {
            running.stop();
        }
    }

    boolean running() {
        return run != null;
    }

    /** Changes the exercise of the running source from the next frame on. */
    void judgeBy(Exercise personal) {
        LiveRun running = run;
        if (running != null) {
            running.judgeBy(personal);
        }
    }

    /** Returns where images of the browser's camera or of the phone come in. Thread-safe. */
    ImageEntry images() {
        return images;
    }

    /** Runs a task after a delay, unless a run starts or stops in the meantime. */
    void unlessChanged(Duration delay, Runnable task) {
        long before = number;
        live.schedule(
                () -> {
                    if (before == number) {
                        task.run();
                    }
                },
                delay);
    }

    /** Forwards the results of one run to the thread of the session. */
    private final class RunForwarder implements LiveRun.RunListener {
        private final long own;
        private final SourceSpec spec;
        private final CoachedSession session;
        private volatile double opened;

        RunForwarder(long own, SourceSpec spec, CoachedSession session) {
            this.own = own;
            this.spec = spec;
            this.session = session;
        }

        private void hand(Runnable work) {
            live.execute(() -> {
                if (own == number) {
                    work.run();
                }
            });
        }

        @Override
        public void opened(SourceInfo info) {
            double now = session.seconds();
            opened = now; // frames are captured before the thread of the session handles this
            hand(() -> listener.opened(session, now, info));
        }

        @Override
        public void taken(Frame frame) {
            listener.fetched(opened, frame);
        }

        @Override
        public void image(long frame, byte[] jpeg) {
            listener.fetched(frame, jpeg);
        }

        @Override
        public void result(FrameResult result, Optional<PushedFrames.Arrival> arrival, long busy, long judged) {
            hand(() -> listener.result(session, result, arrival, busy, judged));
        }

        @Override
        public void failed() {
            hand(listener::failed);
        }

        @Override
        public void ended(Optional<String> problem) {
            hand(() -> listener.ended(session, spec, problem));
        }
    }
}
