package formcheck.report;

import formcheck.exercise.Fault;
import formcheck.exercise.RuleKind;
import formcheck.session.Session;
import java.util.List;
import java.util.Optional;

/** The headline of a session: what was good first, if anything was, then the worst. */
final class SessionHeadline {
    private final Session session;
    private final Session.Counts counts;
    private final Words words;
    private final RuleWords rules;
    private final SessionFindings findings;
    private final List<String> trends;
    private final Optional<String> dropped;

    /**
     * @param trends what sagged in which set, as sentences
     * @param dropped what was not counted, as a sentence
     */
    SessionHeadline(
            Session session, SessionFindings findings, List<String> trends, Optional<String> dropped, Words words) {
        this.session = session;
        this.counts = session.counts();
        this.findings = findings;
        this.trends = trends;
        this.dropped = dropped;
        this.words = words;
        this.rules = new RuleWords(words);
    }

    /** The counts in one sentence. */
    String text() {
        int attempted = counts.attempted();
        if (attempted == 0) {
            return nothingSeen();
        }
        if (counts.unjudged() == attempted) {
            return words.plural(
                    "report.headline.none-judged", attempted, "reps", Numbers.capital(words.repetitions(attempted)));
        }
        List<SessionFindings.FaultGroup> faults = findings.leadingFaults();
        if (faults.isEmpty() && !trends.isEmpty()) {
            return trends.get(0);
        }
        if (counts.clean() == attempted && faults.isEmpty()) {
            return howeverQuick(
                    words.plural("report.headline.all-clean", attempted, "reps", words.repetitions(attempted)));
        }
        if (faults.isEmpty()) {
            return withoutFault();
        }
        SessionFindings.FaultGroup worst = faults.get(0);
        boolean every = worst.reps().size() == attempted && attempted > 1;
        String reps = every
                ? words.text("report.headline.every")
                : words.repetitions(worst.reps().size());
        List<Fault> spoken = every ? worst.faults().subList(0, 1) : worst.faults(); // 'every' goes with the singular
        String what = rules.together(worst.rule(), spoken, worst.faults());
        return goodNews()
                .filter(good -> trends.isEmpty())
                .map(good -> words.text("report.headline.but", "good", good, "reps", reps, "what", what))
                .orElseGet(() -> Numbers.capital(words.text("report.headline.fault", "reps", reps, "what", what)));
    }

    private String nothingSeen() {
        if (session.frames() == 0) {
            return words.text("report.headline.no-image");
        }
        if (session.framesWithPose() == 0) {
            return words.text("report.headline.nobody");
        }
        double blind = session.notAssessed().stream()
                .filter(SessionFindings::isTotal)
                .mapToDouble(spot -> spot.to() - spot.from())
                .sum();
        Optional<String> why = findings.mainReason().map(reason -> Numbers.inner(words.reason(reason)));
        if (why.isPresent() && blind > 0.5 * session.duration().toNanos() * 1e-9) {
            return words.text("report.headline.blind", "why", why.get());
        }
        if (dropped.isPresent()) {
            return words.text("report.headline.dropped", "dropped", dropped.get());
        }
        if (blind > 0) {
            return words.text("report.headline.partly");
        }
        return words.text(findings.armsMoved() ? "report.headline.other-movement" : "report.headline.nothing");
    }

    /** A good sentence, with what the pace takes from it. */
    private String howeverQuick(String clean) {
        int hurried = findings.hurried();
        if (hurried == 0) {
            return clean;
        }
        String reps = hurried > 1 && hurried == session.reps().size()
                ? words.text("report.quick.all")
                : words.plural("report.quick", hurried, "n", words.count(hurried));
        return words.text("report.headline.quick", "clean", clean.replaceFirst("[.]$", ""), "reps", reps);
    }

    private String withoutFault() {
        int judged = counts.attempted() - counts.unjudged();
        if (counts.clean() == judged) {
            return howeverQuick(
                    words.plural("report.headline.judged-clean", judged, "reps", words.repetitions(judged)));
        }
        if (counts.valid() == judged) {
            return words.text("report.headline.no-fault");
        }
        int incomplete = judged - counts.valid();
        return Numbers.capital(
                words.plural("report.headline.one-armed", incomplete, "reps", words.repetitions(incomplete)));
    }

    private Optional<String> goodNews() {
        boolean high = findings.kept(RuleKind.ELBOW_HEIGHT);
        boolean even = findings.kept(RuleKind.ASYMMETRY);
        if (high && even) {
            return Optional.of(words.text("report.good.high-even"));
        }
        if (findings.kept(RuleKind.FAST_DESCENT) && findings.calm()) {
            return Optional.of(words.text(high ? "report.good.high-slow" : "report.good.slow"));
        }
        if (high) {
            return Optional.of(words.text("report.good.high"));
        }
        return even ? Optional.of(words.text("report.good.even")) : Optional.empty();
    }
}
