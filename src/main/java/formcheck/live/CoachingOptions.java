package formcheck.live;

/**
 * What the person asked for before the first set.
 *
 * @param raises whether to ask for two calibration raises, beside sitting tall
 * @param headFirst whether to check the head posture first, with the chair turned
 * @param prove whether to ask for contrasts that prove verdicts
 */
public record CoachingOptions(boolean raises, boolean headFirst, boolean prove) {}
