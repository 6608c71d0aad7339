package formcheck.exercise;

import formcheck.motion.BodyMeasures;
import formcheck.motion.Reason;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Joins frames that cannot be assessed into spans of time, one for each check and reason. */
final class NotAssessableSpans {
    /** Name of the check while the arms cannot be followed. */
    static final String REPETITIONS = "repetitions";

    /** Name of the check while it is unclear who exercises. */
    static final String PERSON = "person";

    /** Shortest span that becomes an event, seconds. Chosen, no data. */
    private static final double SHORTEST = 0.5;

    /** Longest gap within a span, seconds. Chosen, no data. */
    private static final double GAP = 0.7;

    private record Key(String check, Reason reason) {}

    private record Span(double from, double to) {}

    private final Map<Key, Span> open = new LinkedHashMap<>();

    /**
     * Processes one frame.
     *
     * @param reason why the check cannot be assessed in it
     * @param events takes the spans that are over
     */
    void update(String check, Optional<Reason> reason, double seconds, List<RepEvent> events) {
        open.entrySet().removeIf(entry -> {
            boolean over = entry.getKey().check.equals(check)
                    && !reason.equals(Optional.of(entry.getKey().reason))
                    && seconds - entry.getValue().to > GAP;
            if (over) {
                addEvent(entry.getKey(), entry.getValue(), seconds, events);
            }
            return over;
        });
        reason.ifPresent(why ->
                open.merge(new Key(check, why), new Span(seconds, seconds), (was, is) -> new Span(was.from, is.to)));
    }

    /** Why it is unclear who exercises in a frame; empty if it is clear. */
    static Optional<Reason> rival(BodyMeasures measures) {
        return measures.reasons().contains(Reason.OTHER_PERSON) ? Optional.of(Reason.OTHER_PERSON) : Optional.empty();
    }

    /** Ends all spans. */
    void close(double seconds, List<RepEvent> events) {
        open.forEach((key, span) -> addEvent(key, span, seconds, events));
        open.clear();
    }

    private static void addEvent(Key key, Span span, double seconds, List<RepEvent> events) {
        if (span.to - span.from >= SHORTEST) {
            events.add(new RepEvent.NotAssessedSpan(seconds, key.check, key.reason, span.from, span.to));
        }
    }
}
