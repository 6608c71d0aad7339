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
     * <p>Every frame has the size that {@link #info()} names, and is later than the one before. After {@link #close()} and
     * after an exception there are none.
     *
     * @throws CaptureException if frames stopped coming (a camera was unplugged, a stream went silent)
     */
    Optional<Frame> next() throws CaptureException;

    /**
     * What was wrong with the source so far, in words for the user: for instance that the file breaks off. The frames
     * that came are good all the same. Complete once {@link #next()} has returned empty.
     */
    Optional<String> damage();

    /**
     * This source with left and right exchanged, for footage that was stored mirrored: everything after sees the person's
     * own left and right. Closing it closes this source.
     */
    default FrameSource mirrored() {
        return new MirroredSource(this);
    }

    /** This source played at its own speed, as a camera would deliver it. Closing it closes this source. */
    default FrameSource asIfLive() {
        return info().live() ? this : new PacedSource(this);
    }

    @Override
    void close();
}
