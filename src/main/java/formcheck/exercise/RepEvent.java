package formcheck.exercise;

import formcheck.motion.Reason;

/** Something that happened in the exercise, at {@link #at} seconds since the source opened. */
public sealed interface RepEvent {

    double at();

    /** The arms went over to another phase. */
    record PhaseChanged(double at, RepPhase phase) implements RepEvent {}

    /**
     * The arms began to come down from a top of this exercise's kind.
     *
     * @param began when the raise began, seconds
     * @param highEnough whether both elbows were seen to reach the height
     * @param tooLow whether an elbow was seen to stay below it; neither holds where the height is not assessable
     */
    record TopLeft(double at, double began, boolean highEnough, boolean tooLow) implements RepEvent {}

    /** A fault is being made right now. The finished repetition confirms it, or drops it. */
    record FaultFlagged(double at, FormRule rule, BodySide side, double value, Limit limit) implements RepEvent {}

    /** A flag that the finished descent did not confirm: it was a cue, and is no fault. */
    record FlagWithdrawn(double at, FormRule rule, double flagged) implements RepEvent {}

    /** A repetition is finished and judged. */
    record RepCompleted(double at, Rep rep) implements RepEvent {}

    /**
     * A movement was given up: it was cut off, or is not of this exercise's kind.
     *
     * @param from when it began, as far as it was seen, seconds
     * @param to when it ended or was last seen, seconds; {@code at} is when it was given up
     */
    record MovementDropped(double at, DropReason why, double from, double to) implements RepEvent {}

    /** Something could not be judged from one time to another; {@code at} is when that was known. */
    record CouldNotJudge(double at, String check, Reason reason, double from, double to) implements RepEvent {
        /** The reason's name in files. */
        public String reasonId() {
            return reason.id();
        }

        /** What the person can do about it. */
        public String remedy() {
            return reason.remedy();
        }

        /** Whether nothing at all could be followed, rather than one check of one repetition. */
        public boolean isTotal() {
            return check.equals(BlindSpots.EVERYTHING);
        }
    }
}
