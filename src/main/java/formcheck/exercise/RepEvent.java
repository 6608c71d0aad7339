package formcheck.exercise;

import formcheck.motion.NotAssessable;
import formcheck.motion.Reason;
import java.util.EnumSet;
import java.util.Set;

/** An event of the exercise, {@link #at} seconds since the source opened. */
public sealed interface RepEvent {

    double at();

    /** Another phase begins. */
    record PhaseChanged(double at, RepPhase phase) implements RepEvent {}

    /**
     * The arms began to come down from the top of a raise of this exercise.
     *
     * @param began when the raise began, seconds
     * @param height the verdict on the elbow height so far
     * @param inForm whether the arms had the form of the exercise at the top: elbows bent, forearms up, not overhead
     */
    record TopLeft(double at, double began, Check height, boolean inForm) implements RepEvent {
        /** Reasons for which nobody knows how high the elbows are. */
        private static final Set<Reason> NOT_SEEN =
                EnumSet.of(Reason.ELBOWS_OUTSIDE, Reason.ELBOWS_HIDDEN, Reason.ELBOW_IMPLAUSIBLE);

        /** Whether both elbows were seen to reach the height. */
        public boolean highEnough() {
            return height instanceof Check.Ok;
        }

        /** Whether both elbows were seen and none of them to stay too low: the view may still be too weak for a verdict. */
        public boolean notTooLow() {
            return highEnough()
                    || height.notAssessable()
                            .filter(reason -> !NOT_SEEN.contains(reason))
                            .isPresent();
        }
    }

    /**
     * A fault during the movement. The finished repetition confirms it, or a {@link FlagWithdrawn} follows.
     *
     * @param value speed of the lowering, degrees a second, positive
     * @param limit seconds that this lowering may take at least
     */
    record FaultFlagged(double at, FormRule rule, BodySide side, double value, Limit limit) implements RepEvent {}

    /**
     * The finished lowering did not confirm a flag.
     *
     * @param flagged when it was flagged, seconds
     */
    record FlagWithdrawn(double at, FormRule rule, double flagged) implements RepEvent {}

    /** A repetition is finished and judged. */
    record RepCompleted(double at, Rep rep) implements RepEvent {}

    /**
     * A movement was not counted: it was cut off, or it is another movement.
     *
     * @param from when it began, as far as it was seen, seconds
     * @param to when it ended or was last seen, seconds; {@code at} is when it was dropped
     */
    record MovementDropped(double at, DropReason why, double from, double to) implements RepEvent {}

    /**
     * A span of time in which a check was not assessed; {@code at} is when the span was complete.
     *
     * @param check a rule's id, {@code repetitions} or {@code person}
     * @param from seconds
     * @param to seconds
     */
    record NotAssessedSpan(double at, String check, Reason reason, double from, double to)
            implements RepEvent, NotAssessable {

        /** Whether the arms could not be followed at all, rather than one check of one repetition. */
        public boolean isTotal() {
            return check.equals(NotAssessableSpans.REPETITIONS);
        }
    }
}
