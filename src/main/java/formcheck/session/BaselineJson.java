package formcheck.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import formcheck.motion.Baseline;
import java.util.OptionalDouble;

/** How a person sat, as a JSON document. */
final class BaselineJson {
    private BaselineJson() {}

    static ObjectNode write(Baseline baseline) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("shouldersX", baseline.shouldersX());
        json.put("shouldersY", baseline.shouldersY());
        json.put("shoulderWidth", baseline.shoulderWidth());
        baseline.eyeDistance().ifPresent(distance -> json.put("eyeDistance", distance));
        json.put("elevation", baseline.elevation());
        return json;
    }

    /** @throws IllegalArgumentException if it is none */
    static Baseline read(JsonNode json) {
        double width = number(json, "shoulderWidth");
        if (!(width > 0)) {
            throw new IllegalArgumentException("shoulders of no width");
        }
        JsonNode eyes = json.path("eyeDistance");
        return new Baseline(
                number(json, "shouldersX"),
                number(json, "shouldersY"),
                width,
                eyes.isNumber() ? OptionalDouble.of(eyes.asDouble()) : OptionalDouble.empty(),
                number(json, "elevation"));
    }

    private static double number(JsonNode json, String name) {
        JsonNode value = json.path(name);
        if (!value.isNumber()) {
            throw new IllegalArgumentException("there is no " + name);
        }
        return value.asDouble();
    }
}
