package formcheck.report.month;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The suggested load, with its reasons.
 *
 * @param kind what to do
 * @param step the suggested load; empty if the person's own variant is not part of the progression
 * @param reasons every condition, met or not
 */
public record Suggestion(SuggestionKind kind, Optional<LoadStep> step, List<SuggestionReason> reasons) {

    /** What to do about the load. */
    public enum SuggestionKind {
        /** No session yet: begin with bare hands. */
        BEGIN,
        /** The same load again. */
        STAY,
        /** The next load. */
        ADVANCE,
        /** The load before. */
        BACK,
        /** No session until a professional was seen. */
        SEE_SOMEONE;

        /** Returns the name in messages. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** A condition for more load. */
    public enum Criterion {
        /** Full sets in consecutive sessions with this load: {@code value} of {@code wanted} sessions. */
        FULL_SETS,
        /** Share of clean repetitions among the judged ones, the lowest of those sessions, 0 to 1. */
        CLEAN,
        /** Share of the repetitions that were judged, the lowest of those sessions, 0 to 1. */
        JUDGED,
        /** Duration of the lowering, the shortest median of those sessions, seconds. */
        PACE,
        /** Pain of the last session, 0 to 10; {@code wanted} is the rating before it. */
        PAIN,
        /** Share of clean repetitions in the last session with this load, where form declined. */
        FORM;

        /** Returns the name in messages. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** The state of a condition. */
    public enum SuggestionState {
        MET,
        UNMET,
        /** Not rated, or not assessed. */
        UNKNOWN;

        /** Returns the name in messages. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One condition.
     *
     * @param value in the criterion's unit
     * @param wanted its bound
     */
    public record SuggestionReason(
            Criterion criterion, SuggestionState state, OptionalDouble value, OptionalDouble wanted) {
        static SuggestionReason of(Criterion criterion, boolean met, double value, double wanted) {
            return new SuggestionReason(
                    criterion,
                    met ? SuggestionState.MET : SuggestionState.UNMET,
                    OptionalDouble.of(value),
                    OptionalDouble.of(wanted));
        }

        static SuggestionReason unknown(Criterion criterion, double wanted) {
            return new SuggestionReason(
                    criterion, SuggestionState.UNKNOWN, OptionalDouble.empty(), OptionalDouble.of(wanted));
        }
    }

    public Suggestion {
        reasons = List.copyOf(reasons);
    }
}
