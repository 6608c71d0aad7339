package formcheck.live;

import formcheck.capture.CaptureException;
import formcheck.capture.Frame;
import formcheck.capture.Jpeg;
import formcheck.capture.VideoWriter;
import formcheck.exercise.Rep;
import formcheck.session.LiveRecording;
import formcheck.session.Moment;
import formcheck.session.PictureChoice;
import formcheck.session.StoreException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores images of a live session if the person allows it: stills of each repetition, and optionally the video. Encodes
 * in a thread of its own with a short queue. If it falls behind, it skips images, never judged frames.
 *
 * <p>A set may have begun with a raise of some seconds ago. So the last 30 seconds stay in memory as JPEG, ten images a second, 48 MB
 * at most: the video begins with those from ten seconds before the set on.
 */
final class PictureKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PictureKeeper.class);

    /** Images that wait while the video is opened, which takes a quarter of a second: 11 MB of 640 x 480 pixels. */
    private static final int QUEUE = 12;

    /** Images a second from which the still of a moment is chosen. */
    private static final double STILLS_RATE = 10;

    /**
     * Longest time since the start of a repetition, seconds: a first raise counts when the second one shows that the person goes on.
     */
    private static final double REMEMBERED = 30;

    /** Most bytes of the stills in memory: 30 s of 640 x 480 pixels take 12 MB, of the largest images 40. */
    private static final long LARGEST = 48 << 20;

    /** Seconds of the video before the set: its first raise may be found to be one only after the set has begun. */
    private static final double LEAD = 10;

    /** Number of earlier images that are written with each new one. */
    private static final int CATCH_UP = 3;

    private record TakenFrame(double at, Frame frame) {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Still(double at, byte[] jpeg, int width, int height) {
        static Still of(TakenFrame taken) {
            return new Still(taken.at, Jpeg.of(taken.frame), taken.frame.width(), taken.frame.height());
        }
    }

    private final PictureChoice.KeptPictureKind kind;
    private final BlockingQueue<TakenFrame> queue = new ArrayBlockingQueue<>(QUEUE);
    private final Deque<Still> stills = new ArrayDeque<>();
    private long bytes;
    private final @Nullable Thread thread;
    private volatile boolean closed;
    private volatile @Nullable LiveRecording recording;
    private volatile double filmFrom = Double.POSITIVE_INFINITY;
    private @Nullable VideoWriter video;

    /** Images of the video before those that come now, until they are written. */
    private final Deque<Still> earlier = new ArrayDeque<>();

    private boolean filming;
    private boolean failed;
    private double lastStill = Double.NEGATIVE_INFINITY;

    PictureKeeper(PictureChoice.KeptPictureKind kind) {
        this.kind = kind;
        if (kind == PictureChoice.KeptPictureKind.NONE) {
            this.thread = null;
        } else {
            Thread encoder = new Thread(this::encode, "formcheck-pictures");
            encoder.setDaemon(true);
            this.thread = encoder;
            encoder.start();
        }
    }

    /** Stores images in this recording from now on. */
    void recording(LiveRecording begun) {
        recording = begun;
    }

    /**
     * Begins the video a little before a set, as far as its images are still in memory. Only the first call counts.
     *
     * @param set second of the session at which the set began
     */
    void filmFrom(double set) {
        filmFrom = Math.min(filmFrom, set - LEAD);
    }

    /**
     * Adds a frame without blocking.
     *
     * @param opened second of the session at which the source opened
     */
    void offer(double opened, Frame frame) {
        if (thread != null && !closed) {
            boolean taken = queue.offer(new TakenFrame(opened + frame.at().toNanos() * 1e-9, frame));
            if (!taken) {
                LOG.trace("skipped an image to store");
            }
        }
    }

    /** Stores the stills of a repetition. */
    void keep(LiveRecording open, Rep rep) throws StoreException {
        if (kind == PictureChoice.KeptPictureKind.NONE) {
            return;
        }
        for (Moment moment : Moment.values()) {
            OptionalDouble at = moment.of(rep);
            Optional<Still> nearest = at.isPresent() ? nearest(at.getAsDouble()) : Optional.empty();
            if (nearest.isPresent()) {
                try {
                    open.still(rep.index(), moment, nearest.get().jpeg);
                } catch (StoreException e) {
                    LOG.warn("{}", e.getMessage()); // the repetition itself is stored
                }
            }
        }
    }

    private Optional<Still> nearest(double at) {
        synchronized (stills) {
            return stills.stream()
                    .filter(still -> Math.abs(still.at - at) < 0.5)
                    .min((one, other) -> Double.compare(Math.abs(one.at - at), Math.abs(other.at - at)));
        }
    }

    private void encode() {
        try {
            while (!closed || !queue.isEmpty()) {
                TakenFrame taken = queue.poll(200, TimeUnit.MILLISECONDS);
                if (taken != null) {
                    encode(taken);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("images are no longer stored", e);
        } finally {
            endFilm();
        }
    }

    private void endFilm() {
        LiveRecording open = recording;
        while (open != null && !failed && !earlier.isEmpty()) {
            writeEarliest(open);
        }
        VideoWriter written = video;
        if (written != null) {
            written.close();
        }
    }

    private void encode(TakenFrame taken) {
        LiveRecording open = recording;
        if (kind == PictureChoice.KeptPictureKind.VIDEO
                && open != null
                && !failed) { // the recording begins with the first set
            film(open, taken);
        }
        if (taken.at - lastStill >= 1 / STILLS_RATE - 1e-3) {
            lastStill = taken.at;
            remember(Still.of(taken));
        }
    }

    private void remember(Still still) {
        synchronized (stills) {
            stills.addLast(still);
            bytes += still.jpeg.length;
            while (stills.getFirst().at < still.at - REMEMBERED || (bytes > LARGEST && stills.size() > 1)) {
                bytes -= stills.removeFirst().jpeg.length;
            }
        }
    }

    private void film(LiveRecording open, TakenFrame taken) {
        if (!filming) {
            filming = true;
            stills.stream().filter(still -> still.at >= filmFrom).forEach(earlier::addLast);
        }
        if (earlier.isEmpty()) {
            write(open, taken.at, taken.frame);
            return;
        }
        earlier.addLast(Still.of(taken));
        for (int n = 0; n < CATCH_UP && !failed && !earlier.isEmpty(); n++) {
            writeEarliest(open);
        }
    }

    private void writeEarliest(LiveRecording open) {
        Still still = earlier.removeFirst();
        write(open, still.at, Jpeg.frame(still.jpeg, Duration.ZERO, still.width, still.height));
    }

    private void write(LiveRecording open, double second, Frame frame) {
        try {
            VideoWriter writer = video;
            if (writer == null) {
                writer = open.video(second, frame.width(), frame.height());
                video = writer;
            }
            Duration at = Duration.ofNanos(Math.round(second * 1e9));
            writer.write(new Frame(frame.index(), at, frame.width(), frame.height(), frame.rgb()));
        } catch (CaptureException | StoreException e) {
            failed = true;
            earlier.clear();
            LOG.warn("the video ends here: {}", e.getMessage());
        }
    }

    /** Ends the video. What was written can be played. */
    @Override
    public void close() {
        closed = true;
        Thread encoder = thread;
        if (encoder != null) {
            try {
                encoder.join(5_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
