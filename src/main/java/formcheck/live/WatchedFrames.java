package formcheck.live;

import formcheck.capture.CaptureException;
import formcheck.capture.ChangedFrames;
import formcheck.capture.Frame;
import formcheck.capture.FrameSource;
import java.util.Optional;
import java.util.function.Consumer;

/** Passes each frame of another source to a consumer first, in the capture thread. */
final class WatchedFrames extends ChangedFrames {
    private final Consumer<Frame> consumer;

    WatchedFrames(FrameSource source, Consumer<Frame> consumer) {
        super(source);
        this.consumer = consumer;
    }

    @Override
    public Optional<Frame> next() throws CaptureException {
        Optional<Frame> frame = unchanged();
        frame.ifPresent(consumer);
        return frame;
    }
}
