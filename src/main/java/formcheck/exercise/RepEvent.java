package formcheck.exercise;

import formcheck.motion.NotAssessable;
import formcheck.motion.Reason;

/** An event of the exercise, {@link #at} seconds since the source opened. */
public sealed interface RepEvent {

    double at();

    /** Another phase begins. */
    record PhaseChanged(double at, RepPhase phase) implements RepEvent {}

    /**
     * The arms began to come down from the top of a raise of this exercise.
     *
     * @param highEnough whether both elbows were seen to reach the height
     */
    record TopLeft(double at, boolean highEnough) implements RepEvent {}

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
