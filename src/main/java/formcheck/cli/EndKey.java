package formcheck.cli;

import formcheck.pipeline.PipelineRunner;
import java.io.IOException;
import java.io.InputStream;

/** Ends a live session on the Enter key, if there is a keyboard. */
final class EndKey implements AutoCloseable {
    private static final long LOOK_MILLIS = 100;

    private final boolean watched;
    private final Thread watcher;

    private EndKey(boolean watched, Thread watcher) {
        this.watched = watched;
        this.watcher = watcher;
    }

    static EndKey watch(Shell shell, PipelineRunner runner) {
        Thread watcher = new Thread(() -> stopAtKey(System.in, runner), "formcheck-key");
        watcher.setDaemon(true);
        boolean watched = shell.terminal().interactive();
        if (watched) {
            watcher.start();
        }
        return new EndKey(watched, watcher);
    }

    String advice() {
        return watched ? "Enter or Ctrl-C ends the session." : "Ctrl-C ends the session.";
    }

    /** Polls for input: a blocking read could not be ended. */
    private static void stopAtKey(InputStream keys, PipelineRunner runner) {
        try {
            while (keys.available() == 0) {
                Thread.sleep(LOOK_MILLIS);
            }
            runner.stop();
        } catch (IOException e) {
            return; // no keyboard: Ctrl-C still works
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        watcher.interrupt();
        try {
            watcher.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
