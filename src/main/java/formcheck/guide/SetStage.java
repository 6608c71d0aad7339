package formcheck.guide;

import formcheck.coach.Cue;
import formcheck.exercise.Rep;
import formcheck.exercise.RepEvent;
import formcheck.pipeline.FrameResult;
import java.util.Optional;
import java.util.OptionalDouble;

/** Repetitions count. */
final class SetStage extends GuideStage {
    SetStage(GuideParts parts) {
        super(Stage.SET, parts);
    }

    @Override
    Optional<Stage> see(FrameResult result) {
        parts.calibration().watch(result.pose(), result.measures());
        result.cue().filter(cue -> cue.urgency() != Cue.Urgency.PAUSE).ifPresent(this::say);
        for (RepEvent event : result.events()) {
            if (event instanceof RepEvent.RepCompleted completed) {
                complete(completed.rep());
            } else if (event instanceof RepEvent.MovementDropped dropped) {
                parts.sets().drop(dropped.why(), parts.clock().ofSource(dropped.from()));
            }
        }
        renewBaseline(result.measures());
        boolean full = parts.sets().count() >= parts.exercise().mostRepetitions();
        return full ? Optional.of(endSet(LiveSet.SetEnding.COMPLETE, Stage.REST)) : STAY;
    }

    private void say(Cue cue) {
        parts.board().say(cue, parts.clock().now());
        if (cue.id().equals(Cue.CORRECTED)) {
            parts.sounds().add(Sound.CORRECTED);
        }
    }

    private void complete(Rep rep) {
        int before = parts.sets().count();
        if (!parts.sets().add(rep, parts.clock().ofSource(rep.begin()))) {
            return; // it began before the set
        }
        parts.clock().noteActivity();
        int count = parts.sets().count();
        if (count > before) {
            parts.sounds().count(count, parts.exercise().fewestRepetitions());
        }
    }

    /** Ends the set when the arms rest, or when no one has been there for long. */
    @Override
    Optional<Stage> pass() {
        double now = parts.clock().now();
        double goneEnds = parts.parameters().goneEnds();
        boolean began = !parts.sets().latest().orElseThrow().reps().isEmpty();
        if (paused()) {
            boolean gone = parts.pauseMonitor().seconds(now) >= goneEnds;
            return gone ? Optional.of(endSet(LiveSet.SetEnding.GONE, Stage.DONE)) : STAY;
        }
        if (began) {
            boolean rested =
                    !moved() && parts.clock().idle() >= parts.parameters().restEnds();
            return rested ? Optional.of(endSet(LiveSet.SetEnding.RESTED, Stage.REST)) : STAY;
        }
        return parts.clock().inStage() >= goneEnds ? Optional.of(endSet(LiveSet.SetEnding.GONE, Stage.DONE)) : STAY;
    }

    private boolean moved() {
        return parts.seat().elsewhere(parts.clock().now()) >= parts.parameters().movedAfter();
    }

    private Stage endSet(LiveSet.SetEnding why, Stage next) {
        parts.sets().end(parts.clock().now(), why);
        parts.sounds().add(Sound.SET_DONE);
        return next;
    }

    @Override
    Optional<Stage> next() {
        return Optional.of(end());
    }

    @Override
    Stage end() {
        return endSet(LiveSet.SetEnding.ASKED, Stage.REST);
    }

    @Override
    Stage stopForPain() {
        return endSet(LiveSet.SetEnding.PAIN, Stage.PAIN);
    }

    @Override
    boolean soundsPause() {
        return true;
    }

    @Override
    Optional<String> pause() {
        Optional<String> pause = super.pause();
        return pause.isEmpty() && moved() ? Optional.of(PauseReason.MOVED.id()) : pause;
    }

    @Override
    Optional<Cue> cue() {
        return parts.board().at(parts.clock().now(), parts.arms().phase());
    }

    @Override
    int beat() {
        return parts.arms().beat(parts.clock().now());
    }

    @Override
    OptionalDouble level() {
        return parts.arms().level(parts.clock().now());
    }
}
