package formcheck.live;

import formcheck.coach.Cue;
import formcheck.exercise.Exercise;
import formcheck.exercise.Rep;
import formcheck.exercise.RepEvent;
import formcheck.guide.GuideView;
import formcheck.guide.LiveSet;
import formcheck.guide.PauseReason;
import formcheck.guide.Stage;
import formcheck.motion.Baseline;
import formcheck.motion.posture.HeadCheckResult;
import formcheck.pipeline.FrameResult;
import formcheck.session.DroppedMovement;
import formcheck.session.KeptProof;
import formcheck.session.KeptSet;
import formcheck.session.NotAssessedPeriod;
import formcheck.session.SaidCue;
import java.util.List;
import java.util.Optional;

/**
 * Passes what is new in a live session to {@link RecordingWriter}. Belongs to the thread of the live session and never
 * waits for the disk.
 */
final class LiveKeeper implements AutoCloseable {
    /** Times of a frame and of the beginning of its set agree to this, seconds. */
    private static final double TIMES_AGREE = 1e-6;

    private final RecordingWriter writer;
    private final PictureKeeper pictures;
    private final HeldFrames held;
    private Optional<LiveSet> seen = Optional.empty();
    private Optional<Baseline> baseline = Optional.empty();
    private Optional<HeadCheckResult> head = Optional.empty();
    private boolean inSet;
    private boolean paused;
    private boolean finished;

    /** Second of the session at which the times of the source begin. */
    private double offset;

    /** @param listener called in the thread of the writer */
    LiveKeeper(SessionStorage storage, StartedSession started, StorageListener listener) {
        this.pictures = new PictureKeeper(started.choice().pictures().kind());
        this.writer = new RecordingWriter(storage, started, listener, pictures);
        this.held = new HeldFrames(writer);
        writer.open();
    }

    /** Returns what stores the images of this session. */
    PictureKeeper pictures() {
        return pictures;
    }

    void sourceOpened(double at, String name, int width, int height) {
        held.write(this::setOf);
        offset = at;
        writer.sourceOpened(at, name, width, height);
    }

    /** Changes the exercise. Called before the first set, with which the recording begins. */
    void judgedBy(Exercise personal) {
        writer.judgedBy(personal);
    }

    /** Stores proofs of the person, whether a set follows or not. */
    void proven(List<KeptProof> found) {
        writer.proven(found);
    }

    /**
     * Stores a judged frame and its events.
     *
     * @param view of the guide after the frame
     */
    void judged(FrameResult result, GuideView view) {
        boolean exercises = inSet && !paused;
        int set = exercises ? seen.map(LiveSet::number).orElse(HeldFrames.NO_SET) : HeldFrames.NO_SET;
        double second = offset + result.measures().seconds();
        held.add(result, second, inSet && paused ? HeldFrames.PAUSED : set, this::setOf);
        if (exercises) {
            double at = offset;
            result.cue()
                    .filter(cue -> cue.urgency() != Cue.Urgency.PAUSE)
                    .ifPresent(cue -> writer.write(open -> open.cue(new SaidCue(at + cue.at(), cue.text()))));
            for (RepEvent event : result.events()) {
                if (event instanceof RepEvent.NotAssessedSpan spot) {
                    writer.write(open -> open.notAssessed(
                            new NotAssessedPeriod(spot.check(), spot.reason(), at + spot.from(), at + spot.to())));
                } else if (event instanceof RepEvent.MovementDropped movement) {
                    writer.write(open -> open.dropped(
                            new DroppedMovement(movement.why(), at + movement.from(), at + movement.to())));
                }
            }
        }
        shown(view);
    }

    /** Number of the set of a frame; 0 for none. Frames from the first raise of the set on belong to it. */
    private int setOf(HeldFrames.WaitingFrame frame) {
        boolean begun = seen.isPresent() && frame.at() >= seen.get().start() - TIMES_AGREE;
        if (frame.set() > 0) {
            return begun ? frame.set() : 0;
        }
        boolean running = begun && seen.get().end().isEmpty();
        return frame.set() == HeldFrames.NO_SET && running ? seen.get().number() : 0;
    }

    /** Stores what is new in a view of the guide. */
    void shown(GuideView view) {
        view.set().ifPresent(set -> follow(set, view));
        inSet = view.stage() == Stage.SET;
        paused = view.pause().equals(Optional.of(PauseReason.ASKED.id()));
        if (inSet && seen.isPresent() && !seen.get().reps().isEmpty()) {
            held.write(this::setOf);
        }
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
            begin(set, view);
        }
        if (!finished && !view.baseline().equals(baseline)) { // it may come, or come anew, in mid-set
            baseline = view.baseline();
            baseline.ifPresent(taken -> writer.write(open -> open.baseline(taken)));
        }
        List<Rep> added = set.reps()
                .subList(
                        before.map(was -> was.reps().size()).orElse(0),
                        set.reps().size());
        seen = Optional.of(set);
        if (!added.isEmpty() || set.end().isPresent()) {
            held.write(this::setOf);
        }
        double at = offset;
        for (Rep rep : added) {
            writer.write(open -> pictures.keep(open, open.rep(rep, set.number(), at)));
        }
        if (changed && set.end().isPresent()) {
            if (finished) {
                set.pain().ifPresent(level -> writer.rateLater(set.number(), level));
            } else {
                writer.write(open -> open.set(kept(set)));
            }
        }
    }

    private void begin(LiveSet set, GuideView view) {
        pictures.filmFrom(set.start());
        writer.write(open ->
                open.set(new KeptSet(set.number(), set.start(), Optional.empty(), Optional.empty(), set.pain())));
        if (!view.headCheck().equals(head)) {
            head = view.headCheck();
            head.ifPresent(found -> writer.write(open -> open.headCheck(found)));
        }
    }

    private static KeptSet kept(LiveSet set) {
        return new KeptSet(set.number(), set.start(), set.end(), set.ending().map(LiveSet.SetEnding::id), set.pain());
    }

    /** Ends the recording, if there is one. Pain can still be rated. */
    void finish() {
        if (!finished && seen.isPresent()) {
            finished = true;
            held.write(this::setOf);
            writer.finish();
        }
    }

    /** Ends the session without waiting for the disk. Keeps trying to store what could not be stored yet. */
    void leave() {
        finish();
        writer.leave();
    }

    /** Returns whether the session was left and everything is stored. */
    boolean isOver() {
        return writer.isOver();
    }

    /** Ends the session and waits until everything is on the disk. */
    @Override
    public void close() {
        leave();
        writer.awaitEnd();
    }
}
