package formcheck.capture;

import java.util.Optional;

/** The frames of another source, each changed or dropped on its way. Closing it closes the source. */
public abstract class ChangedFrames implements FrameSource {
    private final FrameSource source;

    protected ChangedFrames(FrameSource source) {
        this.source = source;
    }

    /** Returns the next frame of the source, unchanged; empty at its end. */
    protected final Optional<Frame> unchanged() throws CaptureException {
        return source.next();
    }

    @Override
    public SourceInfo info() {
        return source.info();
    }

    @Override
    public final Optional<String> damage() {
        return source.damage();
    }

    @Override
    public void close() {
        source.close();
    }
}
