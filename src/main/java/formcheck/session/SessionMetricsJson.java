package formcheck.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import formcheck.exercise.DropReason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** The metrics of a session as a JSON document, which the database keeps. What was not measured is absent. */
final class SessionMetricsJson {
    private SessionMetricsJson() {}

    static ObjectNode write(SessionMetrics metrics) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("counts", write(metrics.counts()));
        ArrayNode perSet = json.putArray("sets");
        for (SessionOverview.SetMetrics set : metrics.sets()) {
            perSet.addObject()
                    .put("number", set.number())
                    .put("target", set.target())
                    .put("ending", set.ending())
                    .set("counts", write(set.counts()));
        }
        put(json, "range", metrics.range());
        put(json, "peakElevation", metrics.peakElevation());
        put(json, "eccentricSeconds", metrics.eccentricSeconds());
        put(json, "holdSeconds", metrics.holdSeconds());
        put(json, "asymmetry", metrics.asymmetry());
        ObjectNode found = json.putObject("faults");
        metrics.faults().forEach(found::put);
        ObjectNode open = json.putObject("unjudged");
        metrics.unjudged().forEach(open::put);
        ArrayNode left = json.putArray("dropped");
        for (DroppedMovement movement : metrics.dropped()) {
            ObjectNode entry = left.addObject().put("reason", movement.why().id());
            put(entry, "fromSeconds", SessionMetrics.finite(movement.from()));
            put(entry, "toSeconds", SessionMetrics.finite(movement.to()));
        }
        return json;
    }

    static SessionMetrics read(JsonNode json) {
        List<SessionOverview.SetMetrics> perSet = new ArrayList<>();
        for (JsonNode set : json.path("sets")) {
            perSet.add(new SessionOverview.SetMetrics(
                    set.path("number").asInt(),
                    counts(set.path("counts")),
                    set.path("target").asInt(),
                    set.path("ending").asText()));
        }
        return new SessionMetrics(
                counts(json.path("counts")),
                perSet,
                optional(json, "range"),
                optional(json, "peakElevation"),
                optional(json, "eccentricSeconds"),
                optional(json, "holdSeconds"),
                optional(json, "asymmetry"),
                many(json.path("faults")),
                many(json.path("unjudged")),
                dropped(json.path("dropped")));
    }

    /** None in sessions of older versions; what only a later version has a reason for is left out. */
    private static List<DroppedMovement> dropped(JsonNode json) {
        List<DroppedMovement> movements = new ArrayList<>();
        for (JsonNode entry : json) {
            Arrays.stream(DropReason.values())
                    .filter(why -> why.id().equals(entry.path("reason").asText()))
                    .forEach(why -> movements.add(new DroppedMovement(
                            why,
                            optional(entry, "fromSeconds").orElse(0),
                            optional(entry, "toSeconds").orElse(0))));
        }
        return movements;
    }

    private static ObjectNode write(Session.Counts counts) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("attempted", counts.attempted())
                .put("valid", counts.valid())
                .put("clean", counts.clean())
                .put("unjudged", counts.unjudged());
    }

    private static Session.Counts counts(JsonNode json) {
        return new Session.Counts(
                json.path("attempted").asInt(),
                json.path("valid").asInt(),
                json.path("clean").asInt(),
                json.path("unjudged").asInt());
    }

    private static Map<String, Integer> many(JsonNode json) {
        Map<String, Integer> many = new LinkedHashMap<>();
        json.properties()
                .forEach(entry -> many.put(entry.getKey(), entry.getValue().asInt()));
        return many;
    }

    private static void put(ObjectNode json, String name, OptionalDouble value) {
        value.ifPresent(number -> json.put(name, number));
    }

    private static OptionalDouble optional(JsonNode json, String name) {
        JsonNode value = json.path(name);
        return value.isNumber() ? OptionalDouble.of(value.asDouble()) : OptionalDouble.empty();
    }
}
