package formcheck.motion.posture;

/**
 * How often a verdict was right about postures that a person showed on purpose.
 *
 * <p>A coin is right n times of n with a probability of 1/2<sup>n</sup>: 1.6 % for 6, 6.3 % for 4. A verdict that was right 6
 * times of 6 is right in at least 61 of 100 cases, with a confidence of 95 %; after 4 of 4 in 47 (the lower bound of Clopper and
 * Pearson, 0.05<sup>1/n</sup>). So this proves that a verdict follows this person here, not how often it errs; the model card has
 * those figures.
 *
 * @param contrast that was shown
 * @param right number of postures with a right verdict
 * @param wrong number of postures with the opposite verdict
 * @param shown number of postures, also those without a verdict
 */
public record ProvenVerdict(Contrast contrast, int right, int wrong, int shown) {

    /** What follows from it. */
    public enum Outcome {
        /** Never wrong, and right often enough: the verdict is given. */
        PASSED("passed"),
        /**
         * Too few verdicts, or one was wrong, which happens to a verdict that is right in 97 of 100: the general figures decide.
         */
        OPEN("open"),
        /**
         * Wrong twice. That happens to 1 person of 80 (6 verdicts) with a verdict that is right in 97 of 100, so that the general
         * figures do not hold for this person. The verdict is withheld.
         */
        REFUTED("refuted");

        private final String id;

        Outcome(String id) {
            this.id = id;
        }

        /** The name in messages and files. */
        public String id() {
            return id;
        }
    }

    /** Least number of right verdicts, which a coin reaches with a probability of 6.3 %: both postures of two raises. */
    private static final int ENOUGH_TO_PASS = 4;

    /** Greatest probability that a coin is right as often, for a verdict that decides. */
    private static final double LUCK_TO_DECIDE = 0.05;

    private static final int REFUTING = 2;

    public ProvenVerdict {
        if (right < 0 || wrong < 0 || shown < right + wrong) {
            throw new IllegalArgumentException(right + " right and " + wrong + " wrong of " + shown);
        }
    }

    /** What follows from it. */
    public Outcome outcome() {
        if (wrong == 0 && right >= ENOUGH_TO_PASS) {
            return Outcome.PASSED;
        }
        return wrong >= REFUTING ? Outcome.REFUTED : Outcome.OPEN;
    }

    /** Probability that a coin is right as often, 0 to 1. */
    public double luck() {
        return Math.pow(0.5, right);
    }

    /**
     * Whether the verdict may decide what a clean repetition is, if the person wants that. 4 of 4 may not, which a coin reaches
     * once in 16; shown again on another day, 8 of 8 may.
     */
    public boolean mayDecide() {
        return outcome() == Outcome.PASSED && luck() <= LUCK_TO_DECIDE;
    }

    /** This verdict and an earlier one together, if both passed; otherwise this one. */
    public ProvenVerdict after(ProvenVerdict earlier) {
        boolean both = outcome() == Outcome.PASSED && earlier.outcome() == Outcome.PASSED;
        return both && earlier.contrast == contrast
                ? new ProvenVerdict(contrast, right + earlier.right, 0, shown + earlier.shown)
                : this;
    }
}
