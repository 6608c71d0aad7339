package formcheck.pose;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Every inference passes here, so that none runs while the JVM goes down: native code that still computes while its
 * libraries are torn down crashes the process.
 */
final class InferenceGate {

    /** How long a program that is told to end may take to close its networks by itself. */
    private static final int GRACE_STEPS = 25;

    private static final long GRACE_STEP_MILLIS = 20;

    /** A late inference waits here for the JVM to be gone; the limit keeps whoever waits for its thread from hanging. */
    private static final long PATIENCE_SECONDS = 1;

    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final AtomicInteger open = new AtomicInteger();
    private volatile boolean shutting;

    /** A network opened: {@link #shut()} gives it a moment to close. */
    void opened() {
        open.incrementAndGet();
    }

    void closed() {
        open.decrementAndGet();
    }

    /** @throws EndingException if the JVM is going down */
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

    /** Lets no further inference in, and waits for those under way. For the end of the JVM: there is no way back. */
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
            return shutting ? lock.readLock().tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS) : waitlessly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean waitlessly() throws InterruptedException {
        return lock.readLock().tryLock() || lock.readLock().tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
