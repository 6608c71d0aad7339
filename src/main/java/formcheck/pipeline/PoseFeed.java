package formcheck.pipeline;

import formcheck.capture.CaptureException;
import formcheck.capture.SourceInfo;
import formcheck.pose.PoseFrame;
import formcheck.pose.PoseSource;
import java.util.Optional;

/**
 * Estimates poses ahead in a thread of its own, so that on a file estimating and judging overlap: judging posture runs a network
 * too. In order, and none is dropped.
 */
final class PoseFeed implements PoseSource {
    /** Enough to even out the frames in which a repetition is judged; each holds its image. */
    private static final int AHEAD = 2;

    private final PoseSource source;
    private final FetchedAhead<PoseFrame> poses;

    PoseFeed(PoseSource source) {
        this.source = source;
        this.poses = FetchedAhead.every("poses of " + source.info().name(), source::next, AHEAD);
    }

    @Override
    public SourceInfo info() {
        return source.info();
    }

    @Override
    public Optional<PoseFrame> next() throws CaptureException {
        return poses.next();
    }

    @Override
    public Optional<String> damage() {
        return source.damage();
    }

    /** Makes a waiting {@link #next()} return, now and later. */
    void stop() {
        poses.stop();
    }

    /** As {@link #stop}; when it returns, no inference is running. An interrupt is kept until then. */
    void end() {
        poses.end();
    }

    @Override
    public void close() {
        stop();
        source.close(); // makes a thread that waits for a frame end
        end();
    }
}
