package formcheck.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import formcheck.motion.Baseline;
import formcheck.session.motionfile.StoredJson;
import org.jspecify.annotations.Nullable;

/** A {@link Baseline} as the database stores it, under the names of its components. */
record BaselineJson(
        @JsonProperty(required = true) double shouldersX,
        @JsonProperty(required = true) double shouldersY,
        @JsonProperty(required = true) double shoulderWidth,
        @Nullable Double eyeDistance,
        @JsonProperty(required = true) double elevation) {

    static ObjectNode write(Baseline baseline) {
        return StoredJson.tree(new BaselineJson(
                baseline.shouldersX(),
                baseline.shouldersY(),
                baseline.shoulderWidth(),
                RepJson.nullable(baseline.eyeDistance()),
                baseline.elevation()));
    }

    /** @throws IllegalArgumentException if it is no baseline */
    static Baseline read(JsonNode json) {
        BaselineJson stored = StoredJson.read(json, BaselineJson.class);
        if (!(stored.shoulderWidth > 0)) {
            throw new IllegalArgumentException("shoulderWidth must be greater than 0");
        }
        return new Baseline(
                stored.shouldersX,
                stored.shouldersY,
                stored.shoulderWidth,
                RepJson.optional(stored.eyeDistance),
                stored.elevation);
    }
}
