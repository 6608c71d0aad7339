package formcheck.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Damages a valid JSON document in every way that a clumsy or hostile writer could. */
public final class JsonMutations {
    private static final int DEEP = 10_000;
    private static final int CUTS = 40;
    private static final List<String> HUGE = List.of("1e999", "-1e400", "1e300", "9".repeat(30), "9".repeat(5000));

    /**
     * A damaged document.
     *
     * @param name what was done to it
     * @param valid whether it is still a document of the policy, with one value of another type or size
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Mutation(String name, byte[] bytes, boolean valid) {
        @Override
        public String toString() {
            return name + ": " + new String(bytes, 0, Math.min(bytes.length, 3000), StandardCharsets.UTF_8);
        }
    }

    private interface Change {
        String of(JsonNode value);
    }

    private final JsonNode document;
    private final String whole;
    private final Random random;
    private final List<Mutation> mutations = new ArrayList<>();

    private JsonMutations(byte[] document, Random random) throws IOException {
        this.document = new ObjectMapper().readTree(document);
        this.whole = new String(document, StandardCharsets.UTF_8);
        this.random = random;
    }

    /** @param document a JSON object with a text outside ASCII in it */
    public static List<Mutation> of(byte[] document, Random random) throws IOException {
        JsonMutations all = new JsonMutations(document, random);
        all.changeValues();
        all.repeatMembers();
        all.append();
        all.cut();
        all.nest();
        all.encode();
        return all.mutations;
    }

    private void add(String name, String text, boolean valid) {
        mutations.add(new Mutation(name, text.getBytes(StandardCharsets.UTF_8), valid));
    }

    private static List<JsonNode> others(JsonNode value) {
        JsonNodeFactory make = JsonNodeFactory.instance;
        List<JsonNode> others = new ArrayList<>(List.of(
                make.nullNode(),
                make.arrayNode(),
                make.arrayNode().add(value),
                make.objectNode(),
                make.objectNode().set("value", value),
                make.textNode(""),
                make.textNode("7"),
                make.textNode("true"),
                make.numberNode(7),
                make.numberNode(7.5),
                make.booleanNode(true)));
        others.add(make.textNode(value.asText()));
        others.removeIf(other -> other.getNodeType() == value.getNodeType()
                && (!value.isNumber() || value.isIntegralNumber() == other.isIntegralNumber() || value.isDouble()));
        return others;
    }

    private void changeValues() {
        for (JsonNode value : values(document)) {
            for (JsonNode other : others(value)) {
                add("type", print(document, value, old -> other.toString()), true);
            }
            if (value.isNumber()) {
                HUGE.forEach(huge -> add("huge", print(document, value, old -> huge), true));
            }
            if (value.isTextual()) {
                add("half a character", print(document, value, old -> "\"\\ud800\""), true);
            }
        }
    }

    private void repeatMembers() {
        for (JsonNode value : values(document)) {
            if (value.isObject()) {
                value.properties().forEach(member -> {
                    for (JsonNode again : List.of(member.getValue(), JsonNodeFactory.instance.numberNode(3))) {
                        add("twice", print(document, value, old -> withMember(old, member.getKey(), again)), false);
                    }
                });
            }
        }
    }

    private static String withMember(JsonNode object, String name, JsonNode value) {
        String text = object.toString();
        return text.substring(0, text.length() - 1) + ",\"" + name + "\":" + value + "}";
    }

    private void append() {
        for (String more : List.of("x", "{}", whole, ",", "]", "}", "null", "\u0000", "// note", "0")) {
            add("append", whole + more, false);
            add("before", more + whole, false);
        }
        add("blank", whole + " \n\t", true);
    }

    private void cut() {
        byte[] bytes = whole.strip().getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < CUTS; i++) {
            mutations.add(new Mutation("cut", Arrays.copyOf(bytes, random.nextInt(bytes.length)), false));
        }
    }

    private void nest() {
        String lists = "[".repeat(DEEP) + "]".repeat(DEEP);
        String objects = "{\"a\":".repeat(DEEP) + "1" + "}".repeat(DEEP);
        String body = whole.strip();
        for (String deep : List.of(lists, objects, "[".repeat(DEEP), "{\"a\":".repeat(DEEP))) {
            add("nest", body.substring(0, body.length() - 1) + ",\"later\":" + deep + "}", false);
            add("nest", deep, false);
        }
        List<JsonNode> values = values(document);
        add("nest", print(document, values.get(random.nextInt(values.size())), old -> lists), false);
    }

    private void encode() {
        for (String name : List.of("UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32", "ISO-8859-1")) {
            mutations.add(new Mutation("encoding " + name, whole.getBytes(Charset.forName(name)), false));
        }
        add("byte order mark", "\ufeff" + whole, false);
        byte[] bytes = whole.getBytes(StandardCharsets.UTF_8);
        for (int wrong : new int[] {0xff, 0xc0, 0x80, 0xed}) {
            byte[] changed = bytes.clone();
            changed[whole.indexOf('"') + 1] = (byte) wrong;
            mutations.add(new Mutation("byte " + Integer.toHexString(wrong), changed, false));
        }
    }

    /** Returns every value of a document, the document itself first. */
    private static List<JsonNode> values(JsonNode value) {
        List<JsonNode> values = new ArrayList<>(List.of(value));
        value.forEach(inner -> values.addAll(values(inner)));
        return values;
    }

    @SuppressWarnings("ReferenceEquality") // this node and not one that is equal to it
    private static String print(JsonNode value, @Nullable JsonNode changed, Change change) {
        if (value == changed) {
            return change.of(value);
        }
        if (value.isObject()) {
            List<String> members = new ArrayList<>();
            for (Map.Entry<String, JsonNode> member : value.properties()) {
                members.add("\"" + member.getKey() + "\":" + print(member.getValue(), changed, change));
            }
            return "{" + String.join(",", members) + "}";
        }
        if (value.isArray()) {
            List<String> entries = new ArrayList<>();
            value.forEach(entry -> entries.add(print(entry, changed, change)));
            return "[" + String.join(",", entries) + "]";
        }
        return value.toString();
    }
}
