package formcheck.pipeline;

import formcheck.capture.CaptureException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Fetches from a source in a thread of its own, in order. Either the thread waits once a few items are ahead, and none is
 * dropped, or only the newest is kept.
 */
final class FetchedAhead<T> {

    /** One more, or nothing at the end. */
    interface Source<T> {
        /** Returns the next item; empty at the end. */
        Optional<T> next() throws CaptureException;
    }

    private final Source<T> source;
    private final int most;
    private final boolean newestOnly;
    private final Thread fetcher;
    private final Object lock = new Object();
    private final ArrayDeque<T> ahead = new ArrayDeque<>();
    private @Nullable Throwable failure;
    private boolean started;
    private boolean ended;
    private boolean stopped;
    private long dropped;

    private FetchedAhead(String name, Source<T> source, int most, boolean newestOnly) {
        this.source = source;
        this.most = most;
        this.newestOnly = newestOnly;
        this.fetcher = new Thread(this::fetch, name);
        fetcher.setDaemon(true);
    }

    /**
     * Drops nothing.
     *
     * @param name of the thread
     * @param most greatest number of items ahead
     */
    static <T> FetchedAhead<T> every(String name, Source<T> source, int most) {
        return new FetchedAhead<>(name, source, most, false);
    }

    /** Drops an item that is not taken when the next one comes. */
    static <T> FetchedAhead<T> newest(String name, Source<T> source) {
        return new FetchedAhead<>(name, source, 1, true);
    }

    /** Waits for an item. Empty at the end, once stopped, or if the caller is interrupted; the interrupt is kept. */
    Optional<T> next() throws CaptureException {
        synchronized (lock) {
            if (!started && !stopped) {
                started = true;
                fetcher.start();
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
            T first = ahead.poll();
            lock.notifyAll();
            if (first == null && failure != null) {
                throwFailure(failure);
            }
            return Optional.ofNullable(first);
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

    /** Number of dropped items. */
    long dropped() {
        synchronized (lock) {
            return dropped;
        }
    }

    /** Makes a waiting {@link #next()} return, now and later. The thread ends once its source lets it. */
    void stop() {
        synchronized (lock) {
            stopped = true;
            ahead.clear();
            lock.notifyAll();
        }
    }

    /** As {@link #stop}, and waits until the thread has ended. An interrupt is kept until then. */
    @SuppressWarnings("ThreadJoinLoop") // what it advises is this loop, in a library that is not used here
    void end() {
        stop();
        boolean interrupted = false;
        while (fetcher.isAlive()) {
            try {
                fetcher.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the thread ends within this time. An interrupt, which is kept, ends the wait and returns true. */
    boolean endsWithin(Duration patience) {
        try {
            fetcher.join(patience.toMillis());
            return !fetcher.isAlive();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true; // unknown
        }
    }

    private void fetch() {
        try {
            Optional<T> next = source.next();
            while (next.isPresent() && keep(next.get())) {
                next = source.next();
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

    /** Adds an item; false once stopped. */
    private boolean keep(T fetched) {
        synchronized (lock) {
            if (newestOnly) {
                dropped += ahead.size();
                ahead.clear();
            }
            try {
                while (ahead.size() >= most && !stopped) {
                    lock.wait();
                }
            } catch (InterruptedException e) {
                return false; // only this class has the thread, and it does not interrupt it
            }
            if (!stopped) {
                ahead.add(fetched);
                lock.notifyAll();
            }
            return !stopped;
        }
    }
}
