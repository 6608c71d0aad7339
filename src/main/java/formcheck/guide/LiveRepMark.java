package formcheck.guide;

import formcheck.exercise.Fault;
import formcheck.exercise.Pace;
import formcheck.exercise.Rep;
import formcheck.exercise.RuleKind;
import formcheck.exercise.Verdict;
import java.util.Locale;
import java.util.Map;

/**
 * A repetition as one mark in the list of the set.
 *
 * @param number among the attempted ones of its set, from 1
 * @param kind its most important fault or trait
 * @param counts whether it is valid
 * @param eccentricSeconds from the start of the lowering to its end
 * @param pace its grade
 */
public record LiveRepMark(int number, MarkKind kind, boolean counts, double eccentricSeconds, Pace pace) {

    /** From the most to the least important. */
    public enum MarkKind {
        FAST,
        LOW,
        HALF,
        UNEVEN,
        SHORT,
        /** A posture fault, found by a verdict that is proven of the person and decides. */
        POSTURE,
        NOT_ASSESSED,
        CLEAN;

        /** The name in messages. */
        public String id() {
            return this == NOT_ASSESSED ? "unjudged" : name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Map<RuleKind, MarkKind> KINDS = Map.of(
            RuleKind.FAST_DESCENT, MarkKind.FAST,
            RuleKind.ELBOW_HEIGHT, MarkKind.LOW,
            RuleKind.HALF_REPETITION, MarkKind.HALF,
            RuleKind.ASYMMETRY, MarkKind.UNEVEN,
            RuleKind.RANGE_OF_MOTION, MarkKind.SHORT);

    static LiveRepMark of(int number, Rep rep) {
        return new LiveRepMark(number, kind(rep), rep.verdict().isValid(), rep.eccentricSeconds(), Pace.of(rep));
    }

    private static MarkKind kind(Rep rep) {
        MarkKind kind = rep.verdict() == Verdict.CLEAN
                ? MarkKind.CLEAN
                : rep.isUncleanByProof() ? MarkKind.POSTURE : MarkKind.NOT_ASSESSED;
        for (Fault fault : rep.faults()) {
            if (fault.rule().kind().coachesOnly()) {
                continue; // coached without a mark: only what is measured decides
            }
            MarkKind found = KINDS.getOrDefault(fault.rule().kind(), MarkKind.NOT_ASSESSED);
            kind = found.compareTo(kind) < 0 ? found : kind;
        }
        return kind;
    }
}
