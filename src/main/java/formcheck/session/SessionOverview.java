package formcheck.session;

import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The figures of a kept session by which sessions are compared; quick to read for a year of them. What was not measured is
 * empty. Medians are over the valid repetitions.
 *
 * @param id its name
 * @param person whose it is
 * @param began by the wall clock, in the zone where it was done
 * @param origin a live session, or a recording that was analyzed
 * @param variant id of the exercise's variant
 * @param variantName for people
 * @param load what was in the hands
 * @param counts of all sets together
 * @param sets of each set, in order
 * @param range median ROM, degrees
 * @param peakElevation median of the lower arm's highest elevation, degrees
 * @param eccentricSeconds median seconds of lowering
 * @param holdSeconds median seconds at the top
 * @param asymmetry median difference of the arms at the top without its sign, degrees
 * @param faults how many repetitions have which fault, by the rule's id
 * @param unjudged how many repetitions could not be held against which rule, by the rule's id
 * @param painBefore 0 to 10, if the person said it
 * @param painAfter 0 to 10, the most that was said after a set
 * @param seconds how long it took
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
        double seconds) {

    /**
     * What one set came to.
     *
     * @param number from 1
     * @param counts of this set
     * @param target fewest repetitions of a full set
     * @param ending as in {@link KeptSet#ending()}, empty text if it was cut off
     */
    public record SetMetrics(int number, Session.Counts counts, int target, String ending) {
        /** Whether a full set was done. */
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
