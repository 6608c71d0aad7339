package formcheck.guide;

import formcheck.coach.Cue;
import formcheck.exercise.Rep;
import formcheck.exercise.RepEvent;
import formcheck.exercise.RepPhase;
import formcheck.exercise.UnconfirmedRep;
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

    /** Second of the session of the latest frame outside such a pause. */
    private double lastJudged = Double.NEGATIVE_INFINITY;

    /** Second of the session at which the latest pause ended. */
    private double goesOnAt = Double.NEGATIVE_INFINITY;

    /** The movement whose arms had arrived in the latest frame, before it was known that they stay. */
    private Optional<UnconfirmedRep> arriving = Optional.empty();

    SetStage(GuideParts parts) {
        super(Stage.SET, parts);
    }

    @Override
    Optional<Stage> see(FrameResult result) {
        parts.calibration().watch(result.pose(), result.measures());
        arriving = result.unconfirmed();
        if (parts.pauseMonitor().asked()) {
            pausing = true;
            settling = true;
            result.events().stream()
                    .filter(RepEvent.RepCompleted.class::isInstance)
                    .map(event -> ((RepEvent.RepCompleted) event).rep())
                    .filter(this::endedBeforePause)
                    .forEach(this::count);
            return STAY;
        }
        lastJudged = parts.clock().now();
        if (pausing) {
            goesOnAt = lastJudged;
        }
        pausing = false;
        settling = settling && parts.arms().phase() != RepPhase.REST;
        if (!settling) {
            result.cue().filter(cue -> cue.urgency() != Cue.Urgency.PAUSE).ifPresent(this::say);
        }
        if (isEmpty()) {
            seeFirstRaise(result);
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

    private boolean isEmpty() {
        return parts.sets().latest().orElseThrow().reps().isEmpty();
    }

    /**
     * A raise without the form of the exercise is held back here, too, until the person goes on. If nobody does, the set begins after
     * it.
     */
    private void seeFirstRaise(FrameResult result) {
        boolean waited = parts.firstRaise().waits();
        Optional<FirstRaise.Beginning> beginning =
                parts.firstRaise().see(result, parts.arms().phase(), top -> true);
        if (beginning.isPresent() && waited) {
            beginSet(parts.clock().ofSource(beginning.get().at()));
            beginning.get().reps().forEach(this::count);
        } else if (waited && !parts.firstRaise().waits()) {
            beginSet(parts.clock().now());
        }
    }

    private boolean endedBeforePause(Rep rep) {
        return parts.clock().ofSource(rep.bottom()) <= lastJudged;
    }

    /** No more frames come, or the set ends: a repetition whose arms have arrived is finished. */
    private void keepFinished() {
        arriving.flatMap(UnconfirmedRep::rep)
                .filter(rep -> !pausing || endedBeforePause(rep))
                .ifPresent(rep -> {
                    if (pausing) {
                        count(rep);
                    } else {
                        complete(rep);
                    }
                });
        arriving = Optional.empty();
    }

    private void say(Cue cue) {
        parts.board().say(cue, parts.clock().now());
        if (cue.id().equals(Cue.CORRECTED)) {
            parts.sounds().add(Sound.CORRECTED);
        }
    }

    private void complete(Rep rep) {
        boolean begunInPause = parts.clock().ofSource(rep.begin()) < goesOnAt; // the hands came down from the gesture
        if (!begunInPause && !parts.firstRaise().holds(rep)) {
            count(rep);
        }
    }

    @Override
    void enter() {
        pausing = false;
        settling = false;
        lastJudged = Double.NEGATIVE_INFINITY;
        goesOnAt = Double.NEGATIVE_INFINITY;
        arriving = Optional.empty();
    }

    @Override
    void sourceClosed() {
        keepFinished();
    }

    @Override
    Optional<Stage> sourceOpened() {
        arriving = Optional.empty();
        return STAY;
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
        keepFinished();
        parts.firstRaise().startAnew();
        parts.sets().end(parts.clock().now(), why);
        parts.sounds().add(Sound.SET_DONE);
        boolean over =
                next == Stage.REST && parts.sets().askedAreDone(parts.exercise().fewestRepetitions());
        return over ? Stage.DONE : next;
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
