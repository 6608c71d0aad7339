package formcheck.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A request to stop, by Ctrl-C, the system, or a key. A command defines how it stops. The JVM then waits for the command to end,
 * so that no inference is interrupted and no file is incomplete.
 */
final class StopSignal implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 10;

    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stopAndWait, "formcheck-stop");
    private @Nullable Runnable reaction;
    private boolean asked;

    /** From now on an ending JVM requests a stop first. */
    static StopSignal onShutdown() {
        StopSignal signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(signal.hook);
        return signal;
    }

    /** Sets the action for a stop; runs it at once if a stop was requested already. */
    synchronized void react(Runnable stop) {
        reaction = stop;
        if (asked) {
            stop.run();
        }
    }

    /** Removes the action. */
    synchronized void ignore() {
        reaction = null;
    }

    synchronized void ask() {
        asked = true;
        if (reaction != null) {
            reaction.run();
        }
    }

    synchronized boolean asked() {
        return asked;
    }

    /** Notes that the command has ended, so that nobody waits for it. */
    @Override
    public void close() {
        finished.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending already: this hook is what it waits for, or waited for.
            return;
        }
    }

    private void stopAndWait() {
        ask();
        try {
            finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
