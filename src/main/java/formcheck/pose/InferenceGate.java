package formcheck.pose;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Guards every inference, so that none runs while the JVM exits: native code that runs while its libraries are unloaded
 * crashes the process.
 */
final class InferenceGate {

    /** Number of waits for a program that is ending to close its networks. */
    private static final int GRACE_STEPS = 25;

    private static final long GRACE_STEP_MILLIS = 20;

    /** Time-out of an inference that waits for the JVM to exit. It keeps a thread that joins it from hanging. */
    private static final long LATE_WAIT_SECONDS = 1;

    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final AtomicInteger open = new AtomicInteger();
    private volatile boolean shutting;

    /** Counts an open network. {@link #shut()} waits a moment for it to close. */
    void opened() {
        open.incrementAndGet();
    }

    void closed() {
        open.decrementAndGet();
    }

    /** @throws EndingException if the JVM is exiting */
    <T> T pass(Supplier<T> inference) {
        if (!enter()) {
            throw new EndingException();
        }
        try {
            return inference.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Admits no more inference and waits for those that run. Called once, when the JVM exits. */
    void shut() {
        boolean interrupted = false;
        for (int step = 0; step < GRACE_STEPS && open.get() > 0 && !interrupted; step++) {
            try {
                TimeUnit.MILLISECONDS.sleep(GRACE_STEP_MILLIS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        shutting = true;
        lock.writeLock().lock();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean enter() {
        try {
            return shutting ? lock.readLock().tryLock(LATE_WAIT_SECONDS, TimeUnit.SECONDS) : waitlessly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean waitlessly() throws InterruptedException {
        return lock.readLock().tryLock() || lock.readLock().tryLock(LATE_WAIT_SECONDS, TimeUnit.SECONDS);
    }
}
