package formcheck.evaluation;

/**
 * A period in which the camera could not support a check: an abstention is right there.
 *
 * @param check id of a rule, or {@link #EVERYTHING}
 * @param reason id of a {@link formcheck.motion.Reason}
 * @param from seconds from the first frame
 * @param to seconds from the first frame
 */
public record Unjudgeable(String check, String reason, double from, double to) {
    /** The check of a frame as a whole. */
    public static final String EVERYTHING = "everything";

    boolean covers(String asked, double start, double end) {
        return (check.equals(asked) || check.equals(EVERYTHING)) && start < to && end > from;
    }
}
