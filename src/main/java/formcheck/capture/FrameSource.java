package formcheck.capture;

import java.util.Optional;

/**
 * A sequence of frames with times that never run backwards. Used by one thread at a time, except {@link #close()}, which
 * any thread may call, more than once, and which makes a waiting {@link #next()} return soon.
 */
public interface FrameSource extends AutoCloseable {

    /** What is known of the source before its first frame. */
    SourceInfo info();

    /**
     * The next frame, waiting for it within the source's time-out; empty at the end of the source.
     *
     * @throws CaptureException if frames stopped coming (a camera was unplugged, a stream went silent)
     */
    Optional<Frame> next() throws CaptureException;

    /**
     * What was wrong with the source so far, in words for the user: for instance that the file breaks off. The frames
     * that came are good all the same. Complete once {@link #next()} has returned empty.
     */
    Optional<String> damage();

    @Override
    void close();
}
