package formcheck.report;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A drawing as a tree of SVG elements. {@link DrawingWriter} writes it for a page or a PDF.
 *
 * @param width of its view box, from 0
 * @param height of its view box, from 0
 * @param attributes of its root, besides size and name spaces, in order
 * @param elements from back to front
 */
record Drawing(double width, double height, Map<String, String> attributes, List<Element> elements) {

    /**
     * An element.
     *
     * @param attributes in order, not escaped
     * @param children nested elements
     * @param text not escaped; empty for none
     */
    record Element(String name, Map<String, String> attributes, List<Element> children, String text) {}

    /** Returns the style classes of all elements. */
    Set<String> styles() {
        Set<String> styles = new LinkedHashSet<>();
        elements.forEach(element -> addStyles(element, styles));
        return styles;
    }

    private static void addStyles(Element element, Set<String> styles) {
        String named = element.attributes.get("class");
        if (named != null) {
            styles.addAll(Arrays.asList(named.split(" ", -1)));
        }
        element.children.forEach(child -> addStyles(child, styles));
    }
}
