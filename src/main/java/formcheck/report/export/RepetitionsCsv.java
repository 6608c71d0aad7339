package formcheck.report.export;

import formcheck.exercise.FormRule;
import formcheck.exercise.Rep;
import formcheck.motion.Side;
import formcheck.pose.CsvForm;
import formcheck.report.PlainText;
import formcheck.session.KeptSession;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes the repetitions of a stored session as CSV (RFC 4180), one row each, under the names of the JSON report; an empty cell
 * for what was not measured. Begins with a byte-order mark, so that a spreadsheet decodes names correctly. No cell can be read as
 * a formula, whatever separator the spreadsheet uses.
 */
public final class RepetitionsCsv {
    /** Characters that begin a formula in a spreadsheet (OWASP), at the start of a cell by any separator. */
    private static final Pattern FORMULA =
            Pattern.compile("((?:^|[,;\\t|])[\\s\"']*)([=+\\-@\uFF1D\uFF0B\uFF0D\uFF20])");

    private RepetitionsCsv() {}

    /** Returns the table with commas between cells; lines end with CR and LF. */
    public static String of(KeptSession kept) {
        return of(kept, CsvForm.DECIMAL_POINT);
    }

    /** Returns the table with the separator and decimal sign of a locale; lines end with CR and LF. */
    public static String of(KeptSession kept, CsvForm form) {
        List<FormRule> rules = kept.session().exercise().rules();
        List<List<String>> rows = new ArrayList<>();
        List<String> names = new ArrayList<>(List.of(
                "session",
                "person",
                "index",
                "set",
                "startSeconds",
                "topSeconds",
                "eccentricStartSeconds",
                "bottomSeconds",
                "peakElevationLeft",
                "peakElevationRight",
                "bottomElevationLeft",
                "bottomElevationRight",
                "range",
                "concentricSeconds",
                "holdSeconds",
                "eccentricSeconds",
                "peakDescentSpeed",
                "squeezeShare",
                "squeezeHeldSeconds",
                "verdict"));
        rules.forEach(rule -> names.add(rule.id()));
        rows.add(names);
        for (Rep rep : kept.session().reps()) {
            rows.add(row(kept, rep, rules, form));
        }
        String separator = String.valueOf(form.separator());
        return rows.stream()
                .map(row -> row.stream().map(RepetitionsCsv::cell).collect(Collectors.joining(separator)))
                .collect(Collectors.joining("\r\n", CsvForm.BYTE_ORDER_MARK, "\r\n"));
    }

    private static List<String> row(KeptSession kept, Rep rep, List<FormRule> rules, CsvForm form) {
        List<String> row = new ArrayList<>(List.of(
                kept.id().text(),
                text(kept.person()),
                String.valueOf(rep.index()),
                String.valueOf(rep.set()),
                number(rep.start(), 3, form),
                number(rep.top(), 3, form),
                number(rep.eccentricStart(), 3, form),
                number(rep.bottom(), 3, form),
                number(rep.peakElevation(Side.LEFT), 1, form),
                number(rep.peakElevation(Side.RIGHT), 1, form),
                number(rep.bottomElevation(Side.LEFT), 1, form),
                number(rep.bottomElevation(Side.RIGHT), 1, form),
                number(rep.range(), 1, form),
                number(rep.concentricSeconds(), 3, form),
                number(rep.holdSeconds(), 3, form),
                number(rep.eccentricSeconds(), 3, form),
                number(rep.peakDescentSpeed(), 1, form),
                number(rep.squeeze().share(), 2, form),
                number(rep.squeeze().heldSeconds(), 1, form),
                rep.verdict().id()));
        for (FormRule rule : rules) {
            row.add(rep.checks().containsKey(rule) ? rep.checks().get(rule).id() : "");
        }
        return row;
    }

    private static String number(OptionalDouble value, int decimals, CsvForm form) {
        return value.isPresent() ? number(value.getAsDouble(), decimals, form) : "";
    }

    /** A cell has no number for NaN and infinity: it is empty. */
    private static String number(double value, int decimals, CsvForm form) {
        return Double.isFinite(value)
                ? BigDecimal.valueOf(value)
                        .setScale(decimals, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString()
                        .replace('.', form.decimalMark())
                : "";
    }

    /** Prefixes a possible formula with an apostrophe, which makes it text. */
    private static String text(String typed) {
        return FORMULA.matcher(PlainText.visible(typed)).replaceAll("$1'$2");
    }

    private static String cell(String content) {
        boolean quoted = content.chars().anyMatch(c -> c == ',' || c == '"' || c == ';' || c == '\n' || c == '\r')
                && !content.matches("-?[0-9]+,[0-9]+");
        return quoted ? '"' + content.replace("\"", "\"\"") + '"' : content;
    }
}
