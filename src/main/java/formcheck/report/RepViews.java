package formcheck.report;

import formcheck.exercise.Check;
import formcheck.exercise.ElbowHeight;
import formcheck.exercise.FastDescent;
import formcheck.exercise.Fault;
import formcheck.exercise.FormRule;
import formcheck.exercise.Limit;
import formcheck.exercise.Rep;
import formcheck.exercise.RuleKind;
import formcheck.exercise.Squeeze;
import formcheck.exercise.Verdict;
import formcheck.motion.Reason;
import formcheck.motion.Side;
import formcheck.report.RepView.MeasuredRow;
import formcheck.report.RepView.Play;
import formcheck.session.SaidCue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

/** Converts repetitions to texts and drawings for the templates. */
final class RepViews {
    private final Words words;
    private final RuleWords rules;
    private final SessionWords session;
    private final RepDrawings drawings;
    private final ProofWords proofs;
    private final PostureRow posture;

    RepViews(SessionWords session, RepDrawings drawings, Words words) {
        this.words = words;
        this.rules = new RuleWords(words);
        this.session = session;
        this.proofs = session.proofs();
        this.posture = new PostureRow(words, session.proofs());
        this.drawings = drawings;
    }

    RepView of(Rep rep, List<SaidCue> said, boolean open) {
        Set<RuleKind> faults = RepMark.faults(rep);
        String up = words.orUnseen(rep.concentricSeconds());
        String hold = words.seconds(rep.holdSeconds());
        String down = words.seconds(rep.eccentricSeconds());
        return new RepView(
                rep.index(),
                rep.set(),
                Numbers.clock(rep.begin()),
                plays(rep),
                peak(rep, Side.LEFT),
                peak(rep, Side.RIGHT),
                rep.range().stream().mapToObj(words::degrees).findFirst().orElse("–"),
                words.text("report.timing", "up", up, "hold", hold, "down", down, "pace", session.pace(rep)),
                up,
                hold,
                down,
                words.text("report.verdict." + rep.verdict().id()),
                rep.verdict().id(),
                title(rep),
                drawings.fell(rep).orElse(""),
                session.remarks(rep),
                RepMark.of(rep),
                strip(rep, faults),
                drawings.of(rep),
                measured(rep, false),
                measured(rep, true),
                said.stream()
                        .map(cue ->
                                words.text("report.said-at", "time", clock(cue.at()), "words", words.said(cue.text())))
                        .toList(),
                RepMark.tells(rep),
                open);
    }

    private List<Play> plays(Rep rep) {
        List<Play> plays = new ArrayList<>();
        plays.add(new Play(Numbers.fixed(rep.begin(), 2), words.text("report.play", "n", rep.index())));
        for (Fault fault : rep.faults()) {
            String what = rules.brief(fault.rule().kind());
            plays.add(new Play(Numbers.fixed(fault.from(), 2), words.text("report.play.fault", "what", what)));
        }
        return plays;
    }

    private static String clock(double seconds) {
        double tenth = Math.floor(seconds * 10 + 1e-6) / 10;
        return Numbers.clock(tenth) + "." + (long) Math.floor(tenth * 10 % 10 + 1e-6);
    }

    private String peak(Rep rep, Side side) {
        OptionalDouble degrees = rep.peakElevation(side);
        return degrees.isPresent() ? words.degrees(degrees.getAsDouble()) : "–";
    }

    private String title(Rep rep) {
        return rep.faults().stream()
                .map(fault -> fault.rule().kind())
                .filter(kind -> rep.verdict() != Verdict.NOT_ASSESSED)
                .sorted((a, b) -> Boolean.compare(a != RuleKind.FAST_DESCENT, b != RuleKind.FAST_DESCENT))
                .findFirst()
                .map(kind -> words.text("report.title.fault", "n", rep.index(), "what", rules.brief(kind)))
                .orElseGet(() -> words.text("report.title." + rep.verdict().id(), "n", rep.index()));
    }

    private String strip(Rep rep, Set<RuleKind> faults) {
        if (RepMark.unjudged(rep)) {
            return "–";
        }
        return faults.contains(RuleKind.FAST_DESCENT) || faults.isEmpty()
                ? words.seconds(rep.eccentricSeconds())
                : rules.measured(rep.faults().get(0));
    }

    private List<MeasuredRow> measured(Rep rep, boolean printed) {
        List<MeasuredRow> rows = new ArrayList<>();
        rep.checks().forEach((rule, check) -> {
            String name = Numbers.capital(words.rule(rule.kind()));
            if (rule.kind().coachesOnly() && !(check instanceof Check.Broken)) {
                return; // all in one row, below
            }
            if (check instanceof Check.NotAssessed unjudged) {
                rows.add(MeasuredRow.note(name, check.id(), couldNotJudge(unjudged.reason())));
            } else if (check instanceof Check.NotApplicable) {
                rows.add(MeasuredRow.note(name, check.id(), words.text("report.not-applicable")));
            } else if (rule instanceof ElbowHeight height) {
                arms(rows, rep, height, check);
            } else {
                rows.add(row(name, rep, rule, check));
            }
        });
        posture.of(rep, printed).ifPresent(rows::add);
        squeeze(rows, rep.squeeze(), printed);
        return rows;
    }

    /** Adds degree and duration of the scapular retraction; nothing where it was not measured. */
    private void squeeze(List<MeasuredRow> rows, Squeeze squeeze, boolean printed) {
        SqueezeWords told = new SqueezeWords(words);
        row(
                rows,
                "report.squeeze.share",
                squeeze.share().stream().boxed().map(told::share),
                printed ? Optional.empty() : squeeze.noShare());
        row(
                rows,
                "report.squeeze.held",
                squeeze.heldSeconds().stream().boxed().map(told::seconds),
                printed ? Optional.empty() : squeeze.noSeconds());
    }

    private void row(List<MeasuredRow> rows, String name, Stream<String> value, Optional<Reason> why) {
        value.forEach(told -> rows.add(
                new MeasuredRow(words.text(name), told, "", words.text("report.proxy"), Optional.empty(), "ok", "")));
        why.filter(reason -> reason != Reason.NOT_WATCHED)
                .ifPresent(reason -> rows.add(MeasuredRow.note(words.text(name), "unjudged", couldNotJudge(reason))));
    }

    private String couldNotJudge(Reason reason) {
        return words.text("report.could-not-judge", "why", words.reason(reason), "remedy", words.remedy(reason));
    }

    private void arms(List<MeasuredRow> rows, Rep rep, ElbowHeight rule, Check check) {
        Limit limit = rule.limit();
        for (Side side : Side.values()) {
            OptionalDouble peak = rep.peakElevation(side);
            if (peak.isPresent()) {
                double degrees = peak.getAsDouble();
                boolean low = check instanceof Check.Broken && limit.undercutBy(degrees);
                rows.add(new MeasuredRow(
                        words.text(side == Side.LEFT ? "report.top.left" : "report.top.right"),
                        low
                                ? words.amountBeside(degrees, limit.value() - limit.tolerance(), limit.unit())
                                : words.degrees(degrees),
                        error(Uncertainty.of(limit.unit(), false), limit.unit()),
                        wanted(true, limit),
                        Optional.of(
                                Gauge.of(degrees, limit, true, 180, low, Uncertainty.of(limit.unit(), false), words)),
                        low ? "fault" : "ok",
                        ""));
            }
        }
    }

    private MeasuredRow row(String name, Rep rep, FormRule rule, Check check) {
        boolean broken = check instanceof Check.Broken;
        if (rule.kind().probability().isPresent()) {
            String value = check.found()
                    .map(fault -> words.text("report.sure-not", "value", rules.measured(fault)))
                    .orElse("");
            String what = proofs.beside(rule).orElseGet(() -> words.text("report.proxy"));
            return new MeasuredRow(name, value, "", what, Optional.empty(), check.id(), "");
        }
        boolean atLeast = rule.kind().wantsAtLeast();
        Limit limit = check.found()
                .map(fault -> fault.limit())
                .orElseGet(
                        () -> rule instanceof FastDescent descent && rep.range().isPresent()
                                ? descent.limitFor(rep.range().getAsDouble())
                                : rule.limit());
        String wanted = wanted(atLeast, limit) + (rule.kind().coachesOnly() ? "; " + words.text("report.proxy") : "");
        OptionalDouble measured = check
                .found()
                .map(fault -> OptionalDouble.of(fault.value()))
                .orElseGet(() -> value(rep, rule.kind()))
                .stream()
                .filter(Double::isFinite)
                .filter(value -> broken || !(atLeast ? limit.undercutBy(value) : limit.exceededBy(value)))
                .findFirst();
        if (measured.isEmpty()) {
            return new MeasuredRow(name, words.text("report.good"), "", wanted, Optional.empty(), check.id(), "");
        }
        double value = measured.getAsDouble();
        double uncertainty = Uncertainty.of(limit.unit(), true);
        return new MeasuredRow(
                name,
                check.found().map(rules::measured).orElseGet(() -> words.amount(value, limit.unit())),
                error(uncertainty, limit.unit()),
                wanted,
                Optional.of(Gauge.of(value, limit, atLeast, scale(rule.kind()), broken, uncertainty, words)),
                check.id(),
                "");
    }

    private String error(double uncertainty, String unit) {
        return uncertainty > 0 ? "±\u00a0" + words.amount(uncertainty, unit).replace(' ', '\u00a0') : "";
    }

    /** Returns the measured value for a rule without a fault; empty if the repetition has none. */
    private static OptionalDouble value(Rep rep, RuleKind kind) {
        return switch (kind) {
            case FAST_DESCENT -> OptionalDouble.of(rep.eccentricSeconds());
            case RANGE_OF_MOTION -> rep.range();
            case ASYMMETRY -> rep.peakDifference();
            case ELBOW_HEIGHT, HALF_REPETITION -> OptionalDouble.empty();
            case ELBOWS_BACK, CHEST_OPENING, BLADE_SQUEEZE, SLOUCH, HEAD_FORWARD, SHRUG, LEANING_BACK, TRUNK_SWING ->
                OptionalDouble.empty();
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

    private String wanted(boolean atLeast, Limit limit) {
        String bound = words.text(
                atLeast ? "report.wanted.least" : "report.wanted.most",
                "bound",
                words.amount(limit.value(), limit.unit()).replace(' ', '\u00a0'));
        return limit.tolerance() == 0
                ? bound
                : bound + "; "
                        + words.text(
                                atLeast ? "report.tolerance" : "report.tolerance.most",
                                "edge",
                                words.amount(limit.edge(atLeast), limit.unit()).replace(' ', '\u00a0'));
    }
}
