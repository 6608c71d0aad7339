package formcheck.capture;

import java.util.Optional;

/**
 * Plays a recording like a camera: each frame comes at its own time, and a slow reader misses frames. Closing it ends
 * waiting.
 */
final class PacedSource extends ChangedFrames {
    private static final long MILLI = 1_000_000;

    private final SourceInfo info;
    private final Object lock = new Object();
    private long started = Long.MIN_VALUE;
    private boolean closed;

    PacedSource(FrameSource source) {
        super(source);
        SourceInfo own = source.info();
        this.info = new SourceInfo(
                own.name(), own.width(), own.height(), own.framesPerSecond(), Optional.empty(), true, own.remark());
    }

    @Override
    public SourceInfo info() {
        return info;
    }

    @Override
    public Optional<Frame> next() throws CaptureException {
        Optional<Frame> frame = unchanged();
        if (frame.isEmpty()) {
            return frame;
        }
        long at = frame.get().at().toNanos();
        if (started == Long.MIN_VALUE) {
            started = System.nanoTime() - at;
        }
        return awaited(started + at) ? frame : Optional.empty();
    }

    /** Returns false if this was closed while waiting. */
    private boolean awaited(long due) {
        synchronized (lock) {
            try {
                long left = due - System.nanoTime();
                while (left > 0 && !closed) {
                    lock.wait(left / MILLI, (int) (left % MILLI));
                    left = due - System.nanoTime();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
            return !closed;
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
        }
        super.close();
    }
}
