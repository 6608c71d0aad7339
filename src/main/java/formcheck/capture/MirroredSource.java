package formcheck.capture;

import java.util.Optional;

/** Exchanges left and right in each frame of another source, for selfie footage that was stored mirrored. */
final class MirroredSource extends ChangedFrames {
    MirroredSource(FrameSource source) {
        super(source);
    }

    @Override
    public Optional<Frame> next() throws CaptureException {
        return unchanged().map(Frame::mirrored);
    }
}
