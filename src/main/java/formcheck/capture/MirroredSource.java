package formcheck.capture;

import java.util.Optional;

/** Exchanges left and right in each frame of another source, for selfie footage that was stored mirrored. */
final class MirroredSource implements FrameSource {

    private final FrameSource source;

    MirroredSource(FrameSource source) {
        this.source = source;
    }

    @Override
    public SourceInfo info() {
        return source.info();
    }

    @Override
    public Optional<Frame> next() throws CaptureException {
        return source.next().map(Frame::mirrored);
    }

    @Override
    public Optional<String> damage() {
        return source.damage();
    }

    @Override
    public void close() {
        source.close();
    }
}
