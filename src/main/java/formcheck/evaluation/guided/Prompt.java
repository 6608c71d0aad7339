package formcheck.evaluation.guided;

/**
 * One instruction, shown and spoken while it applies.
 *
 * @param word one short word, large
 * @param seconds duration
 */
public record Prompt(String word, double seconds) {
    public Prompt {
        if (!(seconds > 0)) {
            throw new IllegalArgumentException("a prompt lasts longer than " + seconds + " s");
        }
    }
}
