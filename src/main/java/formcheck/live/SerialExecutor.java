package formcheck.live;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks one after the other in one daemon thread. Logs a task that throws and continues with the next. Drops tasks
 * that arrive after {@link #shutdown}.
 */
public final class SerialExecutor {
    private static final Logger LOG = LoggerFactory.getLogger(SerialExecutor.class);

    private final String name;
    private final ScheduledExecutorService executor;

    /** @param name of the thread, for the log */
    public SerialExecutor(String name) {
        this.name = name;
        this.executor = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    public void execute(Runnable task) {
        try {
            executor.execute(guarded(task));
        } catch (RejectedExecutionException e) {
            LOG.debug("{} has been shut down", name);
        }
    }

    /** Runs a task once, after a delay. */
    public void schedule(Runnable task, Duration delay) {
        try {
            Future<?> unused = executor.schedule(guarded(task), delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("{} has been shut down", name);
        }
    }

    /** Runs a task repeatedly until {@link #shutdown}, with a delay before each run. */
    public void repeat(Runnable task, Duration delay) {
        Future<?> unused = executor.scheduleWithFixedDelay(
                guarded(task), delay.toMillis(), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error("unhandled error in {}", name, e);
            }
        };
    }

    /** Accepts no more tasks. Accepted tasks still run, delayed ones too; repeated ones end. */
    public void shutdown() {
        executor.shutdown();
    }

    /** Interrupts the running task and drops all others. */
    public void shutdownNow() {
        executor.shutdownNow();
    }

    /** Returns whether it was shut down and no task is left. */
    public boolean isTerminated() {
        return executor.isTerminated();
    }

    /**
     * Waits until no task is left.
     *
     * @return false if that takes longer
     */
    public boolean awaitTermination(Duration longest) throws InterruptedException {
        return executor.awaitTermination(longest.toMillis(), TimeUnit.MILLISECONDS);
    }
}
