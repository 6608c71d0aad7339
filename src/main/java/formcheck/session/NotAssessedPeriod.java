package formcheck.session;

import formcheck.motion.Reason;

/**
 * A period in which something could not be assessed.
 *
 * @param check a rule's id, {@code repetitions} where no movement could be tracked, {@code person} where it was unclear who
 *     exercises
 * @param reason why
 * @param from seconds from the first frame
 * @param to seconds from the first frame
 */
public record NotAssessedPeriod(String check, Reason reason, double from, double to) {}
