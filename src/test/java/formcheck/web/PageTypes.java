package formcheck.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The types of {@code messages.d.ts}, which check the modules of the page and, here, JSON of the server. */
final class PageTypes {
    private static final PageTypes PAGE =
            new PageTypes(PageTypesParser.parse(read("/formcheck/web/page/messages.d.ts")));

    private final Map<String, PageType> types;

    PageTypes(Map<String, PageType> types) {
        this.types = Map.copyOf(types);
    }

    /** The types of the page. */
    static PageTypes ofPage() {
        return PAGE;
    }

    private static String read(String resource) {
        try (InputStream in = PageTypes.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A type of TypeScript. */
    sealed interface PageType {
        /** {@code number}, {@code string}, {@code boolean}, {@code null}, or a type of the file. */
        record Named(String name) implements PageType {}

        /** A text that stands for itself. */
        record Literal(String text) implements PageType {}

        record ArrayOf(PageType element) implements PageType {}

        record Tuple(List<PageType> elements) implements PageType {}

        record Union(List<PageType> types) implements PageType {}

        /**
         * A record of TypeScript.
         *
         * @param partial whether keys may be missing
         */
        record MapOf(PageType key, PageType value, boolean partial) implements PageType {}

        /** An interface with the fields of those that it extends. */
        record Fields(Map<String, PageField> fields) implements PageType {}
    }

    /** A field of an interface. */
    record PageField(PageType type, boolean optional) {}

    /** The type of a name. */
    PageType type(String name) {
        PageType found = types.get(name);
        if (found == null) {
            throw new IllegalArgumentException("messages.d.ts has no type " + name);
        }
        return found;
    }

    /** Follows the names of aliases and interfaces to what they stand for. */
    PageType resolved(PageType type) {
        return type instanceof PageType.Named named && types.containsKey(named.name())
                ? resolved(type(named.name()))
                : type;
    }

    /** The texts that a type allows; empty if it is no union of texts. */
    Set<String> literals(PageType type) {
        Set<String> texts = new LinkedHashSet<>();
        PageType found = resolved(type);
        for (PageType one : found instanceof PageType.Union union ? union.types() : List.of(found)) {
            if (resolved(one) instanceof PageType.Literal literal) {
                texts.add(literal.text());
            } else {
                return Set.of();
            }
        }
        return texts;
    }

    // ---------------------------------------------------------------- checking

    /** What of a JSON value contradicts a type: one sentence each, with the path of the value. */
    List<String> problems(String name, JsonNode value) {
        return problems(type(name), value, name);
    }

    private List<String> problems(PageType declared, JsonNode value, String path) {
        PageType type = resolved(declared);
        Set<String> texts = literals(type);
        if (!texts.isEmpty()) {
            return value.isTextual() && texts.contains(value.asText())
                    ? List.of()
                    : List.of(path + " is none of " + texts + ": " + value);
        } else if (type instanceof PageType.Named named) {
            return isOf(named.name(), value) ? List.of() : List.of(path + " is no " + named.name() + ": " + value);
        } else if (type instanceof PageType.ArrayOf array) {
            return ofArray(array, value, path);
        } else if (type instanceof PageType.Tuple tuple) {
            return ofTuple(tuple, value, path);
        } else if (type instanceof PageType.Union union) {
            return union.types().stream()
                    .filter(one -> !namesAnotherType(one, value))
                    .map(one -> problems(one, value, path))
                    .min(Comparator.comparingInt(List::size))
                    .orElse(List.of(path + " is of no type that is declared: " + value));
        } else if (type instanceof PageType.MapOf map) {
            return ofMap(map, value, path);
        } else {
            return ofFields((PageType.Fields) type, value, path);
        }
    }

    /** Whether an interface has a {@code type} or a {@code kind} that is not the one of the value. */
    private boolean namesAnotherType(PageType one, JsonNode value) {
        return resolved(one) instanceof PageType.Fields interfaced
                && interfaced.fields().entrySet().stream()
                        .filter(entry -> Set.of("type", "kind").contains(entry.getKey()))
                        .anyMatch(entry -> !literals(entry.getValue().type())
                                .contains(value.path(entry.getKey()).asText()));
    }

    private static boolean isOf(String name, JsonNode value) {
        return switch (name) {
            case "number" -> value.isNumber();
            case "string" -> value.isTextual();
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            default -> throw new IllegalArgumentException("messages.d.ts has no type " + name);
        };
    }

    private List<String> ofArray(PageType.ArrayOf type, JsonNode value, String path) {
        if (!value.isArray()) {
            return List.of(path + " is no array: " + value);
        }
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            problems.addAll(problems(type.element(), value.get(i), path + "[" + i + "]"));
        }
        return problems;
    }

    private List<String> ofTuple(PageType.Tuple type, JsonNode value, String path) {
        if (!value.isArray() || value.size() != type.elements().size()) {
            return List.of(path + " is no array of " + type.elements().size() + ": " + value);
        }
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            problems.addAll(problems(type.elements().get(i), value.get(i), path + "[" + i + "]"));
        }
        return problems;
    }

    private List<String> ofMap(PageType.MapOf type, JsonNode value, String path) {
        Set<String> allowed = literals(type.key());
        Map<String, PageField> fields = new LinkedHashMap<>();
        if (allowed.isEmpty()) {
            value.fieldNames().forEachRemaining(name -> fields.put(name, new PageField(type.value(), true)));
        } else {
            allowed.forEach(name -> fields.put(name, new PageField(type.value(), type.partial())));
        }
        return ofFields(new PageType.Fields(fields), value, path);
    }

    private List<String> ofFields(PageType.Fields type, JsonNode value, String path) {
        if (!value.isObject()) {
            return List.of(path + " is no object: " + value);
        }
        List<String> problems = new ArrayList<>();
        type.fields().forEach((name, field) -> {
            if (value.has(name)) {
                problems.addAll(problems(field.type(), value.get(name), path + "." + name));
            } else if (!field.optional()) {
                problems.add(path + "." + name + " is missing");
            }
        });
        value.fieldNames().forEachRemaining(name -> {
            if (!type.fields().containsKey(name)) {
                problems.add(path + "." + name + " is not declared");
            }
        });
        return problems;
    }
}
