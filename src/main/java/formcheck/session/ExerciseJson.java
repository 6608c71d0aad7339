package formcheck.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import formcheck.exercise.Exercise;
import formcheck.exercise.FormRule;
import formcheck.exercise.Limit;
import formcheck.exercise.Proof;
import formcheck.exercise.RuleKind;
import formcheck.motion.posture.ProvenVerdict;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An exercise as it was judged, as a JSON document: reports show the limits of that day. */
final class ExerciseJson {
    private ExerciseJson() {}

    static ObjectNode write(Exercise exercise) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", exercise.id());
        json.put("name", exercise.name());
        json.put("variant", exercise.variant());
        json.put("variantName", exercise.variantName());
        json.put("fewestRepetitions", exercise.fewestRepetitions());
        json.put("mostRepetitions", exercise.mostRepetitions());
        json.put("setBreakSeconds", exercise.setBreak());
        ArrayNode rules = json.putArray("rules");
        for (FormRule rule : exercise.rules()) {
            ObjectNode one = rules.addObject()
                    .put("id", rule.id())
                    .put("limit", rule.limit().value())
                    .put("tolerance", rule.limit().tolerance())
                    .put("unit", rule.limit().unit())
                    .put("cue", rule.cue());
            rule.proof().ifPresent(proof -> one.set("proof", write(proof)));
        }
        ArrayNode clean = json.putArray("cleanRequires");
        exercise.cleanRequires().forEach(kind -> clean.add(kind.id()));
        return json;
    }

    private static ObjectNode write(Proof proof) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("on", proof.on().toString())
                .put("right", proof.verdict().right())
                .put("wrong", proof.verdict().wrong())
                .put("shown", proof.verdict().shown());
    }

    /** What was proven by something that this program does not know was not proven. */
    private static Optional<Proof> proof(RuleKind kind, JsonNode json) {
        if (!json.isObject()) {
            return Optional.empty();
        }
        try {
            LocalDate on = LocalDate.parse(json.path("on").asText());
            return kind.contrast()
                    .map(contrast -> new Proof(
                            on,
                            new ProvenVerdict(
                                    contrast,
                                    json.path("right").asInt(),
                                    json.path("wrong").asInt(),
                                    json.path("shown").asInt())));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("a proof without a day", e);
        }
    }

    /** @throws IllegalArgumentException if it is no exercise; a rule that this program does not know is left out */
    static Exercise read(JsonNode json) {
        List<FormRule> rules = new ArrayList<>();
        Map<RuleKind, Proof> proofs = new EnumMap<>(RuleKind.class);
        for (JsonNode rule : json.path("rules")) {
            RuleKind.ofId(rule.path("id").asText())
                    .ifPresent(kind -> proof(kind, rule.path("proof")).ifPresent(found -> proofs.put(kind, found)));
            RuleKind.ofId(rule.path("id").asText())
                    .ifPresent(kind -> rules.add(kind.rule(
                            new Limit(
                                    rule.path("limit").asDouble(),
                                    rule.path("tolerance").asDouble(),
                                    rule.path("unit").asText()),
                            rule.path("cue").asText())));
        }
        Set<RuleKind> clean = new LinkedHashSet<>();
        for (JsonNode id : json.path("cleanRequires")) {
            RuleKind.ofId(id.asText()).ifPresent(clean::add);
        }
        Exercise exercise = new Exercise(
                json.path("id").asText(),
                json.path("name").asText(),
                json.path("variant").asText(),
                json.path("variantName").asText(),
                json.path("fewestRepetitions").asInt(),
                json.path("mostRepetitions").asInt(),
                json.path("setBreakSeconds").asDouble(),
                rules,
                clean);
        return proofs.isEmpty()
                ? exercise
                : exercise.provenBy(
                        proofs,
                        clean.stream().anyMatch(kind -> kind.probability().isPresent()));
    }
}
