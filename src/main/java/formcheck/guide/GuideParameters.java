package formcheck.guide;

/**
 * Times of a live session.
 *
 * @param countdown seconds from the key to the set, where a set begins with a key
 * @param baselineTimeout timeout before the baseline is skipped, seconds
 * @param adviseAfter seconds of the baseline after which the person is told what is in the way of it
 * @param restEnds seconds of resting arms after which a set ends
 * @param beginnerRestEnds the same while the set has fewer than three valid repetitions
 * @param rest seconds between two sets
 * @param goneEnds seconds without the person, or without a new set, after which the session ends
 * @param pauseAfter seconds after which a reason for not judging is shown
 * @param lostAfter seconds without a frame after which the source counts as lost
 * @param frozenAfter seconds of identical frames after which the image counts as frozen
 * @param movedAfter seconds of sitting elsewhere after which the person counts as moved
 * @param raiseTimeout timeout before a calibration raise is skipped, seconds
 */
record GuideParameters(
        double countdown,
        double baselineTimeout,
        double adviseAfter,
        double restEnds,
        double beginnerRestEnds,
        double rest,
        double goneEnds,
        double pauseAfter,
        double lostAfter,
        double frozenAfter,
        double movedAfter,
        double raiseTimeout) {
    private static final double COUNTDOWN = 3;
    /** The placement may take 3 seconds, and the person is in the set within 15. */
    private static final double BASELINE_TIMEOUT = 12;

    private static final double ADVISE_AFTER = 4;
    private static final double REST_ENDS = 8;
    /** Who tries the movement once and then settles is 14 seconds still in samples/live/sit-down.mp4. */
    private static final double BEGINNER_REST_ENDS = 25;

    private static final double REST = 75;
    private static final double GONE_ENDS = 300;
    private static final double PAUSE_AFTER = 0.8;
    private static final double LOST_AFTER = 1.5;
    private static final double FROZEN_AFTER = 3;
    private static final double MOVED_AFTER = 2;
    private static final double RAISE_TIMEOUT = 25;

    static final GuideParameters DEFAULT = new GuideParameters(
            COUNTDOWN,
            BASELINE_TIMEOUT,
            ADVISE_AFTER,
            REST_ENDS,
            BEGINNER_REST_ENDS,
            REST,
            GONE_ENDS,
            PAUSE_AFTER,
            LOST_AFTER,
            FROZEN_AFTER,
            MOVED_AFTER,
            RAISE_TIMEOUT);
}
