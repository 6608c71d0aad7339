package formcheck.live;

import formcheck.exercise.Exercise;
import formcheck.pipeline.FrameResult;
import formcheck.session.KeptProof;
import formcheck.session.LiveRecording;
import formcheck.session.LiveSource;
import formcheck.session.SessionDetails;
import formcheck.session.SessionId;
import formcheck.session.StoreException;
import formcheck.session.Versions;
import formcheck.session.motionfile.MotionBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one live session to the store in a thread of its own. Holds back what cannot be written, in order, and tries
 * again; the live session receives one message about it.
 *
 * <p>The recording begins with the first set. Until then, frames are packed in memory. They become part of the recording,
 * because the rules used them too.
 */
final class RecordingWriter {
    private static final Logger LOG = LoggerFactory.getLogger(RecordingWriter.class);
    private static final Duration TRY_AGAIN_AFTER = Duration.ofSeconds(3);
    private static final Duration LONGEST_END = Duration.ofSeconds(20);

    /** Something to write once there is a recording. */
    interface SessionEntry {
        void writeTo(LiveRecording recording) throws StoreException;
    }

    private final StoreAccess store;
    private final StartedSession started;
    private final Supplier<Versions> versions;
    private final StorageListener listener;
    private final PictureKeeper pictures;
    private final SerialExecutor executor = new SerialExecutor("formcheck-keeper");

    // All that follows belongs to the thread of this class.
    private final Deque<SessionEntry> waiting = new ArrayDeque<>();
    private final MotionBuffer motion = new MotionBuffer();
    private @Nullable LiveRecording recording;
    private @Nullable LiveSource source;
    private Exercise exercise;
    private List<KeptProof> unwrittenProofs = List.of();
    private Optional<SessionId> kept = Optional.empty();
    private Optional<String> problem = Optional.empty();
    private boolean triesAgain;
    private boolean over;
    private boolean leaving;

    /** @param listener called in the thread of this class */
    RecordingWriter(SessionStorage storage, StartedSession started, StorageListener listener, PictureKeeper pictures) {
        this.store = storage.store();
        this.started = started;
        this.exercise = started.exercise();
        this.versions = () -> storage.versions().apply(started.exercise());
        this.listener = listener;
        this.pictures = pictures;
    }

    // ---------------------------------------------------------------- called by the thread of the live session

    /** Stores the person's profile and reports the proofs from earlier sessions. */
    void open() {
        executor.execute(() -> {
            SessionChoice choice = started.choice();
            try {
                store.get().remember(choice.profile(Optional.of(exercise.variant())));
                listener.known(store.get().proofs(choice.person()));
                report(Optional.empty());
            } catch (StoreException e) {
                report(Optional.ofNullable(e.getMessage()));
            }
        });
    }

    void sourceOpened(double at, String name, int width, int height) {
        executor.execute(() -> {
            Optional<String> model = versions.get().model().map(text -> text.replaceFirst(" .*", ""));
            source = new LiveSource(name, model, exercise, width, height);
            LiveRecording open = recording;
            if (open != null) {
                open.sourceOpened(at, width, height);
            } else {
                motion.sourceOpened(at, width, height);
            }
        });
    }

    /** Changes the exercise. Called before the first set, with which the recording begins. */
    void judgedBy(Exercise personal) {
        executor.execute(() -> {
            exercise = personal;
            LiveSource open = source;
            if (open != null && recording == null) {
                source = new LiveSource(open.name(), open.model(), personal, open.width(), open.height());
            }
        });
    }

    /** Stores proofs of the person, whether a recording begins or not. */
    void proven(List<KeptProof> found) {
        executor.execute(() -> {
            unwrittenProofs = found;
            if (!triesAgain) {
                drain();
            }
        });
    }

    /** @param set number of the set of the frame; 0 between sets */
    void frame(FrameResult result, int set) {
        executor.execute(() -> {
            LiveRecording open = recording;
            if (open != null) {
                open.frame(result, set);
                if (!triesAgain) {
                    report(open.problem());
                }
            } else if (!over) {
                motion.add(result, set);
            }
        });
    }

    /** Writes an entry after all entries before it. */
    void write(SessionEntry entry) {
        executor.execute(() -> {
            waiting.add(entry);
            if (!triesAgain) {
                drain();
            }
        });
    }

    /** Ends the recording. */
    void finish() {
        write(open -> {
            pictures.close();
            if (open.finish()) {
                kept = Optional.of(open.id());
            }
            recording = null;
            over = true;
        });
    }

    /**
     * Stores the pain of a set after the recording has ended.
     *
     * @param level 0 to 10
     */
    void rateLater(int set, int level) {
        executor.execute(() -> {
            try {
                if (kept.isPresent()) {
                    store.get().rate(kept.get(), set, level);
                }
            } catch (StoreException e) {
                report(Optional.ofNullable(e.getMessage()));
            }
        });
    }

    /** Ends the thread once everything is written. Does not wait for that. */
    void leave() {
        executor.execute(() -> {
            pictures.close();
            leaving = true;
            if (waiting.isEmpty() && unwrittenProofs.isEmpty()) {
                executor.shutdown();
            }
        });
    }

    /** Returns whether the session was left and everything is written. */
    boolean isOver() {
        return executor.isTerminated();
    }

    /** Waits until everything is on the disk. Call it after {@link #leave}. */
    void awaitEnd() {
        try {
            if (!executor.awaitTermination(LONGEST_END)) {
                LOG.warn("the session could not be stored completely");
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // ---------------------------------------------------------------- in the thread of this class

    private void drain() {
        if (!writeProofs()) {
            return;
        }
        while (!waiting.isEmpty()) {
            try {
                waiting.getFirst().writeTo(recording());
                waiting.removeFirst();
                report(Optional.empty());
            } catch (StoreException e) {
                report(Optional.ofNullable(e.getMessage()));
                tryAgain();
                return;
            } catch (RuntimeException e) {
                LOG.error("an entry of the session cannot be stored", e);
                waiting.removeFirst(); // it would block all later entries
            }
        }
        if (leaving) {
            executor.shutdown();
        }
    }

    /** Returns whether all proofs are written. */
    private boolean writeProofs() {
        if (unwrittenProofs.isEmpty()) {
            return true;
        }
        try {
            store.get().prove(started.choice().person(), unwrittenProofs);
            unwrittenProofs = List.of();
            report(Optional.empty());
            return true;
        } catch (StoreException e) {
            report(Optional.ofNullable(e.getMessage()));
            tryAgain();
            return false;
        }
    }

    private void tryAgain() {
        triesAgain = true;
        executor.schedule(
                () -> {
                    triesAgain = false;
                    drain();
                },
                TRY_AGAIN_AFTER);
    }

    private LiveRecording recording() throws StoreException {
        LiveRecording open = recording;
        if (open == null) {
            SessionChoice choice = started.choice();
            SessionDetails details = new SessionDetails(
                    choice.person(),
                    started.began(),
                    choice.load(),
                    choice.painBefore(),
                    versions.get(),
                    choice.pictures());
            open = store.get().begin(details, Objects.requireNonNull(source), motion);
            recording = open;
            pictures.recording(open);
        }
        return open;
    }

    private void report(Optional<String> now) {
        if (!now.equals(problem)) {
            problem = now;
            now.ifPresent(words -> LOG.warn("{}", words));
            listener.problem(now);
        }
    }
}
