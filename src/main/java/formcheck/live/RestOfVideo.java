package formcheck.live;

import formcheck.capture.CaptureException;
import formcheck.capture.ChangedFrames;
import formcheck.capture.Frame;
import formcheck.capture.FrameSource;
import java.time.Duration;
import java.util.Optional;

/** A video from the place on where another page played it. Its times and numbers begin at 0 there. */
final class RestOfVideo extends ChangedFrames {
    private final Duration from;
    private long skipped;

    /** @param from time of the video; earlier frames are decoded and dropped */
    RestOfVideo(FrameSource source, Duration from) {
        super(source);
        this.from = from;
    }

    @Override
    public Optional<Frame> next() throws CaptureException {
        Optional<Frame> frame = unchanged();
        while (frame.isPresent() && frame.get().at().compareTo(from) < 0) {
            skipped++;
            frame = unchanged();
        }
        return frame.map(
                now -> new Frame(now.index() - skipped, now.at().minus(from), now.width(), now.height(), now.rgb()));
    }
}
