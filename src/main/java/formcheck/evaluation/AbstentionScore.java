package formcheck.evaluation;

import java.util.OptionalDouble;

/** How often 'could not judge' was the right thing to say, and how often it should have been said. */
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

    /** How often it was said where the labels know whether it was right. */
    public int said() {
        return right + wrong;
    }

    public int rightly() {
        return right;
    }

    /** How often it was said where the labels do not tell. */
    public int unknownCases() {
        return unknown;
    }

    /** Verdicts given where the labels say that the camera could not support one. */
    public int verdictsWhereUnjudgeable() {
        return verdicts;
    }

    /** How many of those contradict the truth. */
    public int wrongVerdictsWhereUnjudgeable() {
        return wrongVerdicts;
    }

    public OptionalDouble share() {
        return Share.of(right, said());
    }
}
