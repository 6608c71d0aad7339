package formcheck.evaluation;

import java.util.OptionalDouble;

/**
 * Scores the detection of one kind of fault. A fault of a repetition that was not found, or not assessed without a true reason,
 * is a miss. A repetition that was not assessed for a true reason is ignored.
 */
public final class FaultScore {
    private int injected;
    private int truePositives;
    private int falsePositives;
    private int falseNegatives;
    private int unjudged;

    void injected() {
        injected++;
    }

    void truePositive() {
        truePositives++;
    }

    void falsePositive() {
        falsePositives++;
    }

    void falseNegative() {
        falseNegatives++;
    }

    void unjudged() {
        unjudged++;
    }

    /** Returns the number of labelled faults, also outside repetitions and without a rule. */
    public int injectedFaults() {
        return injected;
    }

    public int truePositives() {
        return truePositives;
    }

    public int falsePositives() {
        return falsePositives;
    }

    public int falseNegatives() {
        return falseNegatives;
    }

    /** Returns the number of repetitions without an assessment, for a true reason or not. */
    public int unjudgedRepetitions() {
        return unjudged;
    }

    public OptionalDouble precision() {
        return Share.of(truePositives, truePositives + falsePositives);
    }

    public OptionalDouble recall() {
        return Share.of(truePositives, truePositives + falseNegatives);
    }

    /** Returns the harmonic mean of precision and recall; empty if there was nothing to find and nothing was found. */
    public OptionalDouble f1() {
        return Share.of(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives);
    }
}
