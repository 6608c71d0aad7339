package formcheck.session;

import formcheck.exercise.DropReason;

/**
 * A movement that was detected and not counted.
 *
 * @param why what it was instead of a repetition
 * @param from seconds from the first frame
 * @param to seconds from the first frame
 */
public record DroppedMovement(DropReason why, double from, double to) {}
