package formcheck.report;

import java.util.Locale;

/**
 * Makes text from outside (file names, exercise files) safe for display on a line. Shows control characters and bidirectional
 * controls as visible text, and shortens long text in its middle, since the end of a file name identifies it best. Writers of
 * HTML and JSON escape it themselves.
 */
public final class PlainText {
    /** Longest displayed name, in code points. */
    static final int LONGEST = 160;

    private PlainText() {}

    public static String visible(String text) {
        return visible(text, LONGEST);
    }

    static String visible(String text, int longest) {
        int[] points = text.codePoints().toArray();
        StringBuilder shown = new StringBuilder();
        int head = longest * 2 / 3;
        int tail = longest - head - 1;
        for (int i = 0; i < points.length; i++) {
            if (points.length > longest && i == head) {
                shown.append('…');
                i = points.length - tail;
            }
            append(shown, points[i]);
        }
        return shown.toString();
    }

    /** Converts to characters 32 to 126, for terminals with ASCII only. */
    static String ascii(String text) {
        StringBuilder plain = new StringBuilder();
        text.codePoints().forEach(point -> plain.append(asciiOf(point)));
        return plain.toString();
    }

    private static String asciiOf(int point) {
        if (point < 127) {
            return Character.toString(point);
        }
        return switch (point) {
            case '°' -> " deg";
            case '…' -> "...";
            case '–' -> "-";
            case '±' -> "+-";
            case '“', '”' -> "\"";
            case '’' -> "'";
            default -> "?";
        };
    }

    private static void append(StringBuilder shown, int point) {
        switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> shown.append(String.format(Locale.ROOT, "\\u%04X", point));
            default -> shown.appendCodePoint(point);
        }
    }
}
