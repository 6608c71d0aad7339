package formcheck.capture;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Frames that somebody else captures and hands over as JPEG, such as a browser or a phone with its camera. Keeps the newest only: an
 * image that is not decoded when the next comes is dropped. Does not end when no image comes, because an unplugged camera
 * may come back; the page reports that case.
 */
public final class PushedFrames implements FrameSource {
    private static final int ARRIVALS_KEPT = 64;
    private static final Duration SMALLEST_STEP = Duration.ofMillis(1);

    /** A clock that goes back by more than this has been reset. */
    private static final Duration FALLS_BACK = Duration.ofSeconds(1);

    private static final Duration STEP_AFTERWARDS = Duration.ofMillis(33);

    /**
     * When an image came in, for measuring delays. Times are {@link System#nanoTime()}.
     *
     * @param index of its frame
     * @param sequence number from the sender
     * @param received when it was offered
     * @param decoding when decoding began
     * @param decoded when decoding ended
     */
    public record Arrival(long index, long sequence, long received, long decoding, long decoded) {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Offered(byte[] jpeg, Duration at, long sequence, long received) {}

    private final SourceInfo info;
    private final JpegDecoder decoder;
    private final Object lock = new Object();
    private final ArrayDeque<Arrival> arrivals = new ArrayDeque<>();
    private @Nullable Offered newest;
    private @Nullable Duration last;
    private Duration shift = Duration.ZERO;
    private long index;
    private boolean closed;
    private boolean decoding;

    /**
     * @param width of its frames, pixels
     * @param height of its frames, pixels
     */
    PushedFrames(String name, int width, int height, CaptureLimits limits) {
        this.info = new SourceInfo(name, width, height, OptionalDouble.empty(), Optional.empty(), true);
        this.decoder = new JpegDecoder(width, height, limits);
    }

    @Override
    public SourceInfo info() {
        return info;
    }

    /**
     * Hands over an image. Any thread may call it; it decodes nothing.
     *
     * @param jpeg a whole JPEG file; an image of another shape than the source is fitted in with black bars
     * @param at capture time by the clock of the sender. An image that is not later than the one before is skipped.
     *     If the clock went back by more than a second, time continues from the image before
     * @param sequence number from the sender
     */
    public void offer(byte[] jpeg, Duration at, long sequence) {
        synchronized (lock) {
            if (!closed) {
                newest = new Offered(jpeg, at, sequence, System.nanoTime());
                lock.notifyAll();
            }
        }
    }

    /** Returns when the image of a recent frame came in; empty for older frames. */
    public Optional<Arrival> arrival(long frame) {
        synchronized (lock) {
            return arrivals.stream().filter(a -> a.index() == frame).findFirst();
        }
    }

    @Override
    public Optional<Frame> next() {
        Optional<Frame> frame = Optional.empty();
        while (frame.isEmpty()) {
            Offered offered = take();
            if (offered == null) {
                return Optional.empty();
            }
            try {
                frame = decode(offered);
            } finally {
                decoded();
            }
        }
        return frame;
    }

    private @Nullable Offered take() {
        synchronized (lock) {
            try {
                while (newest == null && !closed) {
                    lock.wait();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return null;
            }
            if (closed) {
                return null;
            }
            Offered offered = newest;
            newest = null;
            decoding = true;
            return offered;
        }
    }

    /** Decodes an image. Skips one that cannot be read, because the next one comes soon. */
    private Optional<Frame> decode(Offered offered) {
        Duration before = last;
        Duration at = offered.at.plus(shift);
        if (before != null && at.compareTo(before.minus(FALLS_BACK)) < 0) {
            at = before.plus(STEP_AFTERWARDS);
        }
        if (offered.at.isNegative() || (before != null && at.minus(before).compareTo(SMALLEST_STEP) < 0)) {
            return Optional.empty();
        }
        long from = System.nanoTime();
        Optional<byte[]> rgb = decoder.rgb(offered.jpeg);
        if (rgb.isEmpty()) {
            return Optional.empty();
        }
        last = at;
        shift = at.minus(offered.at);
        Frame frame = new Frame(index++, at, info.width(), info.height(), rgb.get());
        synchronized (lock) {
            arrivals.add(new Arrival(frame.index(), offered.sequence, offered.received, from, System.nanoTime()));
            if (arrivals.size() > ARRIVALS_KEPT) {
                arrivals.remove();
            }
        }
        return Optional.of(frame);
    }

    private void decoded() {
        synchronized (lock) {
            decoding = false;
            if (closed) {
                decoder.close();
            }
        }
    }

    @Override
    public Optional<String> damage() {
        return Optional.empty();
    }

    @Override
    public void close() {
        synchronized (lock) {
            if (!closed) {
                closed = true;
                newest = null;
                lock.notifyAll();
                if (!decoding) {
                    decoder.close();
                }
            }
        }
    }
}
