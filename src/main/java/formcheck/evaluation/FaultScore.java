package formcheck.evaluation;

import java.util.OptionalDouble;

/**
 * How one kind of fault is found. A fault of a repetition that was not found, or that was left unjudged without a true
 * reason, is missed. What was left unjudged for a true reason counts neither way.
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

    /** Faults that the labels name, those outside of repetitions and those without a rule too. */
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

    /** Repetitions in which it was not judged, for a true reason or without. */
    public int unjudgedRepetitions() {
        return unjudged;
    }

    public OptionalDouble precision() {
        return Share.of(truePositives, truePositives + falsePositives);
    }

    public OptionalDouble recall() {
        return Share.of(truePositives, truePositives + falseNegatives);
    }

    /** Harmonic mean of precision and recall; empty where there was nothing to find and nothing was found. */
    public OptionalDouble f1() {
        return Share.of(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives);
    }
}
