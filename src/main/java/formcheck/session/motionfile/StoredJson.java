package formcheck.session.motionfile;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes and reads the records that FormCheck stores as JSON: documents of the database, of motion files and of exports, {@code
 * browsers.json} and {@code protection.json}. All of them follow one policy.
 *
 * <ul>
 *   <li>Members are written in the order of the record's components. A component that is null is left out.
 *   <li>A document is one JSON object in UTF-8, with nothing after it, at most {@value #DEEPEST} levels deep.
 *   <li>An unknown member is ignored: a later version may have written it.
 *   <li>A missing member reads as null, or as 0 or false for a primitive component; a required component must be present.
 *   <li>Null, a member twice in one object, a value of the wrong type, a fraction for an int, a number beyond {@value
 *       StoredValues#LARGEST} and half of a surrogate pair are errors. The message is one line that names the member by its path,
 *       or the place in the text.
 * </ul>
 */
public final class StoredJson {
    /** The deepest document, an exported session with a proven rule, has 7 levels. */
    static final int DEEPEST = 50;

    /** Characters of a message. A hostile document chooses the names of its members. */
    private static final int LONGEST_MESSAGE = 200;

    private static final Pattern MISSING = Pattern.compile("Missing required creator property '([^']+)'.*");

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .addModule(StoredValues.module())
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
     * Parses a document.
     *
     * @throws IllegalArgumentException if it breaks the policy; one line
     */
    public static JsonNode parse(byte[] utf8) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
            JsonNode json = MAPPER.readTree(text);
            checkObject(json);
            checkNoNull(json, "");
            return json;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("not UTF-8", e);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(syntax(e), e);
        }
    }

    /**
     * Converts a JSON object to a record.
     *
     * @throws IllegalArgumentException if it breaks the policy; one line
     */
    public static <T> T read(JsonNode json, Class<T> type) {
        checkObject(json);
        checkNoNull(json, "");
        try {
            return MAPPER.treeToValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(member(e), e);
        }
    }

    /**
     * Reads a record from UTF-8.
     *
     * @throws IllegalArgumentException if it breaks the policy; one line
     */
    public static <T> T read(byte[] utf8, Class<T> type) {
        return read(parse(utf8), type);
    }

    private static void checkObject(JsonNode json) {
        if (!json.isObject()) {
            throw new IllegalArgumentException("not a JSON object");
        }
    }

    private static void checkNoNull(JsonNode json, String path) {
        if (json.isNull()) {
            throw new IllegalArgumentException(line(path, "null"));
        }
        for (Map.Entry<String, JsonNode> member : json.properties()) {
            checkNoNull(member.getValue(), join(path, member.getKey()));
        }
        for (int i = 0; json.isArray() && i < json.size(); i++) {
            checkNoNull(json.get(i), join(path, Integer.toString(i)));
        }
    }

    private static String join(String path, String step) {
        return path.isEmpty() ? step : path + "." + step;
    }

    private static String syntax(JsonProcessingException e) {
        String problem = e instanceof StreamConstraintsException
                ? "larger or deeper than any document"
                : e.getOriginalMessage().startsWith("Duplicate field") ? "a member twice in one object" : "not JSON";
        return e.getLocation() == null
                ? problem
                : problem + ", line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
    }

    /** Names the member by its path, such as {@code checks.slouch.limit: not a number}. */
    private static String member(JsonProcessingException e) {
        String path = e instanceof JsonMappingException mapping
                ? mapping.getPath().stream()
                        .map(step ->
                                step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName())
                        .collect(Collectors.joining("."))
                : "";
        Matcher missing =
                MISSING.matcher(e.getOriginalMessage().lines().findFirst().orElse(""));
        if (missing.matches()) {
            return line(path.isEmpty() ? missing.group(1) : path, "missing");
        }
        return line(path, e instanceof StoredValues.WrongValueException ? e.getOriginalMessage() : "of the wrong type");
    }

    private static String line(String path, String problem) {
        String plain = path.codePoints()
                .map(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029 ? ' ' : c)
                .limit(LONGEST_MESSAGE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return plain.isEmpty() ? problem : plain + ": " + problem;
    }
}
