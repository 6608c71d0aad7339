package formcheck.pose;

import formcheck.capture.OpenCvException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

/**
 * Loads something in a thread of its own. Native code cannot be interrupted while it loads, so waiting for it ignores
 * interrupts.
 */
final class Loading<T> {

    private final FutureTask<T> task;

    private Loading(FutureTask<T> task) {
        this.task = task;
    }

    static <T> Loading<T> of(String name, Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "formcheck-loads-" + name);
        thread.setDaemon(true);
        thread.start();
        return new Loading<>(task);
    }

    /**
     * Waits for the result.
     *
     * @throws ModelException if loading failed
     * @throws EndingException if the JVM exits meanwhile
     */
    T result() throws ModelException {
        try {
            return get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ModelException wrong) {
                throw wrong;
            }
            if (e.getCause() instanceof OpenCvException wrong) {
                throw new ModelException(String.valueOf(wrong.getMessage()), wrong);
            }
            if (e.getCause() instanceof EndingException ending) {
                throw ending;
            }
            if (e.getCause() instanceof OutOfMemoryError) {
                throw new ModelException(
                        "There is not enough memory for the pose model. Give Java more with -Xmx2g, or close other programs.",
                        e.getCause());
            }
            throw new IllegalStateException("loading failed", e.getCause());
        }
    }

    /** Waits and releases the result, if there is one. */
    void discard(Consumer<? super T> release) {
        try {
            release.accept(get());
        } catch (ExecutionException e) {
            // Loading failed, so there is nothing to release.
        }
    }

    private T get() throws ExecutionException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
