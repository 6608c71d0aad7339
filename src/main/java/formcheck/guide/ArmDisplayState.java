package formcheck.guide;

import formcheck.exercise.BodySide;
import formcheck.exercise.DropReason;
import formcheck.exercise.Exercise;
import formcheck.exercise.Fault;
import formcheck.exercise.Rep;
import formcheck.exercise.RepEvent;
import formcheck.exercise.RepPhase;
import formcheck.exercise.RuleKind;
import formcheck.motion.BodyMeasures;
import formcheck.motion.Measure;
import formcheck.motion.Reason;
import formcheck.motion.Side;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What the page draws of the arms: their phase, the pace of the lowering, and the mark of each arm. */
final class ArmDisplayState {
    private static final int BEATS = 3;

    /** Time for which an arm that stayed too low is marked after the repetition, seconds. */
    private static final double LOW_SHOWN = 2;

    /** Time for which the page shows what was not assessed in a repetition, or why a movement was not counted, seconds. */
    private static final double NOTE_SHOWN = 4;

    private final Exercise exercise;
    private RepPhase phase = RepPhase.REST;
    private double phaseSince;
    private double highest;
    private double bottom = 25;
    private Optional<PaceLevel> pace = Optional.empty();
    private boolean faultyDescent;
    private Optional<BodySide> low = Optional.empty();
    private double lowSince;
    private Optional<GuideView.NotAssessedCheck> notAssessed = Optional.empty();
    private double notAssessedSince;
    private Optional<DropReason> dropped = Optional.empty();
    private double droppedSince;
    private GuideView.ArmView left = GuideView.ArmView.NONE;
    private GuideView.ArmView right = GuideView.ArmView.NONE;

    ArmDisplayState(Exercise exercise) {
        this.exercise = exercise;
    }

    /** Another source begins. Drops the phase of the one before. */
    void startAnew() {
        phase = RepPhase.REST;
        pace = Optional.empty();
    }

    /** No frame shows the arms. */
    void lose() {
        left = GuideView.ArmView.NONE;
        right = GuideView.ArmView.NONE;
    }

    /** Sets the elevation of resting arms, degrees, until a repetition has shown it. */
    void restAt(double elevation) {
        bottom = elevation;
    }

    void follow(BodyMeasures measures, List<RepEvent> events, double now) {
        for (RepEvent event : events) {
            if (event instanceof RepEvent.PhaseChanged changed) {
                changePhase(changed.phase(), now);
            } else if (event instanceof RepEvent.FaultFlagged) {
                faultyDescent = true;
            } else if (event instanceof RepEvent.FlagWithdrawn) {
                faultyDescent = false;
            } else if (event instanceof RepEvent.RepCompleted completed) {
                dropped = Optional.empty();
                finish(completed.rep(), now);
            } else if (event instanceof RepEvent.MovementDropped movement
                    && movement.why() != DropReason.IMPOSSIBLE_SPEED) { // a jump of the keypoints, not the person
                dropped = Optional.of(movement.why());
                droppedSince = now;
            }
        }
        if (phase == RepPhase.CONCENTRIC || phase == RepPhase.HOLD) {
            highest = Math.max(highest, measures.commonElevation().orElse(0));
        }
        left = arm(measures, Side.LEFT, now);
        right = arm(measures, Side.RIGHT, now);
    }

    private void changePhase(RepPhase next, double now) {
        pace = Optional.empty();
        if (next == RepPhase.ECCENTRIC) {
            pace = Optional.of(new PaceLevel(PaceLevel.Parameters.DEFAULT, highest, bottom, now));
        } else {
            faultyDescent = false;
        }
        if (next == RepPhase.CONCENTRIC) {
            highest = 0;
            low = Optional.empty();
        }
        phase = next;
        phaseSince = now;
    }

    private void finish(Rep rep, double now) {
        rep.bottomElevation().values().stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .ifPresent(mean -> bottom = mean);
        notAssessed = rep.checks().entrySet().stream()
                .flatMap(check -> check.getValue().notAssessable().stream()
                        .map(reason ->
                                new GuideView.NotAssessedCheck(check.getKey().id(), reason)))
                .findFirst();
        notAssessedSince = now;
        low = rep.faults().stream()
                .filter(fault -> fault.rule().kind() == RuleKind.ELBOW_HEIGHT)
                .map(Fault::side)
                .findFirst();
        lowSince = now;
    }

    private GuideView.ArmView arm(BodyMeasures measures, Side side, double now) {
        Measure elevation = Measure.elevation(side);
        OptionalDouble value = measures.followed(elevation);
        Optional<Reason> hidden = measures.observation(elevation).notAssessable();
        boolean wasLow = low.isPresent()
                && (low.get() == BodySide.of(side) || low.get() == BodySide.BOTH)
                && now - lowSince <= LOW_SHOWN;
        GuideView.ArmState state = GuideView.ArmState.PLAIN;
        if (hidden.isPresent()) {
            state = GuideView.ArmState.UNSEEN;
        } else if ((faultyDescent && phase == RepPhase.ECCENTRIC) || (wasLow && phase == RepPhase.REST)) {
            state = GuideView.ArmState.FAULT;
        } else if (!exercise.elbowHeight().limit().undercutBy(value.orElse(0))) {
            state = GuideView.ArmState.REACHED;
        }
        return new GuideView.ArmView(value, state, hidden);
    }

    RepPhase phase() {
        return phase;
    }

    /** Whether the lowering is marked as too fast at present. */
    boolean falling() {
        return faultyDescent;
    }

    /** 1 to 3 in each second of a lowering; 0 otherwise. */
    int beat(double now) {
        int beat = 1 + (int) (now - phaseSince);
        return phase == RepPhase.ECCENTRIC && beat <= BEATS ? beat : 0;
    }

    /** Lowest elevation allowed at present, degrees; empty unless the arms are being lowered. */
    OptionalDouble level(double now) {
        return pace.isPresent() ? pace.get().at(now) : OptionalDouble.empty();
    }

    /** What was not assessed in the latest repetition, for some seconds. */
    Optional<GuideView.NotAssessedCheck> notAssessed(double now) {
        return now - notAssessedSince < NOTE_SHOWN ? notAssessed : Optional.empty();
    }

    /** Why the latest movement was not counted, for some seconds. */
    Optional<DropReason> dropped(double now) {
        return now - droppedSince < NOTE_SHOWN ? dropped : Optional.empty();
    }

    GuideView.ArmView left() {
        return left;
    }

    GuideView.ArmView right() {
        return right;
    }
}
