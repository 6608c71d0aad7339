package formcheck.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import formcheck.exercise.BodySide;
import formcheck.exercise.Check;
import formcheck.exercise.Exercise;
import formcheck.exercise.Fault;
import formcheck.exercise.FormRule;
import formcheck.exercise.Limit;
import formcheck.exercise.Rep;
import formcheck.exercise.Squeeze;
import formcheck.exercise.Verdict;
import formcheck.motion.Reason;
import formcheck.motion.Side;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A repetition as a JSON document by name, every number as it was measured. What was not measured is absent, and so what a later
 * version measures is absent in what an older one kept.
 */
final class RepJson {
    private RepJson() {}

    static ObjectNode write(Rep rep) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("index", rep.index());
        json.put("set", rep.set());
        put(json, "startSeconds", rep.start());
        json.put("topSeconds", rep.top());
        json.put("eccentricStartSeconds", rep.eccentricStart());
        json.put("bottomSeconds", rep.bottom());
        json.set("peakElevation", arms(rep.peakElevation()));
        json.set("bottomElevation", arms(rep.bottomElevation()));
        put(json, "range", rep.range());
        put(json, "peakDescentSpeed", rep.peakDescentSpeed());
        json.put("concentricStopSeconds", rep.stops().concentric());
        json.put("eccentricStopSeconds", rep.stops().eccentric());
        json.put("verdict", rep.verdict().id());
        json.set("squeeze", write(rep.squeeze()));
        ObjectNode checks = json.putObject("checks");
        rep.checks().forEach((rule, check) -> checks.set(rule.id(), write(check)));
        return json;
    }

    private static ObjectNode write(Check check) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("outcome", check.id());
        check.notAssessable().ifPresent(reason -> json.put("reason", reason.id()));
        check.found().ifPresent(fault -> {
            json.put("side", fault.side().id());
            json.put("fromSeconds", fault.from());
            json.put("toSeconds", fault.to());
            put(json, "flaggedSeconds", fault.flagged());
            put(json, "value", fault.value());
            json.put("limit", fault.limit().value());
            json.put("tolerance", fault.limit().tolerance());
            json.put("unit", fault.limit().unit());
        });
        return json;
    }

    /**
     * @param exercise as it was judged: it has the rules
     * @throws IllegalArgumentException if it is no repetition
     */
    static Rep read(JsonNode json, Exercise exercise) {
        Map<FormRule, Check> checks = new LinkedHashMap<>();
        for (FormRule rule : exercise.rules()) {
            JsonNode check = json.path("checks").path(rule.id());
            if (check.isObject()) {
                checks.put(rule, check(check, rule));
            }
        }
        return new Rep(
                json.path("index").asInt(),
                json.path("set").asInt(),
                optional(json, "startSeconds"),
                number(json, "topSeconds"),
                number(json, "eccentricStartSeconds"),
                number(json, "bottomSeconds"),
                arms(json.path("peakElevation")),
                arms(json.path("bottomElevation")),
                optional(json, "range"),
                optional(json, "peakDescentSpeed"),
                Verdict.ofId(json.path("verdict").asText()),
                checks,
                squeeze(json.path("squeeze")),
                new Rep.Standstills(
                        optional(json, "concentricStopSeconds").orElse(0),
                        optional(json, "eccentricStopSeconds").orElse(0)));
    }

    private static ObjectNode write(Squeeze squeeze) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        put(json, "share", squeeze.share());
        put(json, "heldSeconds", squeeze.heldSeconds());
        squeeze.noShare().ifPresent(reason -> json.put("noShare", reason.id()));
        squeeze.noSeconds().ifPresent(reason -> json.put("noSeconds", reason.id()));
        return json;
    }

    private static Squeeze squeeze(JsonNode json) {
        OptionalDouble share = optional(json, "share");
        OptionalDouble held = optional(json, "heldSeconds");
        return new Squeeze(share, held, why(json, "noShare", share), why(json, "noSeconds", held));
    }

    private static Optional<Reason> why(JsonNode json, String name, OptionalDouble figure) {
        return figure.isPresent()
                ? Optional.empty()
                : Optional.of(reason(json.path(name).asText(Reason.NOT_WATCHED.id())));
    }

    private static Check check(JsonNode json, FormRule rule) {
        String outcome = json.path("outcome").asText();
        return switch (outcome) {
            case "ok" -> new Check.Ok();
            case "unchanged" -> new Check.Unchanged();
            case "notApplicable" -> new Check.NotApplicable();
            case "unjudged" -> new Check.NotAssessed(reason(json.path("reason").asText()));
            case "fault" ->
                new Check.Broken(new Fault(
                        rule,
                        BodySide.valueOf(json.path("side").asText().toUpperCase(Locale.ROOT)),
                        number(json, "fromSeconds"),
                        number(json, "toSeconds"),
                        optional(json, "flaggedSeconds"),
                        number(json, "value"),
                        new Limit(
                                number(json, "limit"),
                                number(json, "tolerance"),
                                json.path("unit").asText())));
            default -> throw new IllegalArgumentException("there is no outcome " + outcome);
        };
    }

    /** A reason that this program has no word for is one for which nothing was sure. */
    static Reason reason(String id) {
        for (Reason reason : Reason.values()) {
            if (reason.id().equals(id)) {
                return reason;
            }
        }
        return Reason.NOT_SURE;
    }

    private static ObjectNode arms(Map<Side, Double> degrees) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        degrees.forEach((side, value) -> put(json, side.name().toLowerCase(Locale.ROOT), value));
        return json;
    }

    private static Map<Side, Double> arms(JsonNode json) {
        Map<Side, Double> degrees = new EnumMap<>(Side.class);
        for (Side side : Side.values()) {
            optional(json, side.name().toLowerCase(Locale.ROOT)).ifPresent(value -> degrees.put(side, value));
        }
        return degrees;
    }

    private static void put(ObjectNode json, String name, OptionalDouble value) {
        value.ifPresent(number -> put(json, name, number));
    }

    /** JSON has no word for what is no number. */
    private static void put(ObjectNode json, String name, double value) {
        if (Double.isFinite(value)) {
            json.put(name, value);
        }
    }

    private static OptionalDouble optional(JsonNode json, String name) {
        JsonNode value = json.path(name);
        return value.isNumber() ? OptionalDouble.of(value.asDouble()) : OptionalDouble.empty();
    }

    private static double number(JsonNode json, String name) {
        return optional(json, name).orElseThrow(() -> new IllegalArgumentException("there is no " + name));
    }
}
