package formcheck.live;

import formcheck.capture.PushedFrames;
import java.time.Duration;

/** Receives the images of a run: those of the browser's camera or those of the phone. Thread-safe. */
final class ImageSink {
    private final PushedFrames frames;
    private final boolean ofPhone;
    private final long opened = System.nanoTime();

    /** @param ofPhone whether the phone sends the images */
    ImageSink(PushedFrames frames, boolean ofPhone) {
        this.frames = frames;
        this.ofPhone = ofPhone;
    }

    /** Receives an image of the browser's camera. Ignored if the phone is the source. */
    void page(PageImage image) {
        if (!ofPhone) {
            frames.offer(image.jpeg(), image.taken(), image.sequence());
        }
    }

    /** Receives an image of the phone. Ignored if the phone is not the source, or if it was taken before this run. */
    void phone(PhoneImage image) {
        if (ofPhone) {
            frames.offer(image.jpeg(), Duration.ofNanos(image.captured() - opened), image.sequence());
        }
    }
}
