package formcheck.guide;

import formcheck.coach.Cue;
import formcheck.exercise.Rep;
import formcheck.exercise.RepEvent;
import formcheck.motion.Baseline;
import formcheck.motion.BodyMeasures;
import formcheck.motion.Reason;
import formcheck.pipeline.FrameResult;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;

/**
 * One stage of a live session: its timeouts, its prompts, and which stage follows. Methods that lead to another stage return it;
 * {@link LiveGuide} enters it.
 */
abstract sealed class GuideStage
        permits HeadCheckStage,
                PlacementStage,
                BaselineStage,
                RaiseStage,
                ProvingStage,
                ProvenStage,
                CountdownStage,
                SetStage,
                RestStage,
                PainStage,
                DoneStage {

    /** Nothing leads to another stage. */
    static final Optional<Stage> STAY = Optional.empty();

    final GuideParts parts;
    private final Stage id;

    GuideStage(Stage id, GuideParts parts) {
        this.id = id;
        this.parts = parts;
    }

    final Stage id() {
        return id;
    }

    // ---------------------------------------------------------------- what leads to another stage

    /** The stage begins. */
    void enter() {}

    /** Another source opens in the middle of the stage. */
    Optional<Stage> sourceOpened() {
        return STAY;
    }

    /** No more frames come from the source. */
    void sourceClosed() {}

    /** Processes a frame. */
    Optional<Stage> see(FrameResult result) {
        return STAY;
    }

    /** Time has passed, with a frame or without. */
    Optional<Stage> pass() {
        return STAY;
    }

    /** The person asks for the next stage. */
    abstract Optional<Stage> next();

    /** The person asks to end the session. */
    Stage end() {
        return Stage.DONE;
    }

    /** The person stops because of pain. */
    Stage stopForPain() {
        return Stage.PAIN;
    }

    // ---------------------------------------------------------------- what it shows

    /** Reasons for not judging that the stage itself asks for. They do not pause it. */
    Set<Reason> wanted() {
        return Set.of();
    }

    /** Whether a sound announces a pause. */
    boolean soundsPause() {
        return false;
    }

    /** Whether a {@link Gesture} is obeyed. */
    boolean takesGestures() {
        return false;
    }

    /** Why nothing is judged at present: the id of a reason, or of a {@link PauseReason}. */
    Optional<String> pause() {
        return parts.pauseMonitor().shown();
    }

    /** What the person should do first. */
    Optional<String> advice() {
        return parts.placement().advice();
    }

    /** Share of the stage, or of a new baseline, that is done, 0 to 1. */
    double progress() {
        return parts.seat().progress();
    }

    /** Seconds left of the countdown or of the rest. */
    double secondsLeft() {
        return Math.max(0, parts.parameters().rest() - parts.clock().inStage());
    }

    Optional<Cue> cue() {
        return Optional.empty();
    }

    /** The beat of a lowering that is heard, from 1; 0 for none. */
    int beat() {
        return 0;
    }

    /** Lowest elevation allowed at present, degrees. */
    OptionalDouble level() {
        return OptionalDouble.empty();
    }

    // ---------------------------------------------------------------- common to several stages

    /** Whether the session pauses: a reason has lasted long enough to be shown. */
    final boolean paused() {
        return parts.pauseMonitor().shown().isPresent();
    }

    /** Measures a new baseline if the person has moved and sits still again. */
    final boolean renewBaseline(BodyMeasures measures) {
        boolean moved = parts.seat().baseline().isPresent();
        Optional<Baseline> taken =
                parts.seat().renew(measures, parts.arms().phase(), parts.clock().now());
        taken.ifPresent(baseline -> {
            settle(baseline);
            if (moved) {
                parts.clock().noteActivity(); // whoever settles again is not done
                parts.calibration().forget(); // calibration in the old place does not hold in the new one
            }
        });
        return moved && taken.isPresent();
    }

    final void settle(Baseline baseline) {
        if (parts.sets().ended().isEmpty()) {
            parts.arms().restAt(baseline.elevation());
        }
    }

    /** The stage after calibration: the contrasts if they were asked for, otherwise the set. */
    final Stage afterCalibration() {
        return parts.proving().wanted() && parts.seat().baseline().isPresent() ? Stage.PROVE : startSet();
    }

    /** Begins the set now, without a countdown: it waits for the first raise anyway. */
    final Stage startSet() {
        beginSet(parts.clock().now());
        parts.sounds().add(Sound.GO);
        return Stage.SET;
    }

    final void beginSet(double start) {
        parts.sets().begin(start);
        parts.arms().beginSet();
    }

    /**
     * Begins the set with a raise, so that nobody has to wait for a prompt and no repetition is lost: {@link FirstRaise}.
     *
     * @param counts whether a raise may begin a set, but for its form
     */
    final boolean begunByRaise(FrameResult result, Predicate<RepEvent.TopLeft> counts) {
        Optional<FirstRaise.Beginning> beginning =
                parts.firstRaise().see(result, parts.arms().phase(), counts);
        if (beginning.isEmpty()) {
            return false;
        }
        beginSet(parts.clock().ofSource(beginning.get().at()));
        beginning.get().reps().forEach(this::count);
        return true;
    }

    /**
     * The same before the first set. An arm that stayed too low does not begin it: it may have reached for the camera.
     */
    final Optional<Stage> begunEarly(FrameResult result) {
        boolean waits = paused() || parts.calibratesFirst();
        if (!begunByRaise(result, top -> !waits && top.notTooLow())) {
            return STAY;
        }
        parts.sounds().add(Sound.GO);
        return Optional.of(Stage.SET);
    }

    /** Adds a repetition to the set, unless it was lowered before. */
    final void count(Rep rep) {
        int before = parts.sets().count();
        if (!parts.sets().add(rep, parts.clock().ofSource(rep.eccentricStart()))) {
            return;
        }
        parts.clock().noteActivity();
        int count = parts.sets().count();
        if (count > before) {
            parts.sounds().count(count, parts.exercise().fewestRepetitions());
        }
    }
}
