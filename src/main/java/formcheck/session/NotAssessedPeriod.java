package formcheck.session;

import formcheck.motion.Reason;

/**
 * Something that could not be judged.
 *
 * @param check a rule's id, {@code repetitions} where nothing could be followed, {@code person} where it was unclear who
 *     exercises
 * @param reason why
 * @param from seconds from the first frame
 * @param to as {@code from}
 */
public record NotAssessedPeriod(String check, Reason reason, double from, double to) {}
