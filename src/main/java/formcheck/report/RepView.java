package formcheck.report;

import formcheck.exercise.Check;
import formcheck.exercise.ElbowHeight;
import formcheck.exercise.Exercise;
import formcheck.exercise.FastDescent;
import formcheck.exercise.FormRule;
import formcheck.exercise.Limit;
import formcheck.exercise.Rep;
import formcheck.exercise.RuleKind;
import formcheck.exercise.Verdict;
import formcheck.motion.Side;
import formcheck.session.SaidCue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One repetition as the page shows it. Texts are plain and escaped by the template; {@code mark}, {@code figure} and the
 * gauges are drawings.
 *
 * @param said what was said about it and when
 * @param open whether it is shown open
 */
record RepView(
        int index,
        int set,
        String time,
        String left,
        String right,
        String range,
        String up,
        String hold,
        String down,
        String verdict,
        String verdictId,
        String title,
        List<String> remarks,
        String mark,
        String strip,
        String figure,
        List<Row> measured,
        List<String> said,
        boolean open) {

    /**
     * A measure of the repetition against its limit.
     *
     * @param value what was measured; empty where only whether it is good enough is known
     * @param wanted the limit with its tolerance
     * @param gauge a drawing, or empty
     * @param state {@code ok}, {@code fault}, {@code unjudged} or {@code notApplicable}
     * @param note in place of a value, or empty
     */
    record Row(String name, String value, String wanted, String gauge, String state, String note) {}

    static RepView of(Rep rep, Exercise exercise, List<SaidCue> said, boolean open) {
        Set<RuleKind> faults = RepMark.faults(rep);
        return new RepView(
                rep.index(),
                rep.set(),
                Figures.clock(rep.begin()),
                peak(rep, Side.LEFT),
                peak(rep, Side.RIGHT),
                Figures.degrees(rep.range()),
                rep.concentricSeconds().isPresent()
                        ? Figures.seconds(rep.concentricSeconds().getAsDouble())
                        : "–",
                Figures.seconds(rep.holdSeconds()),
                Figures.seconds(rep.eccentricSeconds()),
                TextReport.word(rep.verdict()),
                rep.verdict().id(),
                title(rep),
                SessionWords.remarks(rep),
                RepMark.of(rep),
                strip(rep, faults),
                ArmFigure.of(rep, exercise.elbowHeight().limit()),
                measured(rep),
                said.stream()
                        .map(cue -> "At %s: “%s”".formatted(clock(cue.at()), PlainText.visible(cue.text())))
                        .toList(),
                open);
    }

    private static String clock(double seconds) {
        double tenth = Math.floor(seconds * 10 + 1e-6) / 10;
        return Figures.clock(tenth) + "." + (long) Math.floor(tenth * 10 % 10 + 1e-6);
    }

    private static String peak(Rep rep, Side side) {
        Double degrees = rep.peakElevation().get(side);
        return degrees == null ? "–" : Figures.degrees(degrees);
    }

    private static String title(Rep rep) {
        String name = "Repetition " + rep.index() + " ";
        if (rep.verdict() == Verdict.UNJUDGED) {
            return name + "could not be judged";
        }
        return rep.faults().stream()
                .map(fault -> fault.rule().kind())
                .sorted((a, b) -> Boolean.compare(a != RuleKind.FAST_DESCENT, b != RuleKind.FAST_DESCENT))
                .findFirst()
                .map(kind -> name + RuleWords.brief(kind))
                .orElse(name
                        + switch (rep.verdict()) {
                            case CLEAN -> "was clean";
                            case VALID -> "is valid, though not all of it could be judged";
                            case ATTEMPTED, UNJUDGED -> "was attempted";
                        });
    }

    private static String strip(Rep rep, Set<RuleKind> faults) {
        if (RepMark.unjudged(rep)) {
            return "–";
        }
        return faults.contains(RuleKind.FAST_DESCENT) || faults.isEmpty()
                ? Figures.seconds(rep.eccentricSeconds())
                : RuleWords.measured(rep.faults().get(0));
    }

    private static List<Row> measured(Rep rep) {
        List<Row> rows = new ArrayList<>();
        rep.checks().forEach((rule, check) -> {
            String name = Figures.capital(RuleWords.name(rule.kind()));
            if (check instanceof Check.Unjudged unjudged) {
                rows.add(new Row(
                        name,
                        "",
                        "",
                        "",
                        check.id(),
                        "Could not judge. " + unjudged.reason().text() + " "
                                + unjudged.reason().remedy()));
            } else if (check instanceof Check.NotApplicable) {
                rows.add(new Row(name, "", "", "", check.id(), "Does not apply to this repetition."));
            } else if (rule instanceof ElbowHeight height) {
                arms(rows, rep, height, check);
            } else {
                rows.add(row(name, rep, rule, check));
            }
        });
        rows.addAll(SqueezeWords.rows(rep));
        return rows;
    }

    private static void arms(List<Row> rows, Rep rep, ElbowHeight rule, Check check) {
        for (Side side : Side.values()) {
            Double degrees = rep.peakElevation().get(side);
            if (degrees != null) {
                boolean low = check instanceof Check.Broken && rule.limit().undercutBy(degrees);
                rows.add(new Row(
                        side == Side.LEFT ? "Left elbow at the top" : "Right elbow at the top",
                        low
                                ? Figures.amountBeside(
                                        degrees,
                                        rule.limit().value() - rule.limit().tolerance(),
                                        rule.limit().unit())
                                : Figures.degrees(degrees),
                        wanted("at least", rule.limit()),
                        Gauge.of(degrees, rule.limit(), true, 180, low),
                        low ? "fault" : "ok",
                        ""));
            }
        }
    }

    private static Row row(String name, Rep rep, FormRule rule, Check check) {
        boolean broken = check instanceof Check.Broken;
        if (rule.kind().chance().isPresent()) {
            String value = check.found()
                    .map(fault -> RuleWords.measured(fault) + " sure it is not")
                    .orElse("probably good");
            return new Row(name, value, "a proxy, coached only", "", check.id(), "");
        }
        boolean atLeast = rule.kind() != RuleKind.ASYMMETRY && rule.kind() != RuleKind.TRUNK_SWING;
        Limit limit = check.found()
                .map(fault -> fault.limit())
                .orElseGet(() -> rule instanceof FastDescent descent
                        ? new Limit(
                                descent.secondsFor(rep.range()),
                                rule.limit().tolerance(),
                                rule.limit().unit())
                        : rule.limit());
        String wanted = wanted(atLeast ? "at least" : "at most", limit)
                + (rule.kind().coachesOnly() ? "; a proxy, coached only" : "");
        double value = check.found().map(fault -> fault.value()).orElseGet(() -> value(rep, rule.kind()));
        boolean agrees = broken || !(atLeast ? limit.undercutBy(value) : limit.exceededBy(value));
        if (!Double.isFinite(value) || !agrees) {
            return new Row(name, "good", wanted, "", check.id(), "");
        }
        return new Row(
                name,
                check.found().map(RuleWords::measured).orElseGet(() -> Figures.amount(value, limit.unit())),
                wanted,
                Gauge.of(value, limit, atLeast, scale(rule.kind()), broken),
                check.id(),
                "");
    }

    /** What the repetition itself tells of a rule that it kept; no number where it does not. */
    private static double value(Rep rep, RuleKind kind) {
        return switch (kind) {
            case FAST_DESCENT -> rep.eccentricSeconds();
            case RANGE_OF_MOTION -> rep.range();
            case ASYMMETRY ->
                Math.abs(rep.peakElevation().getOrDefault(Side.LEFT, Double.NaN)
                        - rep.peakElevation().getOrDefault(Side.RIGHT, Double.NaN));
            case ELBOW_HEIGHT, HALF_REPETITION -> Double.NaN;
            case ELBOWS_BACK, CHEST_OPENING, BLADE_SQUEEZE, SLOUCH, HEAD_FORWARD, SHRUG, LEANING_BACK, TRUNK_SWING ->
                Double.NaN;
        };
    }

    private static double scale(RuleKind kind) {
        return switch (kind) {
            case FAST_DESCENT -> 4;
            case ASYMMETRY -> 45;
            case HALF_REPETITION -> 110;
            case ELBOW_HEIGHT, RANGE_OF_MOTION -> 180;
            case ELBOWS_BACK, CHEST_OPENING, BLADE_SQUEEZE, SLOUCH, HEAD_FORWARD, SHRUG, LEANING_BACK -> 100;
            case TRUNK_SWING -> 30;
        };
    }

    private static String wanted(String word, Limit limit) {
        String tolerance = limit.tolerance() == 0
                ? ""
                : " (±\u00a0" + Figures.amount(limit.tolerance(), limit.unit()).replace(' ', '\u00a0') + ")";
        return word + " " + Figures.amount(limit.value(), limit.unit()) + tolerance;
    }
}
