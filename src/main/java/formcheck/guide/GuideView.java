package formcheck.guide;

import formcheck.coach.Cue;
import formcheck.exercise.DropReason;
import formcheck.exercise.RepPhase;
import formcheck.motion.Baseline;
import formcheck.motion.Reason;
import formcheck.motion.posture.HeadCheckResult;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Everything that a page shows of a live session at one moment.
 *
 * @param at seconds of the session
 * @param stage where it is
 * @param checks of the placement, in their order
 * @param advice what the placement, the check with the chair turned, or the proving asks for first
 * @param progress of the baseline, or of what the person is shown or shows before it, 0 to 1
 * @param secondsLeft of the countdown or of the rest
 * @param set the running set, or the last one
 * @param target repetitions that make a set
 * @param most repetitions after which it ends
 * @param heightLimit elevation that both arms are to reach, degrees
 * @param heightTolerance less of it that counts all the same, degrees: what one camera errs by
 * @param phase of the arms
 * @param beat 1 to 3 in each second of a descent; 0 otherwise
 * @param cue what is said now
 * @param pause why nothing is judged just now: the id of a reason or of an {@link Obstacle}
 * @param unjudged what could not be judged in the repetition that has just ended
 * @param dropped why the movement that has just ended was not counted
 * @param left the left arm
 * @param right the right arm
 * @param level lowest elevation allowed just now, degrees; empty unless the arms come down
 * @param baseline that the person is compared with
 * @param headCheck what the check with the chair turned has found
 * @param proving where the proving of verdicts stands; empty outside of it
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
        Optional<UnjudgedCheck> unjudged,
        Optional<DropReason> dropped,
        ArmView left,
        ArmView right,
        OptionalDouble level,
        Optional<Baseline> baseline,
        Optional<HeadCheckResult> headCheck,
        Optional<ProvingView> proving) {

    /**
     * A check that could not be made.
     *
     * @param check a rule's id
     * @param reason why
     */
    public record UnjudgedCheck(String check, Reason reason) {}

    /**
     * One arm as it is drawn.
     *
     * @param elevation degrees; empty if it cannot be followed
     * @param state how it is marked
     * @param unjudged why it cannot be judged, if so
     */
    public record ArmView(OptionalDouble elevation, ArmState state, Optional<Reason> unjudged) {
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
