package formcheck.live;

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
import formcheck.session.SaidCue;
import formcheck.session.Versions;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Notices what is new in a live session and has {@link RecordingWriter} store it. Belongs to the thread of the live session, and
 * never waits for the disk.
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

    /**
     * @param versions asked once a source has opened, because the model is loaded by then
     * @param began the wall clock's time of the start
     * @param problems receives, in the writer's thread, what cannot be stored at present; empty once it can again
     * @param known receives, in the writer's thread, what was proven of this person before
     */
    LiveKeeper(
            StoreAccess store,
            SessionChoice choice,
            Exercise exercise,
            Supplier<Versions> versions,
            ZonedDateTime began,
            Consumer<Optional<String>> problems,
            Consumer<List<KeptProof>> known) {
        this.pictures = new PictureKeeper(choice.pictures().kind());
        this.writer = new RecordingWriter(store, choice, exercise, versions, began, problems, pictures);
        writer.open(known);
    }

    /** Takes the images of this session. */
    PictureKeeper pictures() {
        return pictures;
    }

    void sourceOpened(double at, String name, int width, int height) {
        offset = at;
        writer.sourceOpened(at, name, width, height);
    }

    /** Another exercise judges from now on: before the first set, with which the recording begins. */
    void judgedBy(Exercise personal) {
        writer.judgedBy(personal);
    }

    /** Stores what was proven of the person, whether a set follows or not. */
    void proven(List<KeptProof> found) {
        writer.proven(found);
    }

    /**
     * Stores a judged frame and what it brought.
     *
     * @param view what the guide showed after the frame
     */
    void judged(FrameResult result, GuideView view) {
        writer.frame(result, inSet ? seen.map(LiveSet::number).orElse(0) : 0);
        if (inSet) {
            double at = offset;
            result.cue()
                    .filter(cue -> cue.urgency() != Cue.Urgency.PAUSE)
                    .ifPresent(cue -> writer.write(open -> open.cue(new SaidCue(at + cue.at(), cue.text()))));
            for (RepEvent event : result.events()) {
                if (event instanceof RepEvent.NotAssessedSpan spot) {
                    writer.write(open -> open.blindSpot(
                            new BlindSpot(spot.check(), spot.reason(), at + spot.from(), at + spot.to())));
                } else if (event instanceof RepEvent.MovementDropped movement) {
                    writer.write(open -> open.dropped(
                            new DroppedMovement(movement.why(), at + movement.from(), at + movement.to())));
                }
            }
        }
        shown(view);
    }

    /** Stores what is new in the guide's view. */
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
        if (!view.baseline().equals(baseline)) {
            baseline = view.baseline();
            baseline.ifPresent(taken -> writer.write(open -> open.baseline(taken)));
        }
        if (!view.headCheck().equals(head)) {
            head = view.headCheck();
            head.ifPresent(found -> writer.write(open -> open.headCheck(found)));
        }
    }

    private static KeptSet kept(LiveSet set) {
        return new KeptSet(set.number(), set.start(), set.end(), set.ending().map(LiveSet.SetEnding::id), set.pain());
    }

    /** Ends the recording, if there is one. Pain may still be rated. */
    void finish() {
        if (!finished && seen.isPresent()) {
            finished = true;
            writer.finish();
        }
    }

    /** Ends the session without waiting for the disk. What cannot be stored yet is still tried again. */
    void leave() {
        finish();
        writer.leave();
    }

    /** Whether the session was left and nothing is still to be written. */
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
