package formcheck.report.month;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What to do about the load, and why.
 *
 * @param kind what
 * @param step the load that is suggested; empty where the person's own variant has no place among them
 * @param reasons every condition, met or not
 */
public record Suggestion(SuggestionKind kind, Optional<LoadStep> step, List<SuggestionReason> reasons) {

    /** What is suggested. */
    public enum SuggestionKind {
        /** There is no session yet: bare hands first. */
        BEGIN,
        /** The same again. */
        STAY,
        /** The next load. */
        ADVANCE,
        /** The load before. */
        BACK,
        /** No session before a professional was seen. */
        SEE_SOMEONE;

        /** The name in messages. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** What is looked at. */
    public enum Criterion {
        /** Full sets in consecutive sessions with this load: {@code value} of {@code wanted} sessions. */
        FULL_SETS,
        /** Share of clean repetitions among the judged ones, the lowest of those sessions, 0 to 1. */
        CLEAN,
        /** Share of the repetitions that could be judged, the lowest of those sessions, 0 to 1. */
        JUDGED,
        /** Seconds of lowering, the shortest median of those sessions. */
        PACE,
        /** Pain of the last session, 0 to 10, against {@code wanted} before it. */
        PAIN,
        /** Share of clean repetitions in the last session with this load, where form fell. */
        FORM;

        /** The name in messages. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** How a condition stands. */
    public enum SuggestionState {
        MET,
        UNMET,
        /** Nobody said, or nothing could be judged. */
        UNKNOWN;

        /** The name in messages. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One condition.
     *
     * @param value what was found, in the criterion's unit
     * @param wanted what it is held against
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
