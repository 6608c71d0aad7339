package formcheck.cli;

import formcheck.capture.CaptureException;
import formcheck.pose.ModelException;
import formcheck.session.StoreException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Judges several inputs in parallel, each with its own pose model, because a pose model follows one person. Returns the results
 * in input order. With one worker it runs in the calling thread.
 *
 * @param <R> result of an input
 */
final class AnalysesAtOnce<R> implements AutoCloseable {
    /** Longer than an interrupted inference and read take. */
    private static final int PATIENCE_SECONDS = 30;

    /** The analysis of an input. */
    interface AnalysisWork<R> {
        R analyze(String input, PoseEngine engine, StopSignal stop)
                throws CaptureException, ModelException, CommandException, StoreException;
    }

    /** The resources of one analysis. */
    private record Desk(PoseEngine engine, StopSignal stop) {}

    private final List<Desk> desks = new ArrayList<>();
    private final BlockingQueue<Desk> free;
    private final ExecutorService workers;
    private final StopSignal stop;
    private final Queue<Future<R>> results = new ArrayDeque<>();

    /** @param atOnce number of workers, 1 or more */
    AnalysesAtOnce(int atOnce, ModelOptions models, StopSignal stop) {
        this.stop = stop;
        this.free = new ArrayBlockingQueue<>(atOnce);
        this.workers = Executors.newFixedThreadPool(atOnce, task -> {
            Thread thread = new Thread(task, "formcheck-analysis");
            thread.setDaemon(true);
            return thread;
        });
        for (int i = 0; i < atOnce; i++) {
            desks.add(new Desk(new PoseEngine(models), new StopSignal()));
        }
        free.addAll(desks);
        stop.react(this::askAll);
    }

    private void askAll() {
        desks.forEach(desk -> desk.stop().ask());
    }

    void begin(List<String> inputs, AnalysisWork<R> work) {
        for (String input : inputs) {
            results.add(workers.submit(() -> {
                Desk desk = free.take(); // one per worker
                try {
                    return work.analyze(input, desk.engine(), desk.stop());
                } finally {
                    free.add(desk);
                }
            }));
        }
    }

    /** Takes the result of an input. */
    interface ResultTaker<R> {
        void take(String input, R result) throws CommandException;

        /** Takes the failure of an input. The other inputs continue. */
        void failed(String input, Exception failure) throws CommandException;
    }

    /**
     * Delivers the results in input order, each as soon as it and all before it are done. A failure belongs to its input. After a
     * stop, delivers the inputs that are done already.
     *
     * @return number of failures
     */
    int each(List<String> inputs, ResultTaker<R> taker) throws CommandException, StoreException {
        int failures = 0;
        for (int i = 0; i < inputs.size(); i++) {
            String input = inputs.get(i);
            Exception failure;
            try {
                taker.take(input, next());
                continue;
            } catch (CaptureException | ModelException e) {
                failure = e;
            } catch (CommandException e) {
                handOutDone(inputs.subList(i + 1, inputs.size()), taker);
                throw e;
            } catch (RuntimeException e) {
                if (stop.asked()) { // stopped, not failed
                    handOutDone(inputs.subList(i + 1, inputs.size()), taker);
                    throw e;
                }
                failure = e;
            }
            failures++;
            taker.failed(input, failure);
        }
        return failures;
    }

    private void handOutDone(List<String> inputs, ResultTaker<R> taker) throws CommandException {
        for (String input : inputs) {
            Optional<R> result = done(results.remove());
            if (result.isPresent()) {
                taker.take(input, result.get());
            }
        }
    }

    /** Returns the result of an analysis that ended well. */
    private static <R> Optional<R> done(Future<R> result) {
        try {
            return result.isDone() ? Optional.of(result.get()) : Optional.empty();
        } catch (ExecutionException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Waits for the result of the next input. */
    private R next() throws CaptureException, ModelException, CommandException, StoreException {
        try {
            return results.remove().get();
        } catch (ExecutionException e) {
            throw rethrown(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandException.failure("Stopped.");
        }
    }

    private static IllegalStateException rethrown(ExecutionException failed)
            throws CaptureException, ModelException, CommandException, StoreException {
        Throwable cause = failed.getCause();
        if (cause instanceof CaptureException e) {
            throw e;
        }
        if (cause instanceof ModelException e) {
            throw e;
        }
        if (cause instanceof CommandException e) {
            throw e;
        }
        if (cause instanceof StoreException e) {
            throw e;
        }
        if (cause instanceof RuntimeException e) {
            throw e;
        }
        if (cause instanceof Error e) {
            throw e;
        }
        return new IllegalStateException(cause);
    }

    /** Stops running analyses, waits for them, and frees the models. */
    @Override
    public void close() {
        stop.ignore();
        askAll();
        workers.shutdownNow();
        try {
            if (workers.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                desks.forEach(desk -> desk.engine().close());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
