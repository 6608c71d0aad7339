package formcheck.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import formcheck.exercise.Check;
import formcheck.exercise.DropReason;
import formcheck.exercise.Exercise;
import formcheck.exercise.FormRule;
import formcheck.exercise.Rep;
import formcheck.exercise.Verdict;
import formcheck.motion.Side;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.apache.commons.statistics.descriptive.Median;

/**
 * The figures by which sessions are compared, as they are kept beside the repetitions that they come from: a year of them is
 * read without a single repetition. Movements that were not counted are kept here as well.
 */
record SessionFigures(
        Session.Counts counts,
        List<SessionOverview.SetFigures> sets,
        OptionalDouble range,
        OptionalDouble peakElevation,
        OptionalDouble eccentricSeconds,
        OptionalDouble holdSeconds,
        OptionalDouble asymmetry,
        Map<String, Integer> faults,
        Map<String, Integer> unjudged,
        List<DroppedMovement> dropped) {

    static SessionFigures of(
            Exercise exercise, Collection<Rep> reps, Collection<KeptSet> sets, List<DroppedMovement> dropped) {
        List<SessionOverview.SetFigures> perSet = sets.stream()
                .map(set -> new SessionOverview.SetFigures(
                        set.number(),
                        counts(reps.stream()
                                .filter(rep -> rep.set() == set.number())
                                .toList()),
                        exercise.fewestRepetitions(),
                        set.ending().orElse("")))
                .toList();
        List<Rep> valid = reps.stream().filter(rep -> rep.verdict().isValid()).toList();
        Map<String, Integer> faults = new LinkedHashMap<>();
        Map<String, Integer> unjudged = new LinkedHashMap<>();
        for (FormRule rule : exercise.rules()) {
            count(faults, rule, reps, Check.Broken.class);
            count(unjudged, rule, reps, Check.Unjudged.class);
        }
        return new SessionFigures(
                counts(reps),
                perSet,
                median(valid, rep -> finite(rep.range())),
                median(valid, SessionFigures::lowerPeak),
                median(valid, rep -> finite(rep.eccentricSeconds())),
                median(valid, rep -> finite(rep.holdSeconds())),
                median(valid, SessionFigures::difference),
                faults,
                unjudged,
                List.copyOf(dropped));
    }

    private static Session.Counts counts(Collection<Rep> reps) {
        int valid = 0;
        int clean = 0;
        int unjudged = 0;
        for (Rep rep : reps) {
            valid += rep.verdict().isValid() ? 1 : 0;
            clean += rep.verdict() == Verdict.CLEAN ? 1 : 0;
            unjudged += rep.verdict() == Verdict.UNJUDGED ? 1 : 0;
        }
        return new Session.Counts(reps.size(), valid, clean, unjudged);
    }

    private static void count(
            Map<String, Integer> into, FormRule rule, Collection<Rep> reps, Class<? extends Check> outcome) {
        int many = (int) reps.stream()
                .filter(rep -> outcome.isInstance(rep.checks().get(rule)))
                .count();
        if (many > 0) {
            into.put(rule.id(), many);
        }
    }

    private static OptionalDouble lowerPeak(Rep rep) {
        return rep.peakElevation().values().stream()
                .filter(Double::isFinite)
                .mapToDouble(Double::doubleValue)
                .min();
    }

    private static OptionalDouble difference(Rep rep) {
        Double left = rep.peakElevation().get(Side.LEFT);
        Double right = rep.peakElevation().get(Side.RIGHT);
        return left == null || right == null ? OptionalDouble.empty() : finite(Math.abs(left - right));
    }

    private static OptionalDouble finite(double value) {
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    private static OptionalDouble median(List<Rep> reps, Function<Rep, OptionalDouble> figure) {
        double[] values = reps.stream()
                .map(figure)
                .flatMapToDouble(OptionalDouble::stream)
                .toArray();
        return values.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Median.withDefaults().evaluate(values));
    }

    // ---------------------------------------------------------------- as a document

    ObjectNode write() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("counts", write(counts));
        ArrayNode perSet = json.putArray("sets");
        for (SessionOverview.SetFigures set : sets) {
            perSet.addObject()
                    .put("number", set.number())
                    .put("target", set.target())
                    .put("ending", set.ending())
                    .set("counts", write(set.counts()));
        }
        put(json, "range", range);
        put(json, "peakElevation", peakElevation);
        put(json, "eccentricSeconds", eccentricSeconds);
        put(json, "holdSeconds", holdSeconds);
        put(json, "asymmetry", asymmetry);
        ObjectNode found = json.putObject("faults");
        faults.forEach(found::put);
        ObjectNode open = json.putObject("unjudged");
        unjudged.forEach(open::put);
        ArrayNode left = json.putArray("dropped");
        for (DroppedMovement movement : dropped) {
            ObjectNode entry = left.addObject().put("reason", movement.why().id());
            put(entry, "fromSeconds", finite(movement.from()));
            put(entry, "toSeconds", finite(movement.to()));
        }
        return json;
    }

    static SessionFigures read(JsonNode json) {
        List<SessionOverview.SetFigures> perSet = new ArrayList<>();
        for (JsonNode set : json.path("sets")) {
            perSet.add(new SessionOverview.SetFigures(
                    set.path("number").asInt(),
                    counts(set.path("counts")),
                    set.path("target").asInt(),
                    set.path("ending").asText()));
        }
        return new SessionFigures(
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
