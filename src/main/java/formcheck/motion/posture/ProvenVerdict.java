package formcheck.motion.posture;

/**
 * How right a verdict was about postures that a person showed on purpose.
 *
 * <p>What so few postures can show is stated here once. Whoever tosses a coin for each is right n times of n with a probability of
 * 1/2<sup>n</sup>: 1.6 % for 6, 6.3 % for 4. And a verdict that was right 6 times of 6 is right in 61 of 100 cases at least,
 * with a certainty of 95 %; after 4 of 4 that is 47 (the lower bound of Clopper and Pearson, 0.05<sup>1/n</sup>). So this proves
 * that a verdict does follow this person here, not how often it errs: for that there are the figures of the model's card.
 *
 * @param contrast what was shown
 * @param right how many postures were told rightly
 * @param wrong how many were told the wrong way round
 * @param shown how many were shown; those that were told neither way are among them
 */
public record ProvenVerdict(Contrast contrast, int right, int wrong, int shown) {

    /** What follows from it. */
    public enum Outcome {
        /** Never wrong, and right often enough: the verdict is told. */
        PASSED("passed"),
        /** Too little was told, or one was wrong, which happens with a verdict that is right in 97 of 100: the general figures
         * decide. */
        OPEN("open"),
        /** Wrong twice: of a verdict that is right in 97 of 100 that happens to 1 person of 80 (6 told), so that the general
         * figures do not hold for this one. It is not told. */
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

    /** Right so often, a coin would be with a probability of 6.3 %: both postures of two raises. */
    private static final int ENOUGH_TO_TELL = 4;

    /** What decides, a coin would have reached in 1 of 20 cases at most. */
    private static final double LUCK_TO_DECIDE = 0.05;

    private static final int REFUTING = 2;

    public ProvenVerdict {
        if (right < 0 || wrong < 0 || shown < right + wrong) {
            throw new IllegalArgumentException(right + " right and " + wrong + " wrong of " + shown);
        }
    }

    /** What follows from it. */
    public Outcome outcome() {
        if (wrong == 0 && right >= ENOUGH_TO_TELL) {
            return Outcome.PASSED;
        }
        return wrong >= REFUTING ? Outcome.REFUTED : Outcome.OPEN;
    }

    /** Probability with which a coin is right as often, 0 to 1. */
    public double luck() {
        return Math.pow(0.5, right);
    }

    /**
     * Whether it may decide, where the person wants that, what a clean repetition is. 4 of 4 may not, in which a coin succeeds once
     * of 16 times; shown again on another day, 8 of 8 may.
     */
    public boolean mayDecide() {
        return outcome() == Outcome.PASSED && luck() <= LUCK_TO_DECIDE;
    }

    /** This one and an earlier one that passed, taken together; this one alone, if either did not pass. */
    public ProvenVerdict after(ProvenVerdict earlier) {
        boolean both = outcome() == Outcome.PASSED && earlier.outcome() == Outcome.PASSED;
        return both && earlier.contrast == contrast
                ? new ProvenVerdict(contrast, right + earlier.right, 0, shown + earlier.shown)
                : this;
    }
}
