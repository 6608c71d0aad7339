package formcheck.pipeline;

import formcheck.capture.CaptureException;
import formcheck.capture.Frame;
import formcheck.capture.FrameSource;
import formcheck.capture.SourceInfo;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches the frames of another source ahead in a thread of its own, so that decoding and pose estimation overlap. A source that
 * waits (a file) is held back once a few frames are ahead, and none is dropped. A live source (a camera) is read as fast as it
 * delivers, and only its newest frame is kept.
 */
final class FrameFeed implements FrameSource {
    /** Enough to even out the cost of key frames; a 4K frame takes 25 MB. */
    private static final int AHEAD = 3;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(FrameFeed.class);

    private final FrameSource source;
    private final FetchedAhead<Frame> frames;

    FrameFeed(FrameSource source) {
        this.source = source;
        String name = "frames of " + source.info().name();
        this.frames = source.info().live()
                ? FetchedAhead.newest(name, source::next)
                : FetchedAhead.every(name, source::next, AHEAD);
    }

    @Override
    public SourceInfo info() {
        return source.info();
    }

    @Override
    public Optional<Frame> next() throws CaptureException {
        return frames.next();
    }

    /** Number of dropped frames. */
    long dropped() {
        return frames.dropped();
    }

    @Override
    public Optional<String> damage() {
        return source.damage();
    }

    /** Makes a waiting {@link #next()} return. The thread that reads ends soon after. */
    void stop() {
        frames.stop();
    }

    /** Ends the thread, then closes the source. */
    @Override
    public void close() {
        frames.stop();
        source.close();
        if (!frames.endsWithin(PATIENCE)) {
            LOG.warn("{} does not end its reading", source.info().name());
        }
    }
}
