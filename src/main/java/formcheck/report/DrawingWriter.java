package formcheck.report;

import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.extension.escaper.SafeString;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes drawings as SVG. Adds the filter {@code drawn} to templates, which writes nothing for an empty optional. Escapes every
 * text and attribute.
 */
final class DrawingWriter extends AbstractExtension {
    private final Function<Drawing, String> written;

    private DrawingWriter(Function<Drawing, String> written) {
        this.written = written;
    }

    /** Creates a writer for a page, whose style applies to its drawings. */
    static DrawingWriter forPage() {
        return new DrawingWriter(DrawingWriter::inPage);
    }

    /** Creates a writer for a renderer that takes each drawing as a document of its own: with size, name spaces and style. */
    static DrawingWriter forDocuments(DrawingStyle style) {
        return new DrawingWriter(drawing -> document(drawing, style));
    }

    @Override
    public Map<String, Filter> getFilters() {
        return Map.of("drawn", new Filter() {
            @Override
            public @Nullable List<String> getArgumentNames() {
                return null;
            }

            @Override
            public Object apply(
                    Object input,
                    Map<String, Object> args,
                    PebbleTemplate self,
                    EvaluationContext context,
                    int lineNumber) {
                Object drawing = input instanceof Optional<?> optional ? optional.orElse(null) : input;
                return new SafeString(drawing == null ? "" : written.apply((Drawing) drawing));
            }
        });
    }

    private static String inPage(Drawing drawing) {
        StringBuilder out = new StringBuilder("<svg");
        viewBox(out, drawing);
        return rest(out, drawing, Optional.empty());
    }

    private static String document(Drawing drawing, DrawingStyle style) {
        StringBuilder out = new StringBuilder(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"");
        viewBox(out, drawing);
        attribute(out, "width", DrawingBuilder.number(drawing.width()));
        attribute(out, "height", DrawingBuilder.number(drawing.height()));
        return rest(out, drawing, Optional.of(style.of(drawing)));
    }

    private static void viewBox(StringBuilder out, Drawing drawing) {
        attribute(out, "viewBox", DrawingBuilder.fill("0 0 ~ ~", drawing.width(), drawing.height()));
    }

    private static String rest(StringBuilder out, Drawing drawing, Optional<String> style) {
        drawing.attributes().forEach((name, value) -> attribute(out, name, value));
        out.append('>');
        style.ifPresent(
                rules -> out.append("<style type=\"text/css\">").append(rules).append("</style>"));
        drawing.elements().forEach(element -> element(out, element));
        return out.append("</svg>").toString();
    }

    private static void element(StringBuilder out, Drawing.Element element) {
        out.append('<').append(element.name());
        element.attributes().forEach((name, value) -> attribute(out, name, value));
        if (element.children().isEmpty() && element.text().isEmpty()) {
            out.append("/>");
            return;
        }
        out.append('>').append(escape(element.text()));
        element.children().forEach(child -> element(out, child));
        out.append("</").append(element.name()).append('>');
    }

    private static void attribute(StringBuilder out, String name, String value) {
        out.append(' ').append(name).append("=\"").append(escape(value)).append('"');
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
