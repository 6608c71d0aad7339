package formcheck.evaluation;

import java.util.OptionalDouble;

/** Counts abstentions: how often "not assessable" was right, and how often it was missing. */
public final class AbstentionScore {
    private int right;
    private int wrong;
    private int unknown;
    private int verdicts;
    private int wrongVerdicts;

    void right() {
        right++;
    }

    void wrong() {
        wrong++;
    }

    void unknown() {
        unknown++;
    }

    void verdictWhereUnjudgeable(boolean wasWrong) {
        verdicts++;
        wrongVerdicts += wasWrong ? 1 : 0;
    }

    /** Returns the number of abstentions that the labels can confirm or refute. */
    public int said() {
        return right + wrong;
    }

    public int rightly() {
        return right;
    }

    /** Returns the number of abstentions that the labels cannot decide. */
    public int unknownCases() {
        return unknown;
    }

    /** Returns the number of verdicts where the labels say that the camera could not support one. */
    public int verdictsWhereUnjudgeable() {
        return verdicts;
    }

    /** Returns the number of those verdicts that contradict the truth. */
    public int wrongVerdictsWhereUnjudgeable() {
        return wrongVerdicts;
    }

    public OptionalDouble share() {
        return Share.of(right, said());
    }
}
