package formcheck.guide;

import formcheck.motion.MotionTracker;

/**
 * Limits of the checks before a set.
 *
 * @param hold time for which everything has to be right, seconds
 * @param weakPatience time after which checks that only weaken some verdicts are skipped, seconds
 * @param patience time after which the other checks are skipped, as long as the arms can be followed, seconds
 * @param dark mean luma below which there is too little light
 * @param rate least frame rate, frames a second
 * @param farthest smallest shoulder width, as a share of the image width
 * @param armSpan width of raised arms, shoulder widths
 * @param facing largest yaw, degrees
 * @param aslant largest yaw at which repetitions are counted, degrees: beyond {@code facing}, verdicts are weaker or missing
 * @param raised elevation at which the room for the arms is checked, degrees
 * @param resized change of the shoulder width after which the room is checked again, as a factor
 */
record PlacementParameters(
        double hold,
        double weakPatience,
        double patience,
        double dark,
        double rate,
        double farthest,
        double armSpan,
        double facing,
        double aslant,
        double raised,
        double resized) {
    private static final double HOLD = 0.6; // chosen, no data
    /** With a baseline's timeout of 12 seconds the person is in the set within 15. */
    private static final double WEAK_PATIENCE = 3;

    private static final double PATIENCE = 12; // chosen: long enough to move the chair
    /** A lowering of 1 second has 15 frames. */
    private static final double RATE = 15;

    private static final double FARTHEST = 0.065; // chosen, no data: 42 pixels of 640
    private static final double ARM_SPAN = 2.7; // chosen, no data
    private static final double FACING = 25; // chosen, no data
    private static final double RAISED = 78; // the exercise's 90 degrees less the error of one camera
    private static final double RESIZED = 1.2; // chosen, near the 1.22 at which a baseline is taken anew

    static final PlacementParameters DEFAULT = new PlacementParameters(
            HOLD,
            WEAK_PATIENCE,
            PATIENCE,
            MotionTracker.DARK_LUMA,
            RATE,
            FARTHEST,
            ARM_SPAN,
            FACING,
            MotionTracker.TURNED_AWAY,
            RAISED,
            RESIZED);
}
