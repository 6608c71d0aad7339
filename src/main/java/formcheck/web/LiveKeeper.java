package formcheck.web;

import formcheck.coach.Cue;
import formcheck.exercise.Exercise;
import formcheck.exercise.Rep;
import formcheck.exercise.RepEvent;
import formcheck.guide.GuideView;
import formcheck.guide.LiveSet;
import formcheck.guide.Stage;
import formcheck.motion.Baseline;
import formcheck.motion.posture.HeadCheckResult;
import formcheck.pipeline.FrameResult;
import formcheck.session.BlindSpot;
import formcheck.session.DroppedMovement;
import formcheck.session.KeptProof;
import formcheck.session.KeptSet;
import formcheck.session.LiveRecording;
import formcheck.session.LiveSource;
import formcheck.session.SaidCue;
import formcheck.session.SessionDetails;
import formcheck.session.SessionId;
import formcheck.session.StoreException;
import formcheck.session.Versions;
import formcheck.session.motionfile.MotionBuffer;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one live session, in a thread of its own: no frame waits for a disk. What the disk does not take is held back in order
 * and tried again; the live session never hears of it, but for one line.
 *
 * <p>The recording begins with the first set. The frames before it are packed in memory and go along with it, because the
 * rules have seen them too.
 */
final class LiveKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveKeeper.class);
    private static final long AGAIN_MILLIS = 3_000;

    /** What is to be kept, once there is a recording. */
    private interface Work {
        void on(LiveRecording recording) throws StoreException;
    }

    private final StoreAccess store;
    private final SessionChoice choice;
    private final Supplier<Versions> versions;
    private final ZonedDateTime began;
    private final Consumer<Optional<String>> problems;
    private final Consumer<List<KeptProof>> known;
    private final PictureKeeper pictures;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread keeping = new Thread(work, "formcheck-keeper");
        keeping.setDaemon(true);
        return keeping;
    });

    // What the thread of the live session knows.
    private Optional<LiveSet> seen = Optional.empty();
    private Optional<Baseline> baseline = Optional.empty();
    private Optional<HeadCheckResult> head = Optional.empty();
    private boolean inSet;
    private boolean finished;
    private double offset;

    // What belongs to the keeping thread.
    private final Deque<Work> waiting = new ArrayDeque<>();
    private final MotionBuffer motion = new MotionBuffer();
    private @Nullable LiveRecording recording;
    private @Nullable LiveSource source;
    private Exercise exercise;
    private List<KeptProof> unkept = List.of();
    private Optional<SessionId> kept = Optional.empty();
    private Optional<String> problem = Optional.empty();
    private boolean retries;
    private boolean over;
    private boolean leaving;

    /**
     * @param versions asked once a source has opened: the model is loaded by then
     * @param problems hears, in the keeping thread, what cannot be kept just now, and that it can again
     * @param known hears, in the keeping thread, what was proven of this person before
     */
    LiveKeeper(
            StoreAccess store,
            SessionChoice choice,
            Exercise exercise,
            Supplier<Versions> versions,
            ZonedDateTime began,
            Consumer<Optional<String>> problems,
            Consumer<List<KeptProof>> known) {
        this.store = store;
        this.choice = choice;
        this.exercise = exercise;
        this.versions = versions;
        this.began = began;
        this.problems = problems;
        this.known = known;
        this.pictures = new PictureKeeper(choice.pictures().kind());
        post(this::open);
    }

    /** Where the pictures go. */
    PictureKeeper pictures() {
        return pictures;
    }

    // ---------------------------------------------------------------- called by the thread of the live session

    void sourceOpened(double at, String name, int width, int height) {
        offset = at;
        post(() -> {
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

    /** It is judged by what was proven of the person from now on: before the first set, with which the recording begins. */
    void judgedBy(Exercise personal) {
        post(() -> {
            exercise = personal;
            LiveSource open = source;
            if (open != null && recording == null) {
                source = new LiveSource(open.name(), open.model(), personal, open.width(), open.height());
            }
        });
    }

    /** Something was proven of the person: it is kept, whether a set follows or not. */
    void proven(List<KeptProof> found) {
        post(() -> {
            unkept = found;
            if (!retries) {
                drain();
            }
        });
    }

    /** A frame was judged; the view is what the guide made of it. */
    void judged(FrameResult result, GuideView view) {
        int set = inSet ? seen.map(LiveSet::number).orElse(0) : 0;
        post(() -> frame(result, set));
        if (inSet) {
            double at = offset;
            result.cue()
                    .filter(cue -> cue.urgency() != Cue.Urgency.PAUSE)
                    .ifPresent(cue -> keep(open -> open.cue(new SaidCue(at + cue.at(), cue.text()))));
            for (RepEvent event : result.events()) {
                if (event instanceof RepEvent.CouldNotJudge spot) {
                    keep(open -> open.blindSpot(
                            new BlindSpot(spot.check(), spot.reason(), at + spot.from(), at + spot.to())));
                } else if (event instanceof RepEvent.MovementDropped movement) {
                    keep(open -> open.dropped(
                            new DroppedMovement(movement.why(), at + movement.from(), at + movement.to())));
                }
            }
        }
        shown(view);
    }

    /** The guide went on. */
    void shown(GuideView view) {
        view.set().ifPresent(set -> follow(set, view));
        inSet = view.stage() == Stage.SET;
        if (view.stage() == Stage.DONE) {
            finish();
        }
    }

    private void follow(LiveSet set, GuideView view) {
        Optional<LiveSet> before = seen.filter(was -> was.number() == set.number() && was.start() == set.start());
        boolean changed = before.isEmpty()
                || !before.get().end().equals(set.end())
                || !before.get().pain().equals(set.pain());
        if (before.isEmpty()) {
            keep(open -> open.set(kept(LiveKeeper.begun(set))));
            if (!view.baseline().equals(baseline)) {
                baseline = view.baseline();
                baseline.ifPresent(taken -> keep(open -> open.baseline(taken)));
            }
            if (!view.headCheck().equals(head)) {
                head = view.headCheck();
                head.ifPresent(found -> keep(open -> open.headCheck(found)));
            }
        }
        List<Rep> reps = set.reps();
        double at = offset;
        for (Rep rep : reps.subList(before.map(was -> was.reps().size()).orElse(0), reps.size())) {
            keep(open -> pictures.keep(open, open.rep(rep, set.number(), at)));
        }
        seen = Optional.of(set);
        if (changed && set.end().isPresent()) {
            if (finished) {
                set.pain().ifPresent(level -> post(() -> rateLater(set.number(), level)));
            } else {
                keep(open -> open.set(kept(set)));
            }
        }
    }

    private static LiveSet begun(LiveSet set) {
        return new LiveSet(
                set.number(), set.start(), Optional.empty(), Optional.empty(), List.of(), set.pain(), List.of());
    }

    private static KeptSet kept(LiveSet set) {
        return new KeptSet(set.number(), set.start(), set.end(), set.ending().map(LiveSet.Ending::id), set.pain());
    }

    /** The session is over; pain may still be rated. */
    void finish() {
        if (!finished && seen.isPresent()) {
            finished = true;
            keep(open -> {
                pictures.close();
                if (open.finish()) {
                    kept = Optional.of(open.id());
                }
                recording = null;
                over = true;
            });
        }
    }

    private void keep(Work work) {
        post(() -> {
            waiting.add(work);
            if (!retries) {
                drain();
            }
        });
    }

    // ---------------------------------------------------------------- in the keeping thread

    private void open() {
        try {
            store.get().remember(choice.profile(Optional.of(exercise.variant())));
            known.accept(store.get().proofs(choice.person()));
            tell(Optional.empty());
        } catch (StoreException e) {
            tell(Optional.ofNullable(e.getMessage()));
        }
    }

    private void frame(FrameResult result, int set) {
        LiveRecording open = recording;
        if (open != null) {
            open.frame(result, set);
            if (!retries) {
                tell(open.problem());
            }
        } else if (!over) {
            motion.add(result, set);
        }
    }

    private void drain() {
        if (!keepProofs()) {
            return;
        }
        while (!waiting.isEmpty()) {
            try {
                waiting.getFirst().on(recording());
                waiting.removeFirst();
                tell(Optional.empty());
            } catch (StoreException e) {
                tell(Optional.ofNullable(e.getMessage()));
                again();
                return;
            } catch (RuntimeException e) {
                LOG.error("something of the session cannot be kept", e);
                waiting.removeFirst(); // it would hold up all that follows
            }
        }
        if (leaving) {
            thread.shutdown();
        }
    }

    /** Whether nothing of them is left to be kept. */
    private boolean keepProofs() {
        if (unkept.isEmpty()) {
            return true;
        }
        try {
            store.get().prove(choice.person(), unkept);
            unkept = List.of();
            tell(Optional.empty());
            return true;
        } catch (StoreException e) {
            tell(Optional.ofNullable(e.getMessage()));
            again();
            return false;
        }
    }

    private void again() {
        retries = true;
        try {
            Future<?> unused = thread.schedule(
                    () -> {
                        retries = false;
                        drain();
                    },
                    AGAIN_MILLIS,
                    TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("FormCheck ends");
        }
    }

    private LiveRecording recording() throws StoreException {
        LiveRecording open = recording;
        if (open == null) {
            SessionDetails details = new SessionDetails(
                    choice.person(), began, choice.load(), choice.painBefore(), versions.get(), choice.pictures());
            open = store.get().begin(details, Objects.requireNonNull(source), motion);
            recording = open;
            pictures.recording(open);
        }
        return open;
    }

    private void rateLater(int set, int level) {
        try {
            if (kept.isPresent()) {
                store.get().rate(kept.get(), set, level);
            }
        } catch (StoreException e) {
            tell(Optional.ofNullable(e.getMessage()));
        }
    }

    private void tell(Optional<String> now) {
        if (!now.equals(problem)) {
            problem = now;
            now.ifPresent(words -> LOG.warn("{}", words));
            problems.accept(now);
        }
    }

    private void post(Runnable work) {
        try {
            thread.execute(() -> {
                try {
                    work.run();
                } catch (RuntimeException e) {
                    LOG.error("keeping the session stumbled", e);
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("the session is over");
        }
    }

    /** Ends the session; the disk is not waited for. What is held back is still tried again. */
    void leave() {
        finish();
        post(() -> {
            pictures.close();
            leaving = true;
            if (waiting.isEmpty() && unkept.isEmpty()) {
                thread.shutdown();
            }
        });
    }

    /** Whether it was left and nothing is held back any more. */
    boolean isOver() {
        return thread.isTerminated();
    }

    /** Ends the session, and waits until everything is on the disk. */
    @Override
    public void close() {
        leave();
        try {
            if (!thread.awaitTermination(20, TimeUnit.SECONDS)) {
                LOG.warn("the session could not be kept to its end");
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
