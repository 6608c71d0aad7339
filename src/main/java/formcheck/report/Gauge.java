package formcheck.report;

import formcheck.exercise.Limit;

/**
 * Draws a value on a line with its limit: solid where the rule holds, hollow where it does not, the tolerance as a pale band, and
 * the measurement error as a dark one.
 */
final class Gauge {
    private static final double FROM = 6;
    private static final double TO = 184;
    private static final double Y = 13;

    private Gauge() {}

    /**
     * @param value in the limit's unit
     * @param limit with its tolerance
     * @param atLeast whether the limit is a minimum
     * @param most right end of the line, in the limit's unit; the left end is 0
     * @param broken whether the rule is broken
     * @param uncertainty of the value, in the limit's unit; 0 if unknown
     */
    static Drawing of(
            double value, Limit limit, boolean atLeast, double most, boolean broken, double uncertainty, Words words) {
        double bound = at(limit.value(), most);
        double edge = at(limit.edge(atLeast), most);
        double x = at(value, most);
        DrawingBuilder drawing = DrawingBuilder.decoration(190, 36);
        drawing.path("ax", "M~ ~H~", FROM, Y, TO);
        drawing.rect("g-tolerance", Math.min(bound, edge), Y - 5, Math.abs(bound - edge), 10);
        if (uncertainty > 0) {
            double from = at(value - uncertainty, most);
            drawing.rect("g-error", from, Y - 2.5, at(value + uncertainty, most) - from, 5);
        }
        drawing.path("g-limit", "M~ ~V~", bound, Y - 10, Y + 10);
        drawing.text("g-label", (bound + edge) / 2, Y + 22, label(limit, atLeast, words));
        drawing.circle(broken ? "g-hollow" : "g-solid", x, Y, broken ? 5.5 : 6.5);
        return drawing.build();
    }

    /** Returns the label of the limit; with a tolerance, the ends of the pale band. */
    private static String label(Limit limit, boolean atLeast, Words words) {
        String bound = words.amount(limit.value(), limit.unit());
        String edge = words.amount(limit.edge(atLeast), limit.unit());
        if (bound.equals(edge)) {
            return bound;
        }
        String lower = atLeast ? edge : bound;
        String upper = atLeast ? bound : edge;
        return lower.replaceAll("[^0-9.,]", "") + "–" + upper;
    }

    private static double at(double value, double most) {
        return FROM + Math.max(0, Math.min(1, value / most)) * (TO - FROM);
    }
}
