package formcheck.session;

import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The metrics of a stored session. Reading a year of them takes milliseconds. What was not measured is empty. Medians are over
 * the valid repetitions.
 *
 * @param id its name
 * @param person who exercised
 * @param began start by the wall clock, in the zone of the session
 * @param origin live session, or analyzed recording
 * @param variant id of the exercise's variant
 * @param variantName for people
 * @param load weight or band
 * @param counts of all sets together
 * @param sets of each set, in order
 * @param range median ROM, degrees
 * @param peakElevation median of the lower arm's peak elevation, degrees
 * @param eccentricSeconds median duration of the lowering, seconds
 * @param holdSeconds median duration of the top hold, seconds
 * @param asymmetry median absolute difference of the arms at the top, degrees
 * @param faults number of repetitions with a fault, by the rule's id
 * @param unjudged number of repetitions that a rule could not assess, by the rule's id
 * @param painBefore rating from 0 to 10; empty if not rated
 * @param painAfter highest rating after a set, 0 to 10; empty if not rated
 * @param seconds duration
 * @param unreadable whether the stored metrics are damaged: counts are 0 and metrics empty then; date, load and pain are right
 */
public record SessionOverview(
        SessionId id,
        String person,
        ZonedDateTime began,
        KeptSession.Origin origin,
        String variant,
        String variantName,
        Load load,
        Session.Counts counts,
        List<SetMetrics> sets,
        OptionalDouble range,
        OptionalDouble peakElevation,
        OptionalDouble eccentricSeconds,
        OptionalDouble holdSeconds,
        OptionalDouble asymmetry,
        Map<String, Integer> faults,
        Map<String, Integer> unjudged,
        OptionalInt painBefore,
        OptionalInt painAfter,
        double seconds,
        boolean unreadable) {

    /**
     * The result of one set.
     *
     * @param number from 1
     * @param counts of this set
     * @param target fewest repetitions of a full set
     * @param ending as in {@link KeptSet#ending()}; empty text if it was cut off
     */
    public record SetMetrics(int number, Session.Counts counts, int target, String ending) {
        /** Returns whether the set reached its target. */
        public boolean full() {
            return counts.valid() >= target;
        }
    }

    public SessionOverview {
        sets = List.copyOf(sets);
        faults = Collections.unmodifiableMap(new LinkedHashMap<>(faults));
        unjudged = Collections.unmodifiableMap(new LinkedHashMap<>(unjudged));
    }
}
