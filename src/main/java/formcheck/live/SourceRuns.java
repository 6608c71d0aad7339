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
 * Runs the source of a live session, one run at a time. Belongs to the thread of the session, except {@link #offer}. Drops all
 * that a run yields after it was stopped.
 */
final class SourceRuns {

    /** Receives what a run yields; in the thread of the session unless said otherwise. */
    interface SourceListener {
        /** @param at second of the session at which the source's times begin */
        void opened(CoachedSession session, double at, SourceInfo info);

        /**
         * A frame was fetched. Called in the thread that fetches, which must not wait.
         *
         * @param opened second of the session at which its source opened
         */
        void fetched(double opened, Frame frame);

        /** The same as a JPEG file, for a page that does not see the source by itself. In the thread that fetches. */
        void fetched(long frame, byte[] jpeg);

        /**
         * @param arrival when and how the image came in, if a browser sent it
         * @param judged {@link System#nanoTime()} when it had been judged
         */
        void result(CoachedSession session, FrameResult result, Optional<PushedFrames.Arrival> arrival, long judged);

        /** A frame could not be judged, for the first time in this run, which goes on. */
        void failed();

        /** @param problem why it failed, in words for the user; empty if the source has ended */
        void ended(CoachedSession session, SourceSpec spec, Optional<String> problem);
    }

    private final SerialExecutor live;
    private final SourceListener listener;
    private @Nullable LiveRun run;
    private long number;

    /** Takes the images of the browser's camera, while that is the source. */
    private volatile @Nullable PushedFrames pushed;

    SourceRuns(SerialExecutor live, SourceListener listener) {
        this.live = live;
        this.listener = listener;
    }

    void start(SourceSpec spec, CoachedSession session, PoseEstimator estimator) {
        number++;
        LiveRun next = new LiveRun(
                spec,
                session.exercise(),
                estimator,
                session.posture(estimator),
                new RunForwarder(number, spec, session));
        run = next;
        pushed = next.pushed().orElse(null);
        next.start();
    }

    void stop() {
        LiveRun running = run;
        run = null;
        pushed = null;
        number++;
        if (running != null) {
            running.stop();
        }
    }

    boolean running() {
        return run != null;
    }

    /** Judges the running source by another exercise, from the next frame on. */
    void judgeBy(Exercise personal) {
        LiveRun running = run;
        if (running != null) {
            running.judgeBy(personal);
        }
    }

    /** An image of the browser's camera. From any thread. */
    void offer(PageImage image) {
        PushedFrames source = pushed;
        if (source != null) {
            source.offer(image.jpeg(), image.taken(), image.sequence());
        }
    }

    /** Runs a task after a delay, unless a run was started or stopped in the meantime. */
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

    /** Hands what one run yields to the thread of the session. */
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
            opened = now; // frames are fetched before the thread of the session hears of it
            hand(() -> listener.opened(session, now, info));
        }

        @Override
        public void taken(Frame frame) {
            listener.fetched(opened, frame);
        }

        @Override
        public void picture(long frame, byte[] jpeg) {
            listener.fetched(frame, jpeg);
        }

        @Override
        public void result(FrameResult result, Optional<PushedFrames.Arrival> arrival, long judged) {
            hand(() -> listener.result(session, result, arrival, judged));
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
