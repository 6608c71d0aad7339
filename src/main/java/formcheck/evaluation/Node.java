package formcheck.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * A member of a label file with its path, so that an error message can name it. Reads the tree by hand rather than into records:
 * truth files hold members for other programs, members replace each other ({@code from} or {@code start}), and each message names
 * the path and what was expected there.
 */
final class Node {
    /** Longer than any clip in seconds, and larger than any angle in degrees. */
    private static final double LARGEST = 1e6;

    private final String place;
    private final JsonNode json;

    private Node(String place, JsonNode json) {
        this.place = place;
        this.json = json;
    }

    static Node root(String file, JsonNode json) throws LabelException {
        Node root = new Node(file + ": ", json);
        if (!json.isObject()) {
            throw new LabelException(file + ": expected a JSON object.");
        }
        return root;
    }

    /** Returns the elements of a file that is an array. */
    static List<Node> array(String file, JsonNode json) throws LabelException {
        if (!json.isArray()) {
            throw new LabelException(file + ": expected a JSON array, one object a clip.");
        }
        List<Node> members = new ArrayList<>();
        for (int i = 0; i < json.size(); i++) {
            members.add(new Node(file + ": [" + i + "]", json.get(i)));
        }
        return members;
    }

    List<String> names() {
        List<String> names = new ArrayList<>();
        json.fieldNames().forEachRemaining(names::add);
        return names;
    }

    boolean has(String name) {
        return json.hasNonNull(name);
    }

    Node in(String name) {
        return new Node(place + (place.endsWith(": ") ? "" : ".") + name, json.path(name));
    }

    List<Node> list(String name) throws LabelException {
        Node member = in(name);
        if (member.isAbsent()) {
            return List.of();
        }
        if (!member.json.isArray()) {
            throw member.wrong("a list");
        }
        List<Node> members = new ArrayList<>();
        for (int i = 0; i < member.json.size(); i++) {
            members.add(new Node(member.place + "[" + i + "]", member.json.get(i)));
        }
        return members;
    }

    String text() throws LabelException {
        if (!json.isTextual()) {
            throw wrong("a text");
        }
        return json.textValue();
    }

    Optional<String> text(String name) throws LabelException {
        return has(name) ? Optional.of(in(name).text()) : Optional.empty();
    }

    double number() throws LabelException {
        double value = json.isNumber() ? json.doubleValue() : Double.NaN;
        if (!(Math.abs(value) <= LARGEST)) {
            throw wrong("a number");
        }
        return value;
    }

    OptionalDouble number(String name) throws LabelException {
        return has(name) ? OptionalDouble.of(in(name).number()) : OptionalDouble.empty();
    }

    /** Returns a count: an integer of at least 0. */
    int count() throws LabelException {
        if (!json.isInt() || json.intValue() < 0) {
            throw wrong("a count");
        }
        return json.intValue();
    }

    boolean flag(String name, boolean otherwise) throws LabelException {
        if (!has(name)) {
            return otherwise;
        }
        JsonNode member = json.get(name);
        if (!member.isBoolean()) {
            throw in(name).wrong("true or false");
        }
        return member.booleanValue();
    }

    List<Double> numbers(String name) throws LabelException {
        List<Double> numbers = new ArrayList<>();
        for (Node member : list(name)) {
            numbers.add(member.number());
        }
        return numbers;
    }

    List<OptionalDouble> someNumbers(String name) throws LabelException {
        List<OptionalDouble> numbers = new ArrayList<>();
        for (Node member : list(name)) {
            numbers.add(member.isAbsent() ? OptionalDouble.empty() : OptionalDouble.of(member.number()));
        }
        return numbers;
    }

    Set<String> texts(String name) throws LabelException {
        Set<String> texts = new LinkedHashSet<>();
        for (Node member : list(name)) {
            texts.add(member.text());
        }
        return texts;
    }

    Set<Integer> counts(String name) throws LabelException {
        Set<Integer> counts = new LinkedHashSet<>();
        for (Node member : list(name)) {
            counts.add(member.count());
        }
        return counts;
    }

    boolean isAbsent() {
        return json.isMissingNode() || json.isNull();
    }

    boolean isTrue() {
        return json.isBoolean() && json.booleanValue();
    }

    boolean isFalse() {
        return json.isBoolean() && !json.booleanValue();
    }

    LabelException wrong(String expected) {
        return new LabelException(
                place.strip() + (isAbsent() ? " is missing: expected " : " is not ") + expected + ".");
    }
}
