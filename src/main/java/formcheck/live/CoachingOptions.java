package formcheck.live;

/**
 * Choices of the person for the steps before the first set.
 *
 * @param raises whether to do two calibration raises besides sitting tall
 * @param headFirst whether to check the head posture first, with the chair turned
 * @param prove whether to show contrasts that test verdicts
 */
public record CoachingOptions(boolean raises, boolean headFirst, boolean prove) {}
