package formcheck.pose;

import formcheck.capture.CaptureException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses numbers of one table that a spreadsheet may have saved: decimal point or comma, grouped thousands
 * ({@code 1.234,5}, {@code 1'234.5}). The decimal mark is the same in the whole table. Reports numbers that a
 * spreadsheet destroyed (converted to a date, decimal mark lost). Not thread-safe.
 */
final class TableNumbers {

    static final String REPAIR = " That cannot be undone: import the columns as text, or let FormCheck write the file"
            + " with --decimal-comma where numbers have a decimal comma";

    private static final Pattern NUMBER = Pattern.compile("([+-]?)([0-9., ']*)([eE][+-]?[0-9]{1,3})?");
    private static final Pattern GROUPED = Pattern.compile("[0-9]{1,3}(?:([., '])[0-9]{3})(?:\\1[0-9]{3})*");
    private static final Pattern DATE = Pattern.compile(
            "[0-9]{1,4}[-./ ]+[0-9]{1,2}[-./ ]+[0-9]{2,4}( .*)?|[0-9]{1,2}[-./ ]+[\\p{Alpha}\u00A0-\u00FF]{3,9}\\.?([-./ ]+[0-9]{2,4})?"
                    + "|[\\p{Alpha}\u00A0-\u00FF]{3,9}[-./ ]+[0-9]{1,4}|[0-9]{1,3}:[0-9]{2}(:[0-9]{2}([.,][0-9]+)?)?( [AaPp][Mm])?");

    private final LineReader at;
    private char decimalMark;

    /** @param at line reader of the table, for errors */
    TableNumbers(LineReader at) {
        this.at = at;
    }

    /**
     * Returns the number of a cell.
     *
     * @throws CaptureException if it is not a number from {@code least} to {@code most}
     */
    double number(String cell, String column, double least, double most) throws CaptureException {
        double value = value(cell, column);
        if (!(value >= least && value <= most)) {
            throw at.wrong(column + " is " + LineReader.quoted(cell) + ", not from " + (long) least + " to "
                    + (long) most + (hasMark(cell) ? "" : lostDecimals(most)));
        }
        return value;
    }

    private static boolean hasMark(String cell) {
        return cell.chars().anyMatch(c -> c == '.' || c == ',' || c == 'e' || c == 'E' || c == '-');
    }

    /** A share that is far too large and has no decimals has lost its decimal mark. */
    private static String lostDecimals(double most) {
        return most <= 1 ? "; a spreadsheet may have taken its decimals for thousands." + REPAIR : "";
    }

    private double value(String cell, String column) throws CaptureException {
        if (isSimple(cell)) {
            try {
                return Double.parseDouble(cell);
            } catch (NumberFormatException e) {
                throw at.wrong(column + " is " + LineReader.quoted(cell) + ", not a number");
            }
        }
        return spreadsheetsValue(cell.replaceAll("\u00C2?\u00A0", " "), column);
    }

    /**
     * Accepts almost every number without the cost of a regular expression. Stricter than Double.parseDouble, which
     * accepts "NaN" and "1d".
     */
    private boolean isSimple(String cell) {
        int points = 0;
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (c == '.') {
                points++;
            } else if ((c < '0' || c > '9') && c != '-' && c != '+' && c != 'e' && c != 'E') {
                return false;
            }
        }
        if (points > 1 || (points == 1 && decimalMark == ',') || hasDash(cell)) {
            return false;
        }
        if (points == 1) {
            decimalMark = '.';
        }
        return true;
    }

    /** Returns whether there is a minus between digits, as in a date; not that of an exponent. */
    private static boolean hasDash(String cell) {
        int dash = cell.indexOf('-', 1);
        return dash > 0 && Character.toLowerCase(cell.charAt(dash - 1)) != 'e';
    }

    private double spreadsheetsValue(String cell, String column) throws CaptureException {
        Matcher number = NUMBER.matcher(cell);
        if (DATE.matcher(cell).matches() && !isPlain(cell)) {
            throw at.wrong(column + " is " + LineReader.quoted(cell) + ": a spreadsheet has made a date of a number."
                    + REPAIR);
        }
        if (cell.matches("#+")) {
            throw at.wrong(column + " is " + LineReader.quoted(cell) + ": the spreadsheet's column was too narrow for"
                    + " its number when it was saved. Widen the columns, and save it again");
        }
        if (!number.matches()) {
            throw at.wrong(column + " is " + LineReader.quoted(cell) + ", not a number");
        }
        String digits = number.group(2);
        int points = count(digits, '.');
        int commas = count(digits, ',');
        if ((points > 1 && commas == 0) || (commas > 1 && points == 0)) {
            throw at.wrong(column + " is " + LineReader.quoted(cell)
                    + ": a spreadsheet has taken its decimals for thousands." + REPAIR);
        }
        char mark = mark(digits, points, commas);
        if (mark != 0) {
            if (decimalMark != 0 && decimalMark != mark) {
                throw at.wrong(column + " is " + LineReader.quoted(cell) + ", and other numbers of this file have a "
                        + name(decimalMark) + " before their decimals: a spreadsheet has taken some for text."
                        + REPAIR);
            }
            decimalMark = mark;
        }
        int end = mark == 0 ? digits.length() : digits.lastIndexOf(mark);
        String whole = digits.substring(0, end);
        String rest = mark == 0 ? "" : digits.substring(end + 1);
        boolean grouped = whole.chars().anyMatch(c -> c < '0' || c > '9');
        if ((grouped && !GROUPED.matcher(whole).matches()) || rest.chars().anyMatch(c -> c < '0' || c > '9')) {
            throw at.wrong(column + " is " + LineReader.quoted(cell) + ", not a number");
        }
        String plain = whole.replaceAll("[^0-9]", "") + (rest.isEmpty() ? "" : "." + rest);
        String exponent = number.group(3) == null ? "" : number.group(3);
        try {
            return Double.parseDouble(number.group(1) + plain + exponent);
        } catch (NumberFormatException e) {
            throw at.wrong(column + " is " + LineReader.quoted(cell) + ", not a number");
        }
    }

    /**
     * Returns the decimal mark of a number, 0 if it has none. If it has points and commas, the last one is the mark;
     * a single one is, unless it can group thousands.
     */
    private char mark(String digits, int points, int commas) {
        if (points > 0 && commas > 0) {
            return digits.lastIndexOf('.') > digits.lastIndexOf(',') ? '.' : ',';
        }
        if (points + commas == 0) {
            return 0;
        }
        char only = points > 0 ? '.' : ',';
        boolean mayGroup = decimalMark != 0
                && decimalMark != only
                && GROUPED.matcher(digits).matches();
        return mayGroup ? 0 : only;
    }

    /** Returns whether a text that looks like a date is a number, such as {@code 12.05}. */
    private static boolean isPlain(String cell) {
        return cell.matches("[+-]?[0-9]+([.,][0-9]*)?([eE].*)?|[+-]?[.,][0-9]+([eE].*)?")
                || cell.matches("[0-9]{1,3}([., '][0-9]{3})+([.,][0-9]+)?");
    }

    private static int count(String text, char wanted) {
        return (int) text.chars().filter(c -> c == wanted).count();
    }

    private static String name(char mark) {
        return mark == '.' ? "point" : "comma";
    }
}
