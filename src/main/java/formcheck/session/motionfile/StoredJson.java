package formcheck.session.motionfile;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads the records that FormCheck stores as JSON: documents of the database, headers of motion files and {@code
 * browsers.json}. All of them follow one policy.
 *
 * <ul>
 *   <li>Members are written in the order of the record's components. A component that is null is left out.
 *   <li>An unknown member is ignored: a later version may have written it.
 *   <li>A missing member reads as null, or as 0 or false for a primitive component; a required component must be present.
 *   <li>A value of the wrong type, null in a list, a fraction for an int, and a number beyond the range of a double are errors.
 * The message names the member by its path.
 * </ul>
 */
public final class StoredJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .addModule(new SimpleModule()
                    .addDeserializer(Double.class, new FiniteDouble(null))
                    .addDeserializer(Double.TYPE, new FiniteDouble(0.0)))
            .build();

    private StoredJson() {}

    /** Converts a record to a JSON object. */
    public static ObjectNode tree(Object stored) {
        return MAPPER.valueToTree(stored);
    }

    /** Returns a record as UTF-8, on one line. */
    public static byte[] bytes(Object stored) {
        try {
            return MAPPER.writeValueAsBytes(stored);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // records of texts and finite numbers can always be written
        }
    }

    /** Returns a record as UTF-8, one member a line. */
    public static byte[] indentedBytes(Object stored) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(stored);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // records of texts and finite numbers can always be written
        }
    }

    /**
     * Converts a JSON object to a record.
     *
     * @throws IllegalArgumentException if it is no object, or a member breaks the policy
     */
    public static <T> T read(JsonNode json, Class<T> type) {
        if (!json.isObject()) {
            throw new IllegalArgumentException("not a JSON object");
        }
        try {
            return MAPPER.treeToValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(message(e), e);
        }
    }

    /**
     * Reads a record from UTF-8.
     *
     * @throws IllegalArgumentException if it is no JSON object, or a member breaks the policy
     */
    public static <T> T read(byte[] bytes, Class<T> type) {
        try {
            return read(MAPPER.readTree(bytes), type);
        } catch (IOException e) {
            throw new IllegalArgumentException("not JSON", e);
        }
    }

    /** One line that names the member by its path, such as {@code checks.slouch.limit: ...}. */
    private static String message(JsonProcessingException e) {
        String problem = e.getOriginalMessage().lines().findFirst().orElse("");
        if (!(e instanceof JsonMappingException mapping) || mapping.getPath().isEmpty()) {
            return problem;
        }
        String path = mapping.getPath().stream()
                .map(step -> step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName())
                .collect(Collectors.joining("."));
        return path + ": " + problem;
    }

    /** Reads a JSON number that fits a double. */
    private static final class FiniteDouble extends StdDeserializer<Double> {
        private static final long serialVersionUID = 1;

        private final @Nullable Double absent;

        FiniteDouble(@Nullable Double absent) {
            super(Double.class);
            this.absent = absent;
        }

        @Override
        public Double deserialize(JsonParser json, DeserializationContext context) throws IOException {
            if (json.currentToken() != JsonToken.VALUE_NUMBER_INT
                    && json.currentToken() != JsonToken.VALUE_NUMBER_FLOAT) {
                throw context.wrongTokenException(json, Double.class, JsonToken.VALUE_NUMBER_FLOAT, "not a number");
            }
            double value = json.getDoubleValue();
            if (!Double.isFinite(value)) {
                throw context.weirdNumberException(value, Double.class, "out of range");
            }
            return value;
        }

        @Override
        public @Nullable Double getNullValue(DeserializationContext context) throws JsonMappingException {
            if (absent != null) { // a required number: a member that is missing is another thing
                throw JsonMappingException.from(context, "null is not a number");
            }
            return null;
        }

        @Override
        public @Nullable Double getAbsentValue(DeserializationContext context) {
            return absent;
        }
    }
}
