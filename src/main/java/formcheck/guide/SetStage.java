package formcheck.guide;

import formcheck.coach.Cue;
import formcheck.exercise.Rep;
import formcheck.exercise.RepEvent;
import formcheck.exercise.RepPhase;
import formcheck.pipeline.FrameResult;
import java.util.Optional;
import java.util.OptionalDouble;

/** Repetitions count. */
final class SetStage extends GuideStage {
    /** Fewer valid repetitions than these are a try. */
    private static final int FEW = 3;

    /** Whether the latest frame was one of a pause that the person asked for. */
    private boolean pausing;

    /** Whether the arms have not been low since a pause that the person asked for. */
    private boolean settling;

    /** Second of the session at which the latest such pause began. */
    private double pausedAt = Double.NEGATIVE_INFINITY;

    /** Second of the session at which it ended. */
    private double goesOnAt = Double.NEGATIVE_INFINITY;

    SetStage(GuideParts parts) {
        super(Stage.SET, parts);
    }

    @Override
    Optional<Stage> see(FrameResult result) {
        parts.calibration().watch(result.pose(), result.measures());
        if (parts.pauseMonitor().asked()) {
            if (!pausing) {
                pausedAt = parts.clock().now();
            }
            pausing = true;
            settling = true;
            goesOnAt = parts.clock().now();
            result.events().stream()
                    .filter(RepEvent.RepCompleted.class::isInstance)
                    .map(event -> ((RepEvent.RepCompleted) event).rep())
                    .filter(rep -> parts.clock().ofSource(rep.bottom()) <= pausedAt)
                    .forEach(this::add);
            return STAY;
        }
        pausing = false;
        settling = settling && parts.arms().phase() != RepPhase.REST;
        if (!settling) {
            result.cue().filter(cue -> cue.urgency() != Cue.Urgency.PAUSE).ifPresent(this::say);
        }
        for (RepEvent event : result.events()) {
            if (event instanceof RepEvent.RepCompleted completed) {
                complete(completed.rep());
            } else if (event instanceof RepEvent.MovementDropped dropped
                    && parts.clock().ofSource(dropped.from()) >= goesOnAt) {
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
        if (parts.clock().ofSource(rep.begin())
                >= goesOnAt) { // else the hands came down from the gesture that ended the pause
            add(rep);
        }
    }

    private void add(Rep rep) {
        int before = parts.sets().count();
        if (!parts.sets().add(rep, parts.clock().ofSource(rep.eccentricStart()))) {
            return; // it was lowered before the set
        }
        parts.clock().noteActivity();
        int count = parts.sets().count();
        if (count > before) {
            parts.sounds().count(count, parts.exercise().fewestRepetitions());
        }
    }

    @Override
    void enter() {
        pausing = false;
        settling = false;
        pausedAt = Double.NEGATIVE_INFINITY;
        goesOnAt = Double.NEGATIVE_INFINITY;
    }

    @Override
    boolean takesGestures() {
        return true;
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
            boolean rested = !moved() && parts.clock().idle() >= restEnds();
            return rested ? Optional.of(endSet(LiveSet.SetEnding.RESTED, Stage.REST)) : STAY;
        }
        return parts.clock().idle() >= goneEnds ? Optional.of(endSet(LiveSet.SetEnding.GONE, Stage.DONE)) : STAY;
    }

    /** Who has only tried the movement, and settles before the set, is given more time. */
    private double restEnds() {
        boolean tried = parts.sets().count() < FEW;
        return tried
                ? parts.parameters().beginnerRestEnds()
                : parts.parameters().restEnds();
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
        return settling ? 0 : parts.arms().beat(parts.clock().now());
    }

    @Override
    OptionalDouble level() {
        return settling
                ? OptionalDouble.empty()
                : parts.arms().level(parts.clock().now());
    }
}
