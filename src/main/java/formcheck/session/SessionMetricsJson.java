package formcheck.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import formcheck.exercise.DropReason;
import formcheck.session.motionfile.StoredJson;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of a session as the database stores them, under the names of {@link SessionMetrics}. A document of an older version
 * has no {@code dropped}.
 */
record SessionMetricsJson(
        @Nullable StoredCounts counts,
        @Nullable List<StoredSet> sets,
        @Nullable Double range,
        @Nullable Double peakElevation,
        @Nullable Double eccentricSeconds,
        @Nullable Double holdSeconds,
        @Nullable Double asymmetry,
        @Nullable Map<String, Integer> faults,
        @Nullable Map<String, Integer> unjudged,
        @Nullable List<StoredDropped> dropped) {

    record StoredCounts(int attempted, int valid, int clean, int unjudged) {
        static StoredCounts of(Session.Counts counts) {
            return new StoredCounts(counts.attempted(), counts.valid(), counts.clean(), counts.unjudged());
        }

        static Session.Counts counts(@Nullable StoredCounts json) {
            return json == null
                    ? new Session.Counts(0, 0, 0, 0)
                    : new Session.Counts(json.attempted, json.valid, json.clean, json.unjudged);
        }
    }

    record StoredSet(
            int number,
            int target,
            @Nullable String ending,
            @Nullable StoredCounts counts) {
        static StoredSet of(SessionOverview.SetMetrics set) {
            return new StoredSet(set.number(), set.target(), set.ending(), StoredCounts.of(set.counts()));
        }

        SessionOverview.SetMetrics set() {
            return new SessionOverview.SetMetrics(number, StoredCounts.counts(counts), target, RepJson.text(ending));
        }
    }

    record StoredDropped(@Nullable String reason, double fromSeconds, double toSeconds) {
        static StoredDropped of(DroppedMovement movement) {
            return new StoredDropped(movement.why().id(), movement.from(), movement.to());
        }

        /** Returns the movement; empty for a reason of a later version. */
        Optional<DroppedMovement> movement() {
            return Arrays.stream(DropReason.values())
                    .filter(why -> why.id().equals(reason))
                    .findFirst()
                    .map(why -> new DroppedMovement(why, fromSeconds, toSeconds));
        }
    }

    static ObjectNode write(SessionMetrics metrics) {
        return StoredJson.tree(new SessionMetricsJson(
                StoredCounts.of(metrics.counts()),
                metrics.sets().stream().map(StoredSet::of).toList(),
                RepJson.nullable(metrics.range()),
                RepJson.nullable(metrics.peakElevation()),
                RepJson.nullable(metrics.eccentricSeconds()),
                RepJson.nullable(metrics.holdSeconds()),
                RepJson.nullable(metrics.asymmetry()),
                metrics.faults(),
                metrics.unjudged(),
                metrics.dropped().stream().map(StoredDropped::of).toList()));
    }

    /** @throws IllegalArgumentException if a member has the wrong type */
    static SessionMetrics read(JsonNode json) {
        return StoredJson.read(json, SessionMetricsJson.class).metrics();
    }

    private SessionMetrics metrics() {
        return new SessionMetrics(
                StoredCounts.counts(counts),
                sets == null ? List.of() : sets.stream().map(StoredSet::set).toList(),
                RepJson.optional(range),
                RepJson.optional(peakElevation),
                RepJson.optional(eccentricSeconds),
                RepJson.optional(holdSeconds),
                RepJson.optional(asymmetry),
                faults == null ? Map.of() : faults,
                unjudged == null ? Map.of() : unjudged,
                dropped == null
                        ? List.of()
                        : dropped.stream()
                                .flatMap(entry -> entry.movement().stream())
                                .toList());
    }
}
