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
    private final RecordingWriter writer;
    private final PictureKeeper pictures;
    private Optional<LiveSet> seen = Optional.empty();
    private Optional<Baseline> baseline = Optional.empty();
    private Optional<HeadCheckResult> head = Optional.empty();
    private boolean inSet;
    private boolean finished;

    /** Second of the session at which the times of the source begin. */
    private double offset;

    /** @param listener called in the thread of the writer */
    LiveKeeper(SessionStorage storage, StartedSession started, StorageListener listener) {
        this.pictures = new PictureKeeper(started.choice().pictures().kind());
        this.writer = new RecordingWriter(storage, started, listener, pictures);
        writer.open();
    }

    /** Returns what stores the images of this session. */
    PictureKeeper pictures() {
        return pictures;
    }

    void sourceOpened(double at, String name, int width, int height) {
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
        boolean exercises = inSet && !view.pause().equals(Optional.of(PauseReason.ASKED.id()));
        writer.frame(result, exercises ? seen.map(LiveSet::number).orElse(0) : 0);
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

    /** Stores what is new in a view of the guide. */
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
            begin(set, view);
        }
        if (!finished && !view.baseline().equals(baseline)) { // it may come, or come anew, in mid-set
            baseline = view.baseline();
            baseline.ifPresent(taken -> writer.write(open -> open.baseline(taken)));
        }
        List<Rep> reps = set.reps();
        double at = offset;
        for (Rep rep : reps.subList(before.map(was -> was.reps().size()).orElse(0), reps.size())) {
            writer.write(open -> pictures.keep(open, open.rep(rep, set.number(), at)));
        }
        seen = Optional.of(set);
        if (changed && set.end().isPresent()) {
            if (finished) {
                set.pain().ifPresent(level -> writer.rateLater(set.number(), level));
            } else {
                writer.write(open -> open.set(kept(set)));
            }
        }
    }

    private void begin(LiveSet set, GuideView view) {
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
