package formcheck.report;

import java.util.ArrayList;
import java.util.List;

/** Folds text to the width of a report. */
final class LineFolder {
    private final TextReport.Style style;

    LineFolder(TextReport.Style style) {
        this.style = style;
    }

    /** Folds a text after its lead; further lines are indented by the length of the lead. */
    List<String> wrapped(String lead, String text) {
        List<String> folded = fold(text, style.columns() - lead.length());
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < folded.size(); i++) {
            lines.add((i == 0 ? lead : " ".repeat(lead.length())) + folded.get(i));
        }
        return lines;
    }

    /** Breaks at spaces, and words longer than a line at its end. In ASCII a character may take four. */
    List<String> fold(String text, int width) {
        String rest = style.ascii() ? PlainText.ascii(text) : text;
        List<String> lines = new ArrayList<>();
        while (rest.length() > width) {
            int space = rest.lastIndexOf(' ', width);
            int end = space > 0 ? space : width;
            if (space <= 0 && Character.isHighSurrogate(rest.charAt(end - 1))) {
                end--;
            }
            lines.add(rest.substring(0, end));
            rest = rest.substring(end).stripLeading();
        }
        lines.add(rest);
        return lines;
    }
}
