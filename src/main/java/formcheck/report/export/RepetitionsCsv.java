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
 * The repetitions of a kept session as CSV (RFC 4180), a row each, by the names of the JSON report; what was not measured is an
 * empty cell. It begins with a byte-order mark, by which a spreadsheet reads names rightly. No cell can be taken for a formula,
 * however the spreadsheet parts the cells.
 */
public final class RepetitionsCsv {
    /** What a spreadsheet takes for the beginning of a formula (OWASP), at the start of a cell by any separator. */
    private static final Pattern FORMULA =
            Pattern.compile("((?:^|[,;\\t|])[\\s\"']*)([=+\\-@\uFF1D\uFF0B\uFF0D\uFF20])");

    private RepetitionsCsv() {}

    /** All of it, with commas between cells, in lines that end with CR and LF. */
    public static String of(KeptSession kept) {
        return of(kept, CsvForm.DECIMAL_POINT);
    }

    /** All of it in a form that a spreadsheet of some country opens, in lines that end with CR and LF. */
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
                number(rep.peakElevation().getOrDefault(Side.LEFT, Double.NaN), 1, form),
                number(rep.peakElevation().getOrDefault(Side.RIGHT, Double.NaN), 1, form),
                number(rep.bottomElevation().getOrDefault(Side.LEFT, Double.NaN), 1, form),
                number(rep.bottomElevation().getOrDefault(Side.RIGHT, Double.NaN), 1, form),
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
        return number(value.orElse(Double.NaN), decimals, form);
    }

    private static String number(double value, int decimals, CsvForm form) {
        return Double.isFinite(value)
                ? BigDecimal.valueOf(value)
                        .setScale(decimals, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString()
                        .replace('.', form.decimalMark())
                : "";
    }

    /** With an apostrophe before it, what could be a formula is text. */
    private static String text(String typed) {
        return FORMULA.matcher(PlainText.visible(typed)).replaceAll("$1'$2");
    }

    private static String cell(String content) {
        boolean quoted = content.chars().anyMatch(c -> c == ',' || c == '"' || c == ';' || c == '\n' || c == '\r')
                && !content.matches("-?[0-9]+,[0-9]+");
        return quoted ? '"' + content.replace("\"", "\"\"") + '"' : content;
    }
}
