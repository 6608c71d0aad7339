package formcheck.pipeline;

import formcheck.capture.CaptureException;
import formcheck.capture.Frame;
import formcheck.capture.FrameSource;
import formcheck.capture.SourceInfo;
import java.util.ArrayDeque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Another source whose frames are fetched ahead by a thread of its own, so that decoding and looking at pictures overlap.
 * A source that waits (a file) is held back once a few frames are ahead, and none is lost. A source that does not (a
 * camera) is emptied as fast as it delivers, and only its newest frame is kept: what is judged is what is there now.
 */
final class FrameFeed implements FrameSource {
    /** Enough to even out the cost of key frames; a picture of 4K takes 25 MB. */
    private static final int AHEAD = 3;

    private static final long PATIENCE_MILLIS = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(FrameFeed.class);

    private final FrameSource source;
    private final boolean newestOnly;
    private final Thread reader;
    private final Object lock = new Object();
    private final ArrayDeque<Frame> ahead = new ArrayDeque<>();
    private @Nullable Throwable failure;
    private boolean started;
    private boolean ended;
    private boolean closed;
    private long dropped;

    FrameFeed(FrameSource source) {
        this.source = source;
        this.newestOnly = source.info().live();
        this.reader = new Thread(this::read, "frames of " + source.info().name());
        reader.setDaemon(true);
    }

    @Override
    public SourceInfo info() {
        return source.info();
    }

    @Override
    public Optional<Frame> next() throws CaptureException {
        synchronized (lock) {
            if (!started && !closed) {
                started = true;
                reader.start();
            }
            try {
                while (ahead.isEmpty() && !ended && !closed) {
                    lock.wait();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
            if (closed) {
                return Optional.empty();
            }
            Frame frame = ahead.poll();
            lock.notifyAll();
            if (frame == null && failure != null) {
                throwFailure(failure);
            }
            return Optional.ofNullable(frame);
        }
    }

    private static void throwFailure(Throwable failure) throws CaptureException {
        if (failure instanceof CaptureException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
        throw (RuntimeException) failure;
    }

    /** How many frames came and were not kept. */
    long dropped() {
        synchronized (lock) {
            return dropped;
        }
    }

    @Override
    public Optional<String> damage() {
        return source.damage();
    }

    /** Makes a waiting {@link #next()} return; the thread that reads ends soon after. */
    void stop() {
        synchronized (lock) {
            closed = true;
            ahead.clear();
            lock.notifyAll();
        }
    }

    /** Ends the thread, then the source is closed and nothing of it is in use any more. */
    @Override
    public void close() {
        stop();
        source.close();
        try {
            reader.join(PATIENCE_MILLIS);
            if (reader.isAlive()) {
                LOG.warn("{} does not end its reading", source.info().name());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try {
            Optional<Frame> frame = source.next();
            while (frame.isPresent() && keep(frame.get())) {
                frame = source.next();
            }
        } catch (CaptureException | RuntimeException | Error e) {
            synchronized (lock) {
                failure = e;
            }
        } finally {
            synchronized (lock) {
                ended = true;
                lock.notifyAll();
            }
        }
    }

    /** False once nobody wants frames any more. */
    private boolean keep(Frame frame) {
        synchronized (lock) {
            if (newestOnly) {
                dropped += ahead.size();
                ahead.clear();
            }
            try {
                while (ahead.size() >= AHEAD && !closed) {
                    lock.wait();
                }
            } catch (InterruptedException e) {
                return false; // nobody but this class knows the thread, and it does not interrupt it
            }
            if (!closed) {
                ahead.add(frame);
                lock.notifyAll();
            }
            return !closed;
        }
    }
}
