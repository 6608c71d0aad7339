package formcheck.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.apache.commons.statistics.descriptive.Median;

/** Formats numbers, the same in every locale. */
final class Numbers {
    private Numbers() {}

    /** Rounds half up; never returns a negative zero. */
    static String fixed(double value, int decimals) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP);
        return rounded.signum() == 0 ? BigDecimal.ZERO.setScale(decimals).toPlainString() : rounded.toPlainString();
    }

    /** Formats degrees: {@code 84°}. */
    static String degrees(double degrees) {
        return fixed(degrees, 0) + "°";
    }

    /** Formats a value with its unit, as the rules name their units. */
    static String amount(double value, String unit) {
        return withUnit(fixed(value, decimals(unit)), unit);
    }

    /**
     * Formats as {@link #amount} does, with one more decimal where rounding would make the value equal to the bound that it
     * missed.
     */
    static String amountBeside(double value, double bound, String unit) {
        int decimals = decimals(unit);
        boolean alike = fixed(value, decimals).equals(fixed(bound, decimals));
        return withUnit(fixed(value, alike ? decimals + 1 : decimals), unit);
    }

    private static int decimals(String unit) {
        return unit.equals("s") ? 1 : 0;
    }

    private static String withUnit(String number, String unit) {
        return unit.equals("degrees") ? number + "°" : number + " " + unit;
    }

    /** Formats seconds as {@code 1:05} or {@code 1:02:05}. */
    static String clock(double seconds) {
        long whole = (long) Math.floor(Math.max(0, seconds) + 1e-9);
        return whole < 3600
                ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
    }

    static String capital(String sentence) {
        return sentence.isEmpty()
                ? sentence
                : sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
    }

    /**
     * Converts {@code An elbow is hidden.} to {@code an elbow is hidden}, for use within a sentence. A first word with a second capital,
     * such as FormCheck, is a name and stays.
     */
    static String inner(String sentence) {
        String bare = sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
        boolean isName = bare.split(" ", 2)[0].chars().skip(1).anyMatch(Character::isUpperCase);
        return bare.isEmpty() || isName ? bare : bare.substring(0, 1).toLowerCase(Locale.ROOT) + bare.substring(1);
    }

    static OptionalDouble median(List<Double> values) {
        return values.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(Median.withDefaults()
                        .evaluate(
                                values.stream().mapToDouble(Double::doubleValue).toArray()));
    }
}
