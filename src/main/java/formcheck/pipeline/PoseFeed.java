package formcheck.pipeline;

import formcheck.capture.CaptureException;
import formcheck.capture.SourceInfo;
import formcheck.pose.PoseFrame;
import formcheck.pose.PoseSource;
import java.util.ArrayDeque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Poses that are found ahead by a thread of its own, so that on a file finding joints and judging them overlap: judging
 * posture runs a network too. In their order, and none is lost.
 */
final class PoseFeed implements PoseSource {
    /** Enough to even out the frames in which a repetition is judged; each holds its picture. */
    private static final int AHEAD = 2;

    private final PoseSource poses;
    private final Thread reader;
    private final Object lock = new Object();
    private final ArrayDeque<PoseFrame> ahead = new ArrayDeque<>();
    private @Nullable Throwable failure;
    private boolean started;
    private boolean ended;
    private boolean stopped;

    PoseFeed(PoseSource poses) {
        this.poses = poses;
        this.reader = new Thread(this::read, "poses of " + poses.info().name());
        reader.setDaemon(true);
    }

    @Override
    public SourceInfo info() {
        return poses.info();
    }

    @Override
    public Optional<PoseFrame> next() throws CaptureException {
        synchronized (lock) {
            if (!started && !stopped) {
                started = true;
                reader.start();
            }
            try {
                while (ahead.isEmpty() && !ended && !stopped) {
                    lock.wait();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
            if (stopped) {
                return Optional.empty();
            }
            PoseFrame pose = ahead.poll();
            lock.notifyAll();
            if (pose == null && failure != null) {
                throwFailure(failure);
            }
            return Optional.ofNullable(pose);
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

    @Override
    public Optional<String> damage() {
        return poses.damage();
    }

    /** Makes a waiting {@link #next()} return, now and later. */
    void stop() {
        synchronized (lock) {
            stopped = true;
            ahead.clear();
            lock.notifyAll();
        }
    }

    /** As {@link #stop}; when it returns, no inference is under way. An interrupt waits until then. */
    @SuppressWarnings("ThreadJoinLoop") // what it advises is this loop, in a library that is not used here
    void end() {
        stop();
        boolean interrupted = false;
        while (reader.isAlive()) {
            try {
                reader.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
        poses.close(); // makes a thread that waits for a frame end
        end();
    }

    private void read() {
        try {
            Optional<PoseFrame> pose = poses.next();
            while (pose.isPresent() && keep(pose.get())) {
                pose = poses.next();
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

    /** False once nobody wants poses any more. */
    private boolean keep(PoseFrame pose) {
        synchronized (lock) {
            try {
                while (ahead.size() >= AHEAD && !stopped) {
                    lock.wait();
                }
            } catch (InterruptedException e) {
                return false; // nobody but this class knows the thread, and it does not interrupt it
            }
            if (!stopped) {
                ahead.add(pose);
                lock.notifyAll();
            }
            return !stopped;
        }
    }
}
