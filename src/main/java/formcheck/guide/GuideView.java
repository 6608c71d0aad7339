package formcheck.guide;

import formcheck.coach.Cue;
import formcheck.exercise.DropReason;
import formcheck.exercise.RepPhase;
import formcheck.motion.Baseline;
import formcheck.motion.NotAssessable;
import formcheck.motion.Reason;
import formcheck.motion.posture.HeadCheckResult;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a page shows of a live session at one moment.
 *
 * @param at seconds of the session
 * @param stage of the session
 * @param checks of the placement, in order
 * @param advice what to do first: from the placement, the head check or the contrasts
 * @param progress share of the stage, or of a new baseline, that is done, 0 to 1
 * @param secondsLeft of the countdown or of the rest
 * @param set the running set, or the latest one
 * @param target repetitions of a full set
 * @param most repetitions after which a set ends
 * @param heightLimit elevation that both arms should reach, degrees
 * @param heightTolerance how much below it still counts, degrees: the error of one camera
 * @param phase of the arms
 * @param beat 1 to 3 in each second of a lowering; 0 otherwise
 * @param cue shown at present
 * @param pause why nothing is judged at present: the id of a reason, or of a {@link PauseReason}
 * @param notAssessed what was not assessed in the latest repetition
 * @param dropped why the latest movement was not counted
 * @param left the left arm
 * @param right the right arm
 * @param level lowest elevation allowed at present, degrees; empty unless the arms are being lowered
 * @param baseline with which the person is compared
 * @param headCheck result of the head check
 * @param proving state of the contrasts; empty outside that stage
 */
public record GuideView(
        double at,
        Stage stage,
        List<PlacementCheck.Result> checks,
        Optional<String> advice,
        double progress,
        double secondsLeft,
        Optional<LiveSet> set,
        int target,
        int most,
        double heightLimit,
        double heightTolerance,
        RepPhase phase,
        int beat,
        Optional<Cue> cue,
        Optional<String> pause,
        Optional<NotAssessedCheck> notAssessed,
        Optional<DropReason> dropped,
        ArmView left,
        ArmView right,
        OptionalDouble level,
        Optional<Baseline> baseline,
        Optional<HeadCheckResult> headCheck,
        Optional<ProvingView> proving) {

    /**
     * A check that was not assessed.
     *
     * @param check a rule's id
     * @param reason why
     */
    public record NotAssessedCheck(String check, Reason reason) implements NotAssessable {}

    /**
     * One arm as it is drawn.
     *
     * @param elevation degrees; empty if it cannot be followed
     * @param state how it is marked
     * @param notAssessed why it is not assessed, if so
     */
    public record ArmView(OptionalDouble elevation, ArmState state, Optional<Reason> notAssessed) {
        static final ArmView NONE = new ArmView(OptionalDouble.empty(), ArmState.UNSEEN, Optional.empty());
    }

    /** How an arm is marked. */
    public enum ArmState {
        PLAIN,
        /** High enough. */
        REACHED,
        FAULT,
        UNSEEN;

        /** The name in messages. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public GuideView {
        checks = List.copyOf(checks);
    }
}
