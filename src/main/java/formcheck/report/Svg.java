package formcheck.report;

import java.util.Locale;

/** Writes a drawing: numbers with one decimal in any locale, and text always escaped. */
final class Svg {
    private final StringBuilder out = new StringBuilder();

    /** Begins a drawing that is read out as its title and description. */
    static Svg picture(String id, double width, double height, String title, String description) {
        Svg svg = new Svg();
        svg.out.append(String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %s %s\" role=\"img\" aria-labelledby=\"%s-t %s-d\"><title id=\"%s-t\">%s</title>"
                        + "<desc id=\"%s-d\">%s</desc>",
                number(width),
                number(height),
                id,
                id,
                id,
                escape(title),
                id,
                escape(description)));
        return svg;
    }

    /** Begins a drawing that only repeats what stands in words beside it. */
    static Svg decoration(double width, double height) {
        Svg svg = new Svg();
        svg.out
                .append("<svg viewBox=\"0 0 ")
                .append(number(width))
                .append(' ')
                .append(number(height))
                .append("\" aria-hidden=\"true\">");
        return svg;
    }

    Svg path(String style, String d) {
        out.append("<path class=\"").append(style).append("\" d=\"").append(d).append("\"/>");
        return this;
    }

    /** A path of numbers: each {@code ~} in the pattern stands for the next. */
    Svg path(String style, String pattern, double... numbers) {
        return path(style, fill(pattern, numbers));
    }

    Svg rect(String style, double x, double y, double width, double height) {
        out.append("<rect class=\"")
                .append(style)
                .append(fill("\" x=\"~\" y=\"~\" width=\"~\" height=\"~\"/>", x, y, width, height));
        return this;
    }

    Svg circle(String style, double x, double y, double radius) {
        out.append("<circle class=\"").append(style).append(fill("\" cx=\"~\" cy=\"~\" r=\"~\"/>", x, y, radius));
        return this;
    }

    Svg text(String style, double x, double y, String text) {
        out.append("<text class=\"")
                .append(style)
                .append(fill("\" x=\"~\" y=\"~\">", x, y))
                .append(escape(text))
                .append("</text>");
        return this;
    }

    /** Begins a group that what follows belongs to. */
    Svg open(String style) {
        out.append("<g class=\"").append(style).append("\">");
        return this;
    }

    Svg close() {
        out.append("</g>");
        return this;
    }

    /**
     * A picture turned as in a mirror.
     *
     * @param attribute where it is, a whole attribute that needs no escaping
     * @param right edge in the drawing, of the mirrored picture
     */
    Svg mirroredImage(String attribute, double right, double top, double width, double height) {
        out.append("<image preserveAspectRatio=\"none\" ")
                .append(attribute)
                .append(fill(
                        " width=\"~\" height=\"~\" transform=\"translate(~,~) scale(-1,1)\"/>",
                        width,
                        height,
                        right,
                        top));
        return this;
    }

    String end() {
        return out.append("</svg>").toString();
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
        String fixed = Figures.fixed(value, 1);
        return fixed.endsWith(".0") ? fixed.substring(0, fixed.length() - 2) : fixed;
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
