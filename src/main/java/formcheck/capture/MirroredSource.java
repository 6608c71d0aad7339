package formcheck.capture;

import java.util.Optional;

/** Another source with left and right exchanged in each picture: selfie footage becomes what was to be seen. */
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
