package formcheck.live;

import formcheck.capture.CaptureException;
import formcheck.capture.Frame;
import formcheck.capture.FrameSource;
import formcheck.capture.SourceInfo;
import java.util.Optional;
import java.util.function.Consumer;

/** Passes each frame of another source to a consumer first, in the capture thread. */
final class WatchedFrames implements FrameSource {
    private final FrameSource source;
    private final Consumer<Frame> consumer;

    WatchedFrames(FrameSource source, Consumer<Frame> consumer) {
        this.source = source;
        this.consumer = consumer;
    }

    @Override
    public SourceInfo info() {
        return source.info();
    }

    @Override
    public Optional<Frame> next() throws CaptureException {
        Optional<Frame> frame = source.next();
        frame.ifPresent(consumer);
        return frame;
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
