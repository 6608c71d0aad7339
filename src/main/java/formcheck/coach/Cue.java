package formcheck.coach;

/**
 * What to say to the person now.
 *
 * @param at seconds since the source opened
 * @param urgency how much it matters; a higher one may interrupt a lower one
 * @param id what it is about, for pages with words of their own: a rule's id, a reason's id, {@link #FASTER} or {@link #LOWER}
 *     where a set sags, or {@link #CORRECTED} and {@link #STEADY} for praise
 * @param text at most 24 characters, what to do
 */
public record Cue(double at, Urgency urgency, String id, String text) {

    /** Id of the praise for a fault that is gone. */
    public static final String CORRECTED = "corrected";

    /** Id of the praise for clean repetitions in a row. */
    public static final String STEADY = "steady";

    /** Id of the cue that the arms come down ever faster. */
    public static final String FASTER = "getting-faster";

    /** Id of the cue that the arms rise ever less. */
    public static final String LOWER = "getting-lower";

    /** From least to most. */
    public enum Urgency {
        PRAISE,
        COUNT,
        FORM,
        DESCENT,
        PAUSE
    }
}
