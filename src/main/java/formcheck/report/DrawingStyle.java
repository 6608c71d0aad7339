package formcheck.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rules of a page's style that apply to drawings, in the colours of the light theme, for drawings in a PDF. */
final class DrawingStyle {
    /** Prefixes of the classes of drawings. */
    private static final Pattern RULE = Pattern.compile(
            "(?m)^((?:\\.(?:c-|m-|g-|p-|f-|ax\\b|grid\\b|labs?\\b|end\\b|start\\b|lim\\b))[^{@]*)\\{([^}]*)}");

    private static final Pattern NAME = Pattern.compile("\\.([a-z][a-z0-9-]*)");
    private static final Pattern VARIABLE = Pattern.compile("(--[a-z0-9-]+): (#[0-9A-F]{3,6})\\b");
    private static final Pattern USE = Pattern.compile("var\\((--[a-z0-9-]+)\\)");
    private static final Pattern TRANSLUCENT = Pattern.compile("rgba\\((\\d+), (\\d+), (\\d+), [0-9.]+\\)");

    /** A rule, and the class names in its selector. */
    private record Rule(Set<String> names, String text) {}

    private final String families;
    private final List<Rule> rules;

    /**
     * @param css the style of the page
     * @param families fonts of its texts, as in a style
     */
    DrawingStyle(String css, String families) {
        this.families = families;
        this.rules = rules(css);
    }

    /** Returns the rules that a drawing uses. */
    String of(Drawing drawing) {
        Set<String> used = drawing.styles();
        StringBuilder style = new StringBuilder("text{font-family:" + families + "}");
        for (Rule rule : rules) {
            if (rule.names().stream().anyMatch(used::contains)) {
                style.append(rule.text());
            }
        }
        return style.toString();
    }

    private static List<Rule> rules(String css) {
        Map<String, String> colours = new HashMap<>();
        Matcher variable = VARIABLE.matcher(css);
        while (variable.find()) {
            colours.putIfAbsent(variable.group(1), variable.group(2)); // the light theme comes first
        }
        List<Rule> rules = new ArrayList<>();
        Matcher rule = RULE.matcher(css);
        while (rule.find()) {
            String body = USE.matcher(rule.group(2)).replaceAll(use -> colours.getOrDefault(use.group(1), "#000"));
            body = TRANSLUCENT.matcher(body).replaceAll("rgb($1, $2, $3)");
            Set<String> names = new HashSet<>();
            Matcher name = NAME.matcher(rule.group(1));
            while (name.find()) {
                names.add(name.group(1));
            }
            names.removeAll(Set.of("p-still", "p-drawn"));
            rules.add(new Rule(names, rule.group(1).strip() + "{" + body + "}"));
        }
        return rules;
    }
}
