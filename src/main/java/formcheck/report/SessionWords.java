package formcheck.report;

import formcheck.coach.SetAdvice;
import formcheck.exercise.DropReason;
import formcheck.exercise.Pace;
import formcheck.exercise.Rep;
import formcheck.exercise.Verdict;
import formcheck.motion.Reason;
import formcheck.session.DroppedMovement;
import formcheck.session.Session;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a session's figures say, in sentences: the good news first if it is true, then one thing to change. */
final class SessionWords {
    /** Repetitions that are named by their number before the rest is only counted. */
    private static final int NAMED = 6;

    /** Seconds of lowering to aim at: slow enough to be under control all the way. */
    static final double AIM_SECONDS = 3;

    /** What is to be changed although no repetition broke a rule. */
    private static final Set<SetAdvice.Kind> SAGS =
            Set.of(SetAdvice.Kind.TIRING, SetAdvice.Kind.SINKING, SetAdvice.Kind.HURRIED);

    private final Session session;
    private final Session.Counts counts;
    private final Words words;
    private final RuleWords rules;
    private final AdviceWords advice;
    private final SessionFindings findings;

    SessionWords(Session session, Words words) {
        this.session = session;
        this.counts = session.counts();
        this.words = words;
        this.rules = new RuleWords(words);
        this.advice = new AdviceWords(words);
        this.findings = new SessionFindings(session);
    }

    /** What was proven of the person. */
    ProofWords proofs() {
        return new ProofWords(session.exercise(), words);
    }

    SessionFindings findings() {
        return findings;
    }

    /** {@code 16 repetitions, 14 valid, 11 clean.} */
    String tally() {
        if (counts.attempted() == 0) {
            return headline();
        }
        return words.plural(
                "report.tally",
                counts.attempted(),
                "n",
                counts.attempted(),
                "valid",
                counts.valid(),
                "clean",
                counts.clean(),
                "more",
                counts.unjudged() == 0 ? "" : words.text("report.tally.more", "n", counts.unjudged()));
    }

    /** The numbers in one sentence. */
    String headline() {
        return new SessionHeadline(session, findings, trends(), dropped(), words).text();
    }

    /** What is said after a set. */
    AdviceWords advice() {
        return advice;
    }

    /** {@code 4 movements not counted: arms swung forward 3, one arm stayed down 1.} Empty if everything was counted. */
    Optional<String> dropped() {
        Map<DropReason, List<DroppedMovement>> dropped = findings.dropped();
        int all = session.dropped().size();
        String list = dropped.entrySet().stream()
                .map(group -> dropped.size() == 1
                        ? words.dropped(group.getKey())
                        : words.text(
                                "advice.dropped.times",
                                "why",
                                words.dropped(group.getKey()),
                                "n",
                                group.getValue().size()))
                .collect(Collectors.joining(", "));
        return all == 0 ? Optional.empty() : Optional.of(words.plural("advice.dropped", all, "n", all, "list", list));
    }

    /** What sagged in which set, a sentence or two each. */
    List<String> trends() {
        boolean several = session.reps().stream().map(Rep::set).distinct().count() > 1;
        return findings.trends().stream()
                .map(change -> several
                        ? words.text("advice.trend.in-set", "n", change.set(), "what", advice.told(change.trend()))
                        : advice.told(change.trend()))
                .toList();
    }

    /** The pace of a repetition as a word. */
    String pace(Rep rep) {
        return words.text("report.pace." + Pace.of(rep).id());
    }

    /** {@code 10 controlled, 2 quick}. */
    String paces() {
        return findings.paces().entrySet().stream()
                .map(grade -> grade.getValue() + " "
                        + words.text("report.pace." + grade.getKey().id()))
                .collect(Collectors.joining(", "));
    }

    /** In how many repetitions. */
    String reps(SessionFindings.PostureBlindness blind) {
        return inRepetitions(blind.reps());
    }

    private String inRepetitions(int reps) {
        return reps == counts.attempted()
                ? words.text("report.posture.all")
                : words.plural("report.posture.in", reps, "n", reps, "all", counts.attempted());
    }

    /** What of posture got no worse, and in how many repetitions. */
    Optional<String> unchanged() {
        List<String> told = new ArrayList<>();
        findings.unchanged()
                .forEach((rule, reps) ->
                        told.add(words.text("report.unchanged." + rule.id()) + " (" + inRepetitions(reps) + ")"));
        return told.isEmpty()
                ? Optional.empty()
                : Optional.of(words.text("report.posture.unchanged", "list", words.list(told)));
    }

    /** The rules that it is about. */
    String rules(SessionFindings.PostureBlindness blind) {
        return words.list(blind.rules().stream().map(words::rule).toList());
    }

    /** What stands behind the headline: counts, pace, the faults by their repetitions. */
    String lede() {
        List<String> sentences = new ArrayList<>();
        if (counts.attempted() == 0) {
            findings.mainBlindness()
                    .map(reason -> Numbers.inner(words.reason(reason)))
                    .filter(reason -> !headline().contains(reason))
                    .ifPresent(reason -> sentences.add(words.text("report.lede.partly", "why", reason)));
            dropped().filter(sentence -> !headline().contains(sentence)).ifPresent(sentences::add);
            sentences.add(words.text("report.lede.nothing"));
            return String.join(" ", sentences);
        }
        String headline = headline();
        trends().stream().filter(sentence -> !headline.equals(sentence)).forEach(sentences::add);
        if (counts.unjudged() == counts.attempted()) {
            SessionFindings.mainObstacle(session.reps()).ifPresent(reason -> sentences.add(words.reason(reason)));
        } else {
            sentences.add(words.text(
                    "report.lede.counts",
                    "clean",
                    counts.clean(),
                    "attempted",
                    counts.attempted(),
                    "valid",
                    counts.valid()));
            Numbers.median(session.reps().stream().map(Rep::eccentricSeconds).toList())
                    .ifPresent(down -> sentences.add(words.text(
                            "report.lede.down",
                            "seconds",
                            words.seconds(down),
                            "aim",
                            words.amount(AIM_SECONDS, "s").replaceAll("[.,]0", ""))));
            new SqueezeWords(words)
                    .usual(session.reps())
                    .ifPresent(squeeze -> sentences.add(words.text("report.lede.squeeze", "squeeze", squeeze)));
        }
        for (SessionFindings.FaultGroup group : findings.faults()) {
            sentences.add(words.text(
                    "report.lede.fault",
                    "reps",
                    numbered(group.reps()),
                    "what",
                    rules.spread(group.rule(), group.faults())));
        }
        List<Rep> unjudged = session.reps().stream()
                .filter(rep -> rep.verdict() == Verdict.NOT_ASSESSED)
                .toList();
        if (!unjudged.isEmpty() && unjudged.size() < counts.attempted()) {
            Optional<Reason> why = SessionFindings.mainObstacle(unjudged);
            sentences.add(
                    why.isPresent()
                            ? words.text(
                                    "report.lede.unjudged-why",
                                    "reps",
                                    numbered(unjudged),
                                    "why",
                                    Numbers.inner(words.reason(why.get())))
                            : words.text("report.lede.unjudged", "reps", numbered(unjudged)));
        }
        dropped().ifPresent(sentences::add);
        return String.join(" ", sentences);
    }

    private String numbered(List<Rep> reps) {
        List<String> names = reps.stream()
                .limit(NAMED)
                .map(rep -> Integer.toString(rep.index()))
                .collect(Collectors.toList());
        if (reps.size() > NAMED) {
            names.add(words.text("report.more", "n", reps.size() - NAMED));
        }
        return words.plural("report.numbered", reps.size(), "list", words.list(names));
    }

    /** The one thing to do next time. */
    String next() {
        List<SessionFindings.FaultGroup> faults = findings.leadingFaults();
        if (counts.unjudged() * 2 > counts.attempted() || counts.attempted() == 0) {
            return SessionFindings.mainObstacle(session.reps())
                    .or(findings::mainBlindness)
                    .map(words::remedy)
                    .orElseGet(() -> words.text(
                            session.dropped().isEmpty() && !findings.armsMoved()
                                    ? "report.next.face"
                                    : "report.next.dropped"));
        }
        if (!faults.isEmpty()) {
            SessionFindings.FaultGroup worst = faults.get(0);
            return rules.advice(worst.rule(), worst.faults());
        }
        if (SAGS.contains(findings.advice().kind())) {
            return words.text("report.next." + findings.advice().kind().id());
        }
        if (counts.clean() < counts.attempted()) {
            return SessionFindings.mainObstacle(session.reps())
                    .map(words::remedy)
                    .orElseGet(() -> words.text("report.next.both-down"));
        }
        int longest = session.reps().stream()
                .collect(Collectors.groupingBy(Rep::set, Collectors.summingInt(rep -> 1)))
                .values()
                .stream()
                .max(Comparator.naturalOrder())
                .orElse(0);
        int fewest = session.exercise().fewestRepetitions();
        return longest < fewest
                ? words.text(
                        "report.next.more",
                        "from",
                        fewest,
                        "to",
                        session.exercise().mostRepetitions())
                : findings.advice().kind() == SetAdvice.Kind.CLEAN
                        ? words.text("report.next.load")
                        : advice.action(findings.advice());
    }

    /** What was wrong with a repetition or could not be judged, each with measured value and limit. */
    List<String> remarks(Rep rep) {
        List<String> remarks = new ArrayList<>();
        Map<Reason, List<String>> unjudged = new LinkedHashMap<>();
        rep.checks().forEach((rule, check) -> {
            check.found().ifPresent(fault -> remarks.add(rules.fault(fault, rep)));
            check.notAssessable()
                    .filter(reason -> !rule.kind().coachesOnly()) // told of the session, once
                    .ifPresent(reason -> unjudged.computeIfAbsent(reason, key -> new ArrayList<>())
                            .add(words.rule(rule.kind())));
        });
        unjudged.forEach((reason, names) -> remarks.add(words.text(
                "report.remark.unjudged", "what", words.list(names), "why", Numbers.inner(words.reason(reason)))));
        if (remarks.isEmpty() && rep.verdict() == Verdict.ATTEMPTED) {
            remarks.add(words.text("report.remark.one-arm"));
        }
        return remarks;
    }

    /** {@code 0:12–0:15, 0:20–0:22 and 30 more}. */
    String times(SessionFindings.Blindness blind) {
        return times(blind.spots().stream()
                .map(spot -> range(spot.from(), spot.to()))
                .toList());
    }

    /** When movements were made that were not counted. */
    String times(Map.Entry<DropReason, List<DroppedMovement>> dropped) {
        return times(dropped.getValue().stream()
                .map(movement -> range(movement.from(), movement.to()))
                .toList());
    }

    private static String range(double fromSeconds, double toSeconds) {
        String from = Numbers.clock(fromSeconds);
        String to = Numbers.clock(toSeconds);
        return from.equals(to) ? from : from + "–" + to;
    }

    private String times(List<String> ranges) {
        List<String> named = ranges.stream().limit(NAMED).collect(Collectors.toList());
        if (ranges.size() > NAMED) {
            named.add(words.text("report.more", "n", ranges.size() - NAMED));
        }
        return words.list(named);
    }
}
