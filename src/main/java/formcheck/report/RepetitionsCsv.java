package formcheck.report;

import formcheck.exercise.FormRule;
import formcheck.exercise.Rep;
import formcheck.motion.Side;
import formcheck.session.KeptSession;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * The repetitions of a kept session as CSV (RFC 4180), a row each, by the names of the JSON report; what was not measured is an
 * empty cell. No cell can be taken for a formula by a spreadsheet.
 */
public final class RepetitionsCsv {
    private RepetitionsCsv() {}

    /** All of it, in lines that end with CR and LF. */
    public static String of(KeptSession kept) {
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
            rows.add(row(kept, rep, rules));
        }
        return rows.stream()
                .map(row -> row.stream().map(RepetitionsCsv::cell).collect(Collectors.joining(",")))
                .collect(Collectors.joining("\r\n", "", "\r\n"));
    }

    private static List<String> row(KeptSession kept, Rep rep, List<FormRule> rules) {
        List<String> row = new ArrayList<>(List.of(
                kept.id().text(),
                text(kept.person()),
                String.valueOf(rep.index()),
                String.valueOf(rep.set()),
                number(rep.start(), 3),
                number(rep.top(), 3),
                number(rep.eccentricStart(), 3),
                number(rep.bottom(), 3),
                number(rep.peakElevation().getOrDefault(Side.LEFT, Double.NaN), 1),
                number(rep.peakElevation().getOrDefault(Side.RIGHT, Double.NaN), 1),
                number(rep.bottomElevation().getOrDefault(Side.LEFT, Double.NaN), 1),
                number(rep.bottomElevation().getOrDefault(Side.RIGHT, Double.NaN), 1),
                number(rep.range(), 1),
                number(rep.concentricSeconds(), 3),
                number(rep.holdSeconds(), 3),
                number(rep.eccentricSeconds(), 3),
                number(rep.peakDescentSpeed(), 1),
                number(rep.squeeze().share(), 2),
                number(rep.squeeze().heldSeconds(), 1),
                rep.verdict().id()));
        for (FormRule rule : rules) {
            row.add(rep.checks().containsKey(rule) ? rep.checks().get(rule).id() : "");
        }
        return row;
    }

    private static String number(OptionalDouble value, int decimals) {
        return number(value.orElse(Double.NaN), decimals);
    }

    private static String number(double value, int decimals) {
        return Double.isFinite(value)
                ? BigDecimal.valueOf(value)
                        .setScale(decimals, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString()
                : "";
    }

    /** A spreadsheet takes what begins like this for a formula, and would run it: with an apostrophe it is text (OWASP). */
    private static String text(String typed) {
        String visible = PlainText.visible(typed);
        return !visible.isEmpty() && "=+-@\t\r\uFF1D\uFF0B\uFF0D\uFF20".indexOf(visible.charAt(0)) >= 0
                ? "'" + visible
                : visible;
    }

    private static String cell(String content) {
        boolean quoted = content.chars().anyMatch(c -> c == ',' || c == '"' || c == ';' || c == '\n' || c == '\r');
        return quoted ? '"' + content.replace("\"", "\"\"") + '"' : content;
    }
}
