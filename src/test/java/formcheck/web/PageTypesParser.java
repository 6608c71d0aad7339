package formcheck.web;

import formcheck.web.PageTypes.PageField;
import formcheck.web.PageTypes.PageType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the declarations of {@code messages.d.ts}. It understands the part of TypeScript that the file says it uses, and refuses
 * everything else.
 */
final class PageTypesParser {
    private static final Pattern COMMENT = Pattern.compile("//[^\n]*|/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern TOKEN = Pattern.compile("\"[^\"]*\"|\\w+|[{}\\[\\]()<>:;|,?=]");

    private final List<String> tokens = new ArrayList<>();
    private final Map<String, PageType> types = new LinkedHashMap<>();
    private int next;

    private PageTypesParser(String text) {
        String code = COMMENT.matcher(text).replaceAll("");
        Matcher token = TOKEN.matcher(code);
        int end = 0;
        while (token.find()) {
            if (!code.substring(end, token.start()).isBlank()) {
                throw new IllegalArgumentException("not understood: " + code.substring(end, token.start()));
            }
            tokens.add(token.group());
            end = token.end();
        }
    }

    /** The types of the file by their names. An interface must stand after those that it extends. */
    static Map<String, PageType> parse(String text) {
        PageTypesParser parser = new PageTypesParser(text);
        while (parser.next < parser.tokens.size()) {
            parser.declaration();
        }
        return parser.types;
    }

    private String take() {
        return tokens.get(next++);
    }

    private boolean takeIf(String token) {
        boolean found = next < tokens.size() && tokens.get(next).equals(token);
        next += found ? 1 : 0;
        return found;
    }

    private void expect(String token) {
        String found = take();
        if (!found.equals(token)) {
            throw new IllegalArgumentException(
                    "'" + token + "' expected, not '" + found + "', in " + tokens.subList(Math.max(0, next - 8), next));
        }
    }

    private void declaration() {
        expect("export");
        if (takeIf("type")) {
            String name = take();
            expect("=");
            types.put(name, union());
            expect(";");
            return;
        }
        expect("interface");
        String name = take();
        Map<String, PageField> fields = new LinkedHashMap<>();
        if (takeIf("extends")) {
            String base = take();
            if (!(types.get(base) instanceof PageType.Fields inherited)) {
                throw new IllegalArgumentException(name + " extends " + base + ", which is no interface before it");
            }
            fields.putAll(inherited.fields());
        }
        expect("{");
        while (!takeIf("}")) {
            String field = take();
            boolean optional = takeIf("?");
            expect(":");
            fields.put(field, new PageField(union(), optional));
            expect(";");
        }
        types.put(name, new PageType.Fields(fields));
    }

    private PageType union() {
        takeIf("|");
        List<PageType> parts = new ArrayList<>(List.of(array()));
        while (takeIf("|")) {
            parts.add(array());
        }
        return parts.size() == 1 ? parts.get(0) : new PageType.Union(List.copyOf(parts));
    }

    private PageType array() {
        PageType type = single();
        while (takeIf("[")) {
            expect("]");
            type = new PageType.ArrayOf(type);
        }
        return type;
    }

    private PageType single() {
        String token = take();
        if (token.equals("(")) {
            PageType type = union();
            expect(")");
            return type;
        } else if (token.equals("[")) {
            List<PageType> elements = new ArrayList<>();
            do {
                elements.add(union());
            } while (takeIf(","));
            expect("]");
            return new PageType.Tuple(List.copyOf(elements));
        } else if (token.startsWith("\"")) {
            return new PageType.Literal(token.substring(1, token.length() - 1));
        } else if (token.equals("Partial")) {
            expect("<");
            PageType.MapOf map = (PageType.MapOf) union();
            expect(">");
            return new PageType.MapOf(map.key(), map.value(), true);
        } else if (token.equals("Record")) {
            expect("<");
            PageType key = union();
            expect(",");
            PageType value = union();
            expect(">");
            return new PageType.MapOf(key, value, false);
        }
        return new PageType.Named(token);
    }
}
