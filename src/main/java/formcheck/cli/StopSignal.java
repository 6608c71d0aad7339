package formcheck.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The wish to stop, be it by Ctrl-C, by the system, or by a key. A command says what stopping means for it; the JVM then
 * waits for the command to end in order, so that no inference is cut short and no half file stays behind.
 */
final class StopSignal implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 10;

    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stopAndWait, "formcheck-stop");
    private @Nullable Runnable reaction;
    private boolean asked;

    /** From now on an ending JVM asks to stop first. */
    static StopSignal onShutdown() {
        StopSignal signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(signal.hook);
        return signal;
    }

    /** What to do when asked to stop; at once if that has happened already. */
    synchronized void react(Runnable stop) {
        reaction = stop;
        if (asked) {
            stop.run();
        }
    }

    /** There is nothing to stop just now. */
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

    /** The command has ended: nobody needs to wait for it. */
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
