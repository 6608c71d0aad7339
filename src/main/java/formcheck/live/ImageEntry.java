package formcheck.live;

import org.jspecify.annotations.Nullable;

/** Where images of a camera come in, for the run that wants them at the moment. Thread-safe. */
final class ImageEntry {
    private volatile @Nullable ImageSink sink;

    /** @param run the run from now on; its source may want no images */
    void lead(LiveRun run) {
        sink = run.images().orElse(null);
    }

    /** From now on images are dropped. */
    void close() {
        sink = null;
    }

    boolean isOpen() {
        return sink != null;
    }

    /** Receives an image of the browser's camera. */
    void offer(PageImage image) {
        ImageSink to = sink;
        if (to != null) {
            to.page(image);
        }
    }

    /** Receives an image of the phone. */
    void offer(PhoneImage image) {
        ImageSink to = sink;
        if (to != null) {
            to.phone(image);
        }
    }
}
