package formcheck.report;

import formcheck.exercise.BodySide;
import formcheck.exercise.Check;
import formcheck.exercise.Fault;
import formcheck.exercise.Limit;
import formcheck.exercise.Rep;
import formcheck.exercise.RuleKind;
import formcheck.exercise.Verdict;
import formcheck.session.CurvePoint;
import formcheck.session.NotAssessedPeriod;
import formcheck.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * Draws the session over time: both elevations in degrees over seconds, the height limit with its tolerance, the repetitions by
 * number, their faults by shape, their descents by pace. Splits a long session into rows, and simplifies its lines, so that an
 * hour fits a page.
 */
final class SessionChart {
    /** A session up to this long is one row, seconds. */
    private static final double ONE_ROW = 110;

    private static final double ROW = 75;
    private static final double SHORTEST_ROW = 15;
    private static final int MOST_ROWS = 12;
    private static final int MOST_POINTS = 8000;

    private static final double WIDTH = 1120;
    private static final double HEIGHT = 264;
    private static final double LEFT = 56;
    private static final double RIGHT = 1108;
    private static final double TOP = 52;
    private static final double BASE = 226;
    private static final double GAP_BETWEEN_LABELS = 6;
    /** Half the width of a number, with a gap. */
    private static final double NEIGHBOUR = 16;

    private final Session session;
    private final Words words;
    private final RuleWords rules;
    private final CurveLine left;
    private final CurveLine right;
    private final double duration;
    private final int rows;
    private final double span;
    private final double highest;

    SessionChart(Session session, Words words) {
        this.session = session;
        this.words = words;
        this.rules = new RuleWords(words);
        left = new CurveLine(session.curve(), CurvePoint::left);
        right = new CurveLine(session.curve(), CurvePoint::right);
        duration = Math.max(
                session.duration().toNanos() * 1e-9,
                session.reps().stream().mapToDouble(Rep::bottom).max().orElse(0));
        rows = duration <= ONE_ROW ? 1 : (int) Math.min(MOST_ROWS, Math.ceil(duration / ROW));
        span = Math.max(SHORTEST_ROW, duration / rows);
        double seen = session.curve().stream()
                .flatMapToDouble(point -> DoubleStream.concat(point.left().stream(), point.right().stream()))
                .filter(Double::isFinite)
                .max()
                .orElse(0);
        double limit = session.exercise().elbowHeight().limit().value();
        highest = Math.min(180, Math.max(135, 45 * Math.ceil(Math.max(seen + 4, limit + 20) / 45)));
    }

    /** Returns the rows in order, each a drawing of its own; none without a curve. */
    List<Drawing> drawings() {
        List<Drawing> drawings = new ArrayList<>();
        boolean anything = session.curve().stream()
                .anyMatch(point -> point.left().isPresent() || point.right().isPresent());
        for (int row = 0; anything && row < rows; row++) {
            drawings.add(row(row));
        }
        return drawings;
    }

    private Drawing row(int row) {
        double from = row * span;
        double to = from + span;
        List<Rep> reps = session.reps().stream()
                .filter(rep -> rep.top() >= from && (rep.top() < to || row == rows - 1))
                .toList();
        DrawingBuilder drawing = DrawingBuilder.described(
                "chart" + row,
                WIDTH,
                HEIGHT,
                words.text(
                        "report.chart.title", "from", Numbers.clock(from), "to", Numbers.clock(Math.min(to, duration))),
                description(reps));
        frame(drawing, from, to);
        notAssessed(drawing, from, to);
        int most = Math.max(60, MOST_POINTS / (2 * rows));
        line(drawing, "c-right", right.between(from, to), from, most);
        line(drawing, "c-left", left.between(from, to), from, most);
        for (Rep rep : session.reps()) {
            if (rep.bottom() > from && rep.eccentricStart() < to) {
                descent(drawing, rep, from, to);
            }
        }
        marks(drawing, reps, from);
        return drawing.build();
    }

    private String description(List<Rep> reps) {
        if (reps.isEmpty()) {
            return words.text("report.chart.none");
        }
        List<String> sentences = new ArrayList<>();
        sentences.add(words.text(
                "report.chart.reps",
                "from",
                reps.get(0).index(),
                "to",
                reps.get(reps.size() - 1).index()));
        double[] peaks = reps.stream()
                .flatMapToDouble(rep -> rep.peakElevation().values().stream().mapToDouble(Double::doubleValue))
                .toArray();
        if (peaks.length > 0) {
            sentences.add(words.text(
                    "report.chart.tops",
                    "least",
                    words.degrees(DoubleStream.of(peaks).min().orElse(0)),
                    "most",
                    words.degrees(DoubleStream.of(peaks).max().orElse(0))));
        }
        List<String> faulty = reps.stream()
                .filter(rep -> !rep.faults().isEmpty())
                .map(rep -> Integer.toString(rep.index()))
                .toList();
        sentences.add(
                faulty.isEmpty()
                        ? words.text("report.chart.no-faults")
                        : words.text("report.chart.faults", "list", words.list(faulty)));
        return String.join(" ", sentences);
    }

    private void frame(DrawingBuilder drawing, double from, double to) {
        Limit limit = session.exercise().elbowHeight().limit();
        drawing.rect(
                "c-band",
                LEFT,
                y(limit.value()),
                RIGHT - LEFT,
                y(limit.value() - limit.tolerance()) - y(limit.value()));
        for (int degrees = 0; degrees <= highest; degrees += 45) {
            if (Math.abs(degrees - limit.value()) > 12) {
                drawing.path("grid", "M~ ~H~", LEFT, y(degrees), RIGHT);
                drawing.text("lab end", LEFT - 8, y(degrees) + 5, degrees + "°");
            }
        }
        drawing.path("lim", "M~ ~H~", LEFT, y(limit.value()), RIGHT);
        drawing.text("labs end", LEFT - 8, y(limit.value()) + 5, Numbers.degrees(limit.value()));
        double step = tickStep(span);
        for (double tick = Math.ceil(from / step) * step; tick <= to + 1e-6; tick += step) {
            drawing.path("ax", "M~ ~v5", x(tick, from), BASE);
            drawing.text("lab", Math.min(x(tick, from), RIGHT - 14), BASE + 24, Numbers.clock(tick));
        }
    }

    private static double tickStep(double span) {
        for (double step : new double[] {1, 2, 5, 10, 20, 30, 60, 120, 300, 600}) {
            if (span / step <= 12) {
                return step;
            }
        }
        return 1800;
    }

    private void notAssessed(DrawingBuilder drawing, double from, double to) {
        for (NotAssessedPeriod spot : session.notAssessed()) {
            if (SessionFindings.isTotal(spot) && spot.to() > from && spot.from() < to) {
                double start = x(Math.max(from, spot.from()), from);
                double end = x(Math.min(to, spot.to()), from);
                drawing.rect("c-blind", start, TOP - 6, Math.max(2, end - start), BASE - TOP + 6);
                if (end - start > 76) {
                    drawing.text("c-blind-label", (start + end) / 2, BASE - 8, words.text("report.key.unjudged"));
                }
            }
        }
    }

    private void line(
            DrawingBuilder drawing, String style, List<List<CurveLine.DrawingPoint>> stretches, double from, int most) {
        int points = stretches.stream().mapToInt(List::size).sum();
        StringBuilder d = new StringBuilder();
        for (List<CurveLine.DrawingPoint> stretch : stretches) {
            int share = Math.max(2, (int) Math.ceil((double) most * stretch.size() / Math.max(1, points)));
            append(d, stretch, from, share);
        }
        if (d.length() > 0) {
            drawing.path(style, d.toString());
        }
    }

    private void append(StringBuilder d, List<CurveLine.DrawingPoint> stretch, double from, int most) {
        List<CurveLine.DrawingPoint> drawn = stretch.stream()
                .map(point -> new CurveLine.DrawingPoint(x(point.x(), from), y(point.y())))
                .toList();
        char command = 'M';
        for (CurveLine.DrawingPoint point : CurveLine.thinned(drawn, most)) {
            d.append(command).append(DrawingBuilder.fill("~ ~", point.x(), point.y()));
            command = 'L';
        }
    }

    private void descent(DrawingBuilder drawing, Rep rep, double from, double to) {
        double start = Math.max(from, rep.eccentricStart());
        double end = Math.min(to, rep.bottom());
        Optional<Fault> fast = rep.faults().stream()
                .filter(fault -> fault.rule().kind() == RuleKind.FAST_DESCENT)
                .findFirst();
        boolean byRight = fast.map(fault -> fault.side() == BodySide.RIGHT).orElse(false);
        List<List<CurveLine.DrawingPoint>> way = (byRight ? right : left).between(start, end);
        if (way.isEmpty()) {
            way = (byRight ? left : right).between(start, end);
        }
        StringBuilder d = new StringBuilder();
        for (List<CurveLine.DrawingPoint> stretch : way) {
            append(d, stretch, from, 24);
        }
        if (d.length() == 0) {
            return;
        }
        if (fast.isPresent()) {
            drawing.path("c-fast", d.toString()).path("c-core", d.toString());
        } else if (unjudged(rep)) {
            drawing.path("c-under", d.toString()).path("c-unjudged", d.toString());
        } else {
            drawing.path("c-slow", d.toString());
        }
    }

    private static boolean unjudged(Rep rep) {
        return rep.verdict() == Verdict.NOT_ASSESSED
                || rep.checks().entrySet().stream()
                        .anyMatch(check -> check.getKey().kind() == RuleKind.FAST_DESCENT
                                && check.getValue() instanceof Check.NotAssessed);
    }

    /** Draws marks and numbers of the repetitions. Where not every number fits, repetitions with a fault come first. */
    private void marks(DrawingBuilder drawing, List<Rep> reps, double from) {
        List<double[]> taken = new ArrayList<>();
        for (boolean telling : new boolean[] {true, false}) {
            for (Rep rep : reps) {
                if (telling == RepMark.tells(rep)) {
                    double x = x((rep.top() + rep.eccentricStart()) / 2, from);
                    RepMark.onChart(drawing, rep, x, 17);
                    number(drawing, rep, x, reps, from, taken);
                }
            }
        }
    }

    private void number(DrawingBuilder drawing, Rep rep, double x, List<Rep> reps, double from, List<double[]> taken) {
        String number = Integer.toString(rep.index());
        String full = number + firstValue(rep).map(value -> ": " + value).orElse("");
        boolean roomy = reps.stream()
                .filter(other -> other.index() != rep.index())
                .mapToDouble(other -> Math.abs(x((other.top() + other.eccentricStart()) / 2, from) - x))
                .allMatch(distance -> distance > width(full) / 2 + NEIGHBOUR);
        String label = roomy ? full : number;
        double start = x - width(label) / 2;
        double end = x + width(label) / 2 + GAP_BETWEEN_LABELS;
        if (taken.stream().allMatch(other -> end <= other[0] || start >= other[1])) {
            drawing.text(RepMark.tells(rep) ? "labs" : "lab", x, 36, label);
            taken.add(new double[] {start, end});
        }
    }

    private Optional<String> firstValue(Rep rep) {
        return rep.faults().stream()
                .filter(fault -> fault.rule().kind() == RuleKind.FAST_DESCENT)
                .findFirst()
                .or(() -> rep.faults().stream().findFirst())
                .map(rules::measured);
    }

    private static double width(String label) {
        return 7.6 * label.length();
    }

    private double x(double seconds, double from) {
        return LEFT + (seconds - from) / span * (RIGHT - LEFT);
    }

    private double y(double degrees) {
        return BASE - Math.max(0, Math.min(highest, degrees)) / highest * (BASE - TOP);
    }
}
