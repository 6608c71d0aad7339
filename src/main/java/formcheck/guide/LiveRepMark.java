package formcheck.guide;

import formcheck.exercise.MainFault;
import formcheck.exercise.Pace;
import formcheck.exercise.Rep;
import formcheck.exercise.Verdict;
import java.util.Locale;

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

        static MarkKind of(MainFault fault) {
            return switch (fault) {
                case FAST -> FAST;
                case LOW -> LOW;
                case HALF -> HALF;
                case UNEVEN -> UNEVEN;
                case SHORT -> SHORT;
            };
        }

        /** The name in messages. */
        public String id() {
            return this == NOT_ASSESSED ? "unjudged" : name().toLowerCase(Locale.ROOT);
        }
    }

    static LiveRepMark of(int number, Rep rep) {
        return new LiveRepMark(number, kind(rep), rep.verdict().isValid(), rep.eccentricSeconds(), Pace.of(rep));
    }

    private static MarkKind kind(Rep rep) {
        return MainFault.of(rep).map(MarkKind::of).orElseGet(() -> {
            if (rep.verdict() == Verdict.CLEAN) {
                return MarkKind.CLEAN;
            }
            return rep.isUncleanByProof() ? MarkKind.POSTURE : MarkKind.NOT_ASSESSED;
        });
    }
}
