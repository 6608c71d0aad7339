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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Puts a repetition into the words and drawings of the page. */
final class RepViews {
    private final Words words;
    private final RuleWords rules;
    private final SessionWords session;
    private final RepDrawings figures;
    private final ProofWords proofs;

    RepViews(SessionWords session, RepDrawings figures, Words words) {
        this.words = words;
        this.rules = new RuleWords(words);
        this.session = session;
        this.proofs = session.proofs();
        this.figures = figures;
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
                figures.fell(rep).orElse(""),
                session.remarks(rep),
                RepMark.of(rep),
                strip(rep, faults),
                figures.of(rep),
                measured(rep),
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
        Double degrees = rep.peakElevation().get(side);
        return degrees == null ? "–" : words.degrees(degrees);
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

    private List<MeasuredRow> measured(Rep rep) {
        List<MeasuredRow> rows = new ArrayList<>();
        rep.checks().forEach((rule, check) -> {
            String name = Numbers.capital(words.rule(rule.kind()));
            if (rule.kind().coachesOnly() && !(check instanceof Check.Broken)) {
                return; // together, below: seven lines of 'probably good' hide what matters
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
        posture(rows, rep);
        squeeze(rows, rep.squeeze());
        return rows;
    }

    /** What is judged with a chance only and was not called a fault, gathered by what became of it. */
    private void posture(List<MeasuredRow> rows, Rep rep) {
        record PostureOutcome(Check check, boolean decides) {}
        Map<PostureOutcome, List<String>> outcomes = new LinkedHashMap<>();
        rep.checks().forEach((rule, check) -> {
            if (rule.kind().coachesOnly() && !(check instanceof Check.Broken)) {
                boolean decides = check instanceof Check.Ok && proofs.decides(rule);
                outcomes.computeIfAbsent(new PostureOutcome(check, decides), any -> new ArrayList<>())
                        .add(named(rule, check));
            }
        });
        outcomes.forEach((outcome, names) -> {
            Check check = outcome.check();
            String list = words.list(names);
            String told = told(check, outcome.decides());
            String note = check.notAssessable()
                    .map(why -> words.text(
                            "report.posture.unjudged",
                            "list",
                            list,
                            "why",
                            words.reason(why),
                            "remedy",
                            words.remedy(why)))
                    .orElseGet(() -> words.text(told, "list", list));
            rows.add(MeasuredRow.note(words.text("report.posture"), check.id(), note));
        });
    }

    private String named(FormRule rule, Check check) {
        if (check instanceof Check.Unchanged) {
            return words.text("report.unchanged." + rule.kind().id());
        }
        return check instanceof Check.Ok ? proofs.named(rule) : words.rule(rule.kind());
    }

    private static String told(Check check, boolean decides) {
        if (check instanceof Check.Ok) {
            return decides ? "report.posture.good-decides" : "report.posture.good";
        }
        return check instanceof Check.Unchanged ? "report.posture.unchanged" : "report.posture.not-watched";
    }

    /** How far and how long the shoulder blades were together; nothing where nothing watched for it. */
    private void squeeze(List<MeasuredRow> rows, Squeeze squeeze) {
        SqueezeWords told = new SqueezeWords(words);
        row(rows, "report.squeeze.share", squeeze.share().stream().boxed().map(told::share), squeeze.noShare());
        row(
                rows,
                "report.squeeze.held",
                squeeze.heldSeconds().stream().boxed().map(told::seconds),
                squeeze.noSeconds());
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
            Double degrees = rep.peakElevation().get(side);
            if (degrees != null) {
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
        double value = check.found().map(fault -> fault.value()).orElseGet(() -> value(rep, rule.kind()));
        boolean agrees = broken || !(atLeast ? limit.undercutBy(value) : limit.exceededBy(value));
        if (!Double.isFinite(value) || !agrees) {
            return new MeasuredRow(name, words.text("report.good"), "", wanted, Optional.empty(), check.id(), "");
        }
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

    /** What the repetition itself tells of a rule that it kept; no number where it does not. */
    private static double value(Rep rep, RuleKind kind) {
        return switch (kind) {
            case FAST_DESCENT -> rep.eccentricSeconds();
            case RANGE_OF_MOTION -> rep.range().orElse(Double.NaN);
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
