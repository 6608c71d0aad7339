package formcheck.pose;

import java.util.ArrayList;
import java.util.List;

/**
 * How a table is written as CSV: what stands between two cells, and what before the decimals of a number. Spreadsheets of
 * countries that write a decimal comma put a semicolon between cells.
 *
 * @param separator between two cells
 * @param decimalMark before a number's decimals
 */
public record CsvForm(char separator, char decimalMark) {

    /** Comma between cells, decimal point. */
    public static final CsvForm DECIMAL_POINT = new CsvForm(',', '.');

    /** Semicolon between cells, decimal comma. */
    public static final CsvForm DECIMAL_COMMA = new CsvForm(';', ',');

    /** Tells a spreadsheet that the file is UTF-8: first character of a file that is meant for one. */
    public static final String BYTE_ORDER_MARK = "\uFEFF";

    /** The separators that spreadsheets write. */
    static final String SEPARATORS = ",;\t";

    /** The separator of a line with names of columns, which hold none themselves; a comma if there is none. */
    static char separatorOf(String header) {
        for (char separator : new char[] {';', '\t'}) {
            if (header.indexOf(separator) >= 0) {
                return separator;
            }
        }
        return ',';
    }

    /** The cells of a line without blanks and quotes around them; within quotes a separator is text, a doubled quote one. */
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

    /** A line that a spreadsheet took for a single cell, and quoted as a whole, without these quotes. */
    static String unwrapped(String line) {
        if (line.length() < 2 || line.charAt(0) != '"' || line.charAt(line.length() - 1) != '"') {
            return line;
        }
        List<String> cells = cells(line, ',');
        return cells.size() == 1 ? cells.get(0) : line;
    }

    /** Whether a line holds separators and blanks alone: an empty row of a spreadsheet. */
    static boolean isBlank(String line) {
        return line.chars().allMatch(c -> c == ' ' || SEPARATORS.indexOf(c) >= 0);
    }
}
