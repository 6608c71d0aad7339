package formcheck.capture;

import java.util.Optional;

/**
 * A sequence of frames whose times increase. For one thread at a time, except {@link #close()}: any thread may call it,
 * more than once, and it ends a waiting {@link #next()} soon.
 */
public interface FrameSource extends AutoCloseable {

    /** Returns what is known of the source before its first frame. */
    SourceInfo info();

    /**
     * Returns the next frame; empty at the end of the source. Waits for it within the time-out of the source.
     *
     * <p>Each frame has the size that {@link #info()} declares and a later time than the frame before. After
     * {@link #close()} or an exception there are no more frames.
     *
     * @throws CaptureException if the frames stop (a camera was unplugged, a stream sends nothing)
     */
    Optional<Frame> next() throws CaptureException;

    /**
     * Returns what was wrong with the source so far, in words for the user, such as a file that ends early. The
     * frames that came are valid. Complete once {@link #next()} has returned empty.
     */
    Optional<String> damage();

    /**
     * Returns this source with left and right exchanged, for footage that was stored mirrored. Closing the result
     * closes this source.
     */
    default FrameSource mirrored() {
        return new MirroredSource(this);
    }

    /** Returns this source at its own speed, as a camera would deliver it. Closing the result closes this source. */
    default FrameSource asIfLive() {
        return info().live() ? this : new PacedSource(this);
    }

    @Override
    void close();
}
