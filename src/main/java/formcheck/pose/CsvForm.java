package formcheck.pose;

import java.util.ArrayList;
import java.util.List;

/**
 * Form of a CSV table: its cell separator and decimal mark. Spreadsheets of countries with a decimal comma use semicolons
 * between cells.
 *
 * @param separator between two cells
 * @param decimalMark before decimals
 */
public record CsvForm(char separator, char decimalMark) {

    /** Comma between cells, decimal point. */
    public static final CsvForm DECIMAL_POINT = new CsvForm(',', '.');

    /** Semicolon between cells, decimal comma. */
    public static final CsvForm DECIMAL_COMMA = new CsvForm(';', ',');

    /** Marks a file as UTF-8 for spreadsheets. Its first character. */
    public static final String BYTE_ORDER_MARK = "\uFEFF";

    /** Separators that spreadsheets write. */
    static final String SEPARATORS = ",;\t";

    /** Returns the separator of a header, whose names contain none; a comma if there is none. */
    static char separatorOf(String header) {
        for (char separator : new char[] {';', '\t'}) {
            if (header.indexOf(separator) >= 0) {
                return separator;
            }
        }
        return ',';
    }

    /**
     * Splits a line into cells without surrounding blanks and quotes. Within quotes a separator is text and a doubled
     * quote is a quote.
     */
    static List<String> cells(String line, char separator) {
        List<String> cells = new ArrayList<>();
        if (line.indexOf('"') < 0) {
            int from = 0;
            for (int end = line.indexOf(separator); end >= 0; end = line.indexOf(separator, from)) {
                cells.add(line.substring(from, end).strip());
                from = end + 1;
            }
            cells.add(line.substring(from).strip());
            return cells;
        }
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append(c);
                i++;
            } else if (c == '"' && (quoted || cell.toString().isBlank())) {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                cells.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString().strip());
        return cells;
    }

    /** Removes the quotes around a whole line, which a spreadsheet wrote because it took the line for one cell. */
    static String unwrapped(String line) {
        if (line.length() < 2 || line.charAt(0) != '"' || line.charAt(line.length() - 1) != '"') {
            return line;
        }
        List<String> cells = cells(line, ',');
        return cells.size() == 1 ? cells.get(0) : line;
    }

    /** Returns whether a line contains only separators and blanks, as an empty row of a spreadsheet does. */
    static boolean isBlank(String line) {
        return line.chars().allMatch(c -> c == ' ' || SEPARATORS.indexOf(c) >= 0);
    }
}
