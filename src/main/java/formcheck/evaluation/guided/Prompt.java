package formcheck.evaluation.guided;

/**
 * One thing to do, shown and heard while it is to be done.
 *
 * @param word one short word, large
 * @param seconds how long
 */
public record Prompt(String word, double seconds) {
    public Prompt {
        if (!(seconds > 0)) {
            throw new IllegalArgumentException("a prompt lasts longer than " + seconds + " s");
        }
    }
}
