package formcheck.guide;

import formcheck.coach.Cue;
import formcheck.motion.Baseline;
import formcheck.motion.BodyMeasures;
import formcheck.motion.Reason;
import formcheck.pipeline.FrameResult;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

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
        Optional<Baseline> taken =
                parts.seat().renew(measures, parts.arms().phase(), parts.clock().now());
        taken.ifPresent(baseline -> {
            settle(baseline);
            parts.calibration().forget(); // calibration in the old place does not hold in the new one
        });
        return taken.isPresent();
    }

    final void settle(Baseline baseline) {
        if (parts.sets().ended().isEmpty()) {
            parts.arms().restAt(baseline.elevation());
        }
        parts.clock().noteActivity(); // a person who settles again is not done
    }

    /** The stage after calibration. */
    final Stage afterCalibration() {
        return parts.proving().wanted() && parts.seat().baseline().isPresent() ? Stage.PROVE : Stage.COUNTDOWN;
    }

    final void beginSet(double start) {
        parts.sets().begin(start);
    }
}
