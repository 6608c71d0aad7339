package formcheck.guide;

import formcheck.exercise.Fault;
import formcheck.exercise.Pace;
import formcheck.exercise.Rep;
import formcheck.exercise.RuleKind;
import formcheck.exercise.Verdict;
import java.util.Locale;
import java.util.Map;

/**
 * A repetition as one mark: what it is remembered by.
 *
 * @param number among the attempted ones of its set, from 1
 * @param kind its most important trait
 * @param counts whether it is valid
 * @param eccentricSeconds from the start of lowering to the arrival
 * @param pace its grade
 */
public record RepMark(int number, Kind kind, boolean counts, double eccentricSeconds, Pace pace) {

    /** From the most to the least important. */
    public enum Kind {
        FAST,
        LOW,
        HALF,
        UNEVEN,
        SHORT,
        /** A fault of posture that was found by a verdict which is proven of the person, and decides. */
        POSTURE,
        UNJUDGED,
        CLEAN;

        /** The name in messages. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Map<RuleKind, Kind> KINDS = Map.of(
            RuleKind.FAST_DESCENT, Kind.FAST,
            RuleKind.ELBOW_HEIGHT, Kind.LOW,
            RuleKind.HALF_REPETITION, Kind.HALF,
            RuleKind.ASYMMETRY, Kind.UNEVEN,
            RuleKind.RANGE_OF_MOTION, Kind.SHORT);

    static RepMark of(int number, Rep rep) {
        return new RepMark(number, kind(rep), rep.verdict().isValid(), rep.eccentricSeconds(), Pace.of(rep));
    }

    private static Kind kind(Rep rep) {
        Kind kind = rep.verdict() == Verdict.CLEAN ? Kind.CLEAN : rep.isUncleanByProof() ? Kind.POSTURE : Kind.UNJUDGED;
        for (Fault fault : rep.faults()) {
            if (fault.rule().kind().coachesOnly()) {
                continue; // said, and no mark: the count rests on what is measured
            }
            Kind found = KINDS.getOrDefault(fault.rule().kind(), Kind.UNJUDGED);
            kind = found.compareTo(kind) < 0 ? found : kind;
        }
        return kind;
    }
}
