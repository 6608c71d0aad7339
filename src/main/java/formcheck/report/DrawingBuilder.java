package formcheck.report;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds a drawing from back to front. Numbers have at most one decimal, in any locale. */
final class DrawingBuilder {
    private final double width;
    private final double height;
    private final Map<String, String> root;
    /** The children of the drawing, and of each open group. */
    private final Deque<List<Drawing.Element>> open = new ArrayDeque<>();

    private final Deque<String> groups = new ArrayDeque<>();

    private DrawingBuilder(double width, double height, Map<String, String> root) {
        this.width = width;
        this.height = height;
        this.root = root;
        open.push(new ArrayList<>());
    }

    /**
     * Begins a drawing that screen readers present by its title and description.
     *
     * @param id unique in its page
     */
    static DrawingBuilder described(String id, double width, double height, String title, String description) {
        DrawingBuilder drawing =
                new DrawingBuilder(width, height, attributes("role", "img", "aria-labelledby", id + "-t " + id + "-d"));
        drawing.add("title", attributes("id", id + "-t"), title);
        drawing.add("desc", attributes("id", id + "-d"), description);
        return drawing;
    }

    /** Begins a decorative drawing, which screen readers skip. */
    static DrawingBuilder decoration(double width, double height) {
        return new DrawingBuilder(width, height, attributes("aria-hidden", "true"));
    }

    DrawingBuilder path(String style, String d) {
        return add("path", attributes("class", style, "d", d), "");
    }

    /** Draws a path: each {@code ~} in the pattern is replaced by the next number. */
    DrawingBuilder path(String style, String pattern, double... numbers) {
        return path(style, fill(pattern, numbers));
    }

    DrawingBuilder rect(String style, double x, double y, double wide, double high) {
        return add(
                "rect",
                attributes(
                        "class", style, "x", number(x), "y", number(y), "width", number(wide), "height", number(high)),
                "");
    }

    DrawingBuilder circle(String style, double x, double y, double radius) {
        return add("circle", attributes("class", style, "cx", number(x), "cy", number(y), "r", number(radius)), "");
    }

    DrawingBuilder text(String style, double x, double y, String text) {
        return add("text", attributes("class", style, "x", number(x), "y", number(y)), text);
    }

    /** Begins a group; {@link #close} ends it. */
    DrawingBuilder open(String style) {
        groups.push(style);
        open.push(new ArrayList<>());
        return this;
    }

    DrawingBuilder close() {
        List<Drawing.Element> children = open.pop();
        open.element().add(new Drawing.Element("g", attributes("class", groups.pop()), List.copyOf(children), ""));
        return this;
    }

    /**
     * Draws a still, mirrored.
     *
     * @param still where it is
     * @param right edge of the mirrored still in the drawing
     */
    DrawingBuilder mirrored(StillSource still, double right, double top, double wide, double high) {
        return add(
                "image",
                attributes(
                        "preserveAspectRatio",
                        "none",
                        still.attribute(),
                        still.value(),
                        "width",
                        number(wide),
                        "height",
                        number(high),
                        "transform",
                        fill("translate(~,~) scale(-1,1)", right, top)),
                "");
    }

    /**
     * The attribute of an image element that names a still.
     *
     * @param attribute its name
     * @param value not escaped
     */
    record StillSource(String attribute, String value) {}

    Drawing build() {
        return new Drawing(width, height, root, List.copyOf(open.element()));
    }

    private DrawingBuilder add(String name, Map<String, String> attributes, String text) {
        open.element().add(new Drawing.Element(name, attributes, List.of(), text));
        return this;
    }

    private static Map<String, String> attributes(String... namesAndValues) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            attributes.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return attributes;
    }

    static String fill(String pattern, double... numbers) {
        StringBuilder filled = new StringBuilder();
        int next = 0;
        for (int i = 0; i < pattern.length(); i++) {
            if (pattern.charAt(i) == '~') {
                filled.append(number(numbers[next++]));
            } else {
                filled.append(pattern.charAt(i));
            }
        }
        return filled.toString();
    }

    static String number(double value) {
        String fixed = Numbers.fixed(value, 1);
        return fixed.endsWith(".0") ? fixed.substring(0, fixed.length() - 2) : fixed;
    }
}
