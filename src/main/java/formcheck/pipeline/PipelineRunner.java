package formcheck.pipeline;

import formcheck.capture.CaptureException;
import formcheck.capture.FrameSource;
import formcheck.capture.SourceInfo;
import formcheck.exercise.RepEvent;
import formcheck.pose.BridgedPoses;
import formcheck.pose.EstimatedPoses;
import formcheck.pose.PoseEstimator;
import formcheck.pose.PoseFrame;
import formcheck.pose.PoseSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Runs one source through a pipeline, from its first frame to its last. A file keeps every frame, so that it gives the same
 * results each time; a live source keeps its newest frame and drops the rest.
 *
 * <p>A thread of its own fetches the frames. On a file another one estimates poses while the caller judges earlier ones; on a
 * live source, which must not lag, the caller does both. When {@link #run} has returned, no inference is running.
 */
public final class PipelineRunner implements AutoCloseable {

    /** Receives the results, in the thread that runs. An exception from it ends the run. */
    public interface Listener {
        /** One frame was judged. */
        void frame(FrameResult result);

        /**
         * Judging one frame threw. If this returns, the run continues with the next frame, without the movement under way. By
         * default the exception ends the run.
         */
        default void failed(PoseFrame frame, RuntimeException failure) {
            throw failure;
        }

        /** The events after the last frame. */
        default void end(List<RepEvent> events) {}
    }

    /** Why a run ended. */
    public enum Ending {
        /** The source has no more frames. */
        COMPLETE,
        /** {@link #stop()} was called, or the thread was interrupted; the interrupt is kept. */
        STOPPED
    }

    private final PoseSource poses;
    private final Optional<FrameFeed> feed;
    private final Optional<PoseFeed> posesAhead;
    private volatile boolean stopped;

    private PipelineRunner(PoseSource poses, Optional<FrameFeed> feed, Optional<PoseFeed> posesAhead) {
        this.poses = poses;
        this.feed = feed;
        this.posesAhead = posesAhead;
    }

    /**
     * Frames through an estimator. The estimator is in use until {@link #run} returns, and is not closed.
     *
     * @param source is closed with this runner
     */
    public static PipelineRunner of(FrameSource source, PoseEstimator estimator) {
        return of(source, estimator, EstimatedPoses::new);
    }

    /** As {@link #of(FrameSource, PoseEstimator)}, but estimates only some frames of a recording, see {@link BridgedPoses}. */
    public static PipelineRunner bridged(FrameSource source, PoseEstimator estimator) {
        return of(source, estimator, source.info().live() ? EstimatedPoses::new : BridgedPoses::new);
    }

    private static PipelineRunner of(
            FrameSource source,
            PoseEstimator estimator,
            BiFunction<FrameSource, PoseEstimator, PoseSource> estimating) {
        FrameFeed feed = new FrameFeed(source);
        PoseSource poses = estimating.apply(feed, estimator);
        if (source.info().live()) {
            return new PipelineRunner(poses, Optional.of(feed), Optional.empty());
        }
        PoseFeed ahead = new PoseFeed(poses);
        return new PipelineRunner(ahead, Optional.of(feed), Optional.of(ahead));
    }

    /**
     * Existing poses, such as a recorded stream.
     *
     * @param poses is closed with this runner
     */
    public static PipelineRunner of(PoseSource poses) {
        return new PipelineRunner(poses, Optional.empty(), Optional.empty());
    }

    public SourceInfo info() {
        return poses.info();
    }

    /**
     * Runs to the end, once. The listener receives the last events however the source ends.
     *
     * @throws CaptureException if frames stopped coming; every frame until then was judged
     */
    public Ending run(FormPipeline pipeline, Listener listener) throws CaptureException {
        try {
            Optional<PoseFrame> pose = next();
            while (pose.isPresent()) {
                listener.frame(judged(pipeline, pose.get(), listener));
                pose = next();
            }
        } catch (CaptureException e) {
            listener.end(pipeline.finish());
            throw e;
        } finally {
            if (posesAhead.isPresent()) {
                feed.ifPresent(FrameFeed::stop);
                posesAhead.get().end();
            }
        }
        listener.end(pipeline.finish());
        return mayGoOn() ? Ending.COMPLETE : Ending.STOPPED;
    }

    /** The result of a frame. Handles the pipeline's exceptions only, not the listener's. */
    private static FrameResult judged(FormPipeline pipeline, PoseFrame frame, Listener listener) {
        try {
            return pipeline.process(frame);
        } catch (RuntimeException e) {
            listener.failed(frame, e);
            return pipeline.giveUp(frame);
        }
    }

    private Optional<PoseFrame> next() throws CaptureException {
        return mayGoOn() ? poses.next() : Optional.empty();
    }

    private boolean mayGoOn() {
        return !stopped && !Thread.currentThread().isInterrupted();
    }

    /** Number of frames that a live source dropped. */
    public long dropped() {
        return feed.map(FrameFeed::dropped).orElse(0L);
    }

    /** What was wrong with the source, in words for the user. Complete once {@link #run} has returned. */
    public Optional<String> damage() {
        return poses.damage();
    }

    /** Makes {@link #run} return after the present frame. From any thread, at any time. */
    public void stop() {
        stopped = true;
        feed.ifPresent(FrameFeed::stop);
        posesAhead.ifPresent(PoseFeed::stop);
    }

    /** Ends the thread that fetches, and closes the source. After {@link #run}, by the same thread. */
    @Override
    public void close() {
        stop();
        poses.close();
    }
}
