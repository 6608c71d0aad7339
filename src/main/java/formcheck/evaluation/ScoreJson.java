package formcheck.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Writes the scoreboard as JSON, schema version 1: {@code clips}, and {@code scores} by part with {@code all} first. Seconds,
 * degrees, shares from 0 to 1; omits what was not measured. The same recordings give the same bytes.
 */
public final class ScoreJson {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final double ROUNDING = 1e4;

    private ScoreJson() {}

    /** Returns the text with a line end. */
    public static String text(Scoreboard board) {
        try {
            return MAPPER.writeValueAsString(tree(board)) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of numbers and texts", e);
        }
    }

    private static ObjectNode tree(Scoreboard board) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("schemaVersion", 1);
        ArrayNode clips = root.putArray("clips");
        board.results().forEach(result -> clip(clips.addObject(), result));
        ObjectNode scores = root.putObject("scores");
        board.scores().forEach((part, score) -> score(scores.putObject(part), score));
        return root;
    }

    private static void clip(ObjectNode json, ClipResult result) {
        LabelledClip clip = result.clip();
        json.put("name", clip.name());
        json.put("set", clip.set());
        json.put("part", clip.part());
        json.put("role", clip.role().id());
        clip.person().ifPresent(person -> json.put("person", person));
        ObjectNode counts = json.putObject("counts");
        count(counts.putObject("attempted"), result.attempted(), result.attemptedError(), clip.attempted());
        count(counts.putObject("valid"), result.valid(), result.validError(), clip.valid());
        result.elevation().rootMeanSquare().ifPresent(rms -> json.put("elevationRmsDegrees", rounded(rms)));
        ArrayNode remarks = json.putArray("remarks");
        result.remarks().forEach(remarks::add);
    }

    private static void count(ObjectNode json, int found, int error, Set<Integer> right) {
        json.put("found", found);
        json.put("error", error);
        ArrayNode accept = json.putArray("accept");
        new TreeSet<>(right).forEach(accept::add);
    }

    private static void score(ObjectNode json, Score score) {
        for (Metric metric : Metrics.of(score)) {
            metric.value().ifPresent(value -> put(json, metric, value));
        }
        score.faults().forEach((kind, fault) -> {
            if (fault.injectedFaults() > 0) {
                object(object(json, "faults"), kind).put("injected", fault.injectedFaults());
            }
        });
    }

    private static void put(ObjectNode json, Metric metric, double value) {
        ObjectNode place = json;
        String[] names = metric.path().split("/", -1);
        for (int i = 0; i < names.length - 1; i++) {
            place = object(place, names[i]);
        }
        String name = names[names.length - 1];
        if (metric.unit() == Metric.Unit.COUNT) {
            place.put(name, Math.round(value));
        } else {
            place.put(name, rounded(value));
        }
    }

    private static ObjectNode object(ObjectNode json, String name) {
        return Optional.ofNullable((ObjectNode) json.get(name)).orElseGet(() -> json.putObject(name));
    }

    private static double rounded(double value) {
        return Math.round(value * ROUNDING) / ROUNDING;
    }
}
