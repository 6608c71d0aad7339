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
 */
final class PictureKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PictureKeeper.class);
    private static final int QUEUE = 4;

    /** Images a second from which the still of a moment is chosen. */
    private static final double STILLS_RATE = 10;

    /** Longest time since the start of a repetition, seconds. */
    private static final double REMEMBERED = 15;

    private record TakenFrame(double at, Frame frame) {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Still(double at, byte[] jpeg) {}

    private final PictureChoice.KeptPictureKind kind;
    private final BlockingQueue<TakenFrame> queue = new ArrayBlockingQueue<>(QUEUE);
    private final Deque<Still> stills = new ArrayDeque<>();
    private final @Nullable Thread thread;
    private volatile boolean closed;
    private volatile @Nullable LiveRecording recording;
    private @Nullable VideoWriter video;
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
            VideoWriter written = video;
            if (written != null) {
                written.close();
            }
        }
    }

    private void encode(TakenFrame taken) {
        if (taken.at - lastStill >= 1 / STILLS_RATE - 1e-3) {
            lastStill = taken.at;
            remember(new Still(taken.at, Jpeg.of(taken.frame)));
        }
        LiveRecording open = recording;
        if (kind == PictureChoice.KeptPictureKind.VIDEO
                && open != null
                && !failed) { // the recording begins with the first set
            film(open, taken);
        }
    }

    private void remember(Still still) {
        synchronized (stills) {
            stills.addLast(still);
            while (stills.getFirst().at < still.at - REMEMBERED) {
                stills.removeFirst();
            }
        }
    }

    private void film(LiveRecording open, TakenFrame taken) {
        try {
            VideoWriter writer = video;
            if (writer == null) {
                writer = open.video(taken.at, taken.frame.width(), taken.frame.height());
                video = writer;
            }
            Frame frame = taken.frame;
            Duration at = Duration.ofNanos(Math.round(taken.at * 1e9));
            writer.write(new Frame(frame.index(), at, frame.width(), frame.height(), frame.rgb()));
        } catch (CaptureException | StoreException e) {
            failed = true;
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
