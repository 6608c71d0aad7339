package formcheck.coach;

/**
 * A cue for the person.
 *
 * @param at seconds since the source opened
 * @param urgency a higher one may interrupt a lower one
 * @param id for pages with their own words: a rule's id, a reason's id, {@link #FASTER} or {@link #LOWER} for a set that gets
 *     faster or lower, or {@link #CORRECTED} and {@link #STEADY} for praise
 * @param text what to do, at most 24 characters, in English
 */
public record Cue(double at, Urgency urgency, String id, String text) {

    /** Id of the praise for a corrected fault. */
    public static final String CORRECTED = "corrected";

    /** Id of the praise for clean repetitions in a row. */
    public static final String STEADY = "steady";

    /** Id of the cue for lowerings that get faster. */
    public static final String FASTER = "getting-faster";

    /** Id of the cue for tops that get lower. */
    public static final String LOWER = "getting-lower";

    /** From least to most urgent. */
    public enum Urgency {
        PRAISE,
        COUNT,
        FORM,
        DESCENT,
        PAUSE
    }
}
