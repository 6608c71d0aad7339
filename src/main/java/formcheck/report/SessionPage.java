package formcheck.report;

import formcheck.coach.SetAdvice;
import formcheck.exercise.Check;
import formcheck.exercise.Rep;
import formcheck.exercise.RuleKind;
import formcheck.session.KeptSession;
import formcheck.session.KeptSet;
import formcheck.session.SaidCue;
import formcheck.session.Session;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The model of a session for the report templates. */
final class SessionPage {

    /** A kind of mark and its meaning. */
    record MarkKey(Drawing mark, String meaning) {}

    /** What was not assessed, why, when, and what helps. */
    record UnjudgedView(String what, String why, String when, String remedy) {}

    /** A kind of movement that was not counted, and when. */
    record Dropped(String what, String when) {}

    /**
     * The repetitions of one set.
     *
     * @param told the text after the set
     */
    record SetView(String title, String strip, String told, List<RepView> reps) {
        private static final int A_LINE = 20;

        /** Splits the repetitions into lines that fit a sheet of paper. */
        public List<List<RepView>> lines() {
            List<List<RepView>> lines = new ArrayList<>();
            for (int i = 0; i < reps.size(); i += A_LINE) {
                lines.add(reps.subList(i, Math.min(reps.size(), i + A_LINE)));
            }
            return lines;
        }
    }

    private final Session session;
    private final Optional<KeptSession> kept;
    private final Words words;
    private final SessionWords said;
    private final RepViews views;

    /**
     * @param kept the stored session, if it is stored
     * @param embedded whether stills are embedded in the page
     */
    SessionPage(Session session, Optional<KeptSession> kept, RepPictures pictures, boolean embedded, Words words) {
        this.session = session;
        this.kept = kept;
        this.words = words;
        this.said = new SessionWords(session, words);
        this.views = new RepViews(said, new RepDrawings(session, pictures, embedded, words), words);
    }

    Map<String, Object> model() {
        Map<String, Object> model = new LinkedHashMap<>();
        OriginWords origin = new OriginWords(session, kept, words);
        model.put("t", words.all());
        model.put("language", words.language().tag());
        model.put("origin", origin.origin());
        model.put("headline", together(said.headline()));
        model.put("lede", together(said.lede()));
        model.put("next", said.next());
        model.put("pain", origin.pain());
        model.put("warning", origin.warning());
        model.put(
                "damage",
                session.damage()
                        .map(damage -> words.damage(PlainText.visible(damage)))
                        .orElse(""));
        model.put("cutOff", kept.isPresent() && !kept.get().finished());
        List<SetView> sets = sets();
        model.put("timeTitle", words.text(sets.size() > 1 ? "report.session-over-time" : "report.over-time"));
        model.put("charts", new SessionChart(session, words).drawings());
        model.put("lines", ChartKey.drawings());
        String limit = words.degrees(session.exercise().elbowHeight().limit().value());
        String tolerance =
                words.degrees(session.exercise().elbowHeight().limit().tolerance());
        String edge = words.degrees(session.exercise().elbowHeight().limit().edge(true));
        model.put("limitKey", words.text("report.key.limit", "limit", limit, "edge", edge));
        model.put("paceKey", pace());
        model.put("anyFast", any(check -> check instanceof Check.Broken));
        model.put(
                "anyUnjudged",
                any(check -> check instanceof Check.NotAssessed)
                        || session.counts().unjudged() > 0);
        model.put("key", key());
        model.put("sets", sets);
        model.put(
                "head",
                kept.flatMap(KeptSession::headCheck).stream()
                        .map(found -> HeadWords.of(found, words))
                        .toList());
        model.put("proofs", said.proofs().findings());
        model.put("blind", blind());
        model.put("meaning", words.text("report.words.text", "limit", limit, "edge", edge, "tolerance", tolerance));
        model.put("dropped", dropped());
        model.put(
                "know",
                words.text(
                                "report.know.text",
                                "degrees",
                                words.degrees(Uncertainty.ELEVATION),
                                "seconds",
                                words.seconds(Uncertainty.SECONDS))
                        + (said.proofs().anyDecides() ? " " + words.text("report.know.proven") : ""));
        model.put("madeOf", origin.madeOf());
        return model;
    }

    /** Keeps a number and its unit on one line. */
    private static String together(String sentence) {
        return sentence.replaceAll("(?<=\\d) (?=(s|%)\\b)", "\u00a0");
    }

    private boolean any(Predicate<Check> outcome) {
        return session.reps().stream()
                .flatMap(rep -> rep.checks().entrySet().stream())
                .anyMatch(check -> check.getKey().kind() == RuleKind.FAST_DESCENT && outcome.test(check.getValue()));
    }

    private String pace() {
        return session.exercise()
                .fastDescent()
                .map(rule -> words.text(
                        "report.key.lowered-pace",
                        "pace",
                        words.text(
                                "report.key.pace",
                                "bound",
                                words.amount(rule.limit().value(), rule.limit().unit()),
                                "tolerance",
                                words.amount(
                                        rule.limit().tolerance(), rule.limit().unit()))))
                .orElseGet(() -> words.text("report.key.lowered"));
    }

    /** Returns the key of the marks in this session only. */
    private List<MarkKey> key() {
        List<MarkKey> key = new ArrayList<>();
        Set<RuleKind> faults = EnumSet.noneOf(RuleKind.class);
        session.reps().forEach(rep -> faults.addAll(RepMark.faults(rep)));
        if (session.reps().stream().anyMatch(rep -> !RepMark.tells(rep))) {
            key.add(new MarkKey(RepMark.of(false, Set.of(), 3), words.text("report.key.no-fault")));
        }
        for (RuleKind kind : faults) {
            key.add(new MarkKey(
                    RepMark.of(false, EnumSet.of(kind), kind == RuleKind.FAST_DESCENT ? 0.5 : 3),
                    words.text("report.brief." + kind.id())));
        }
        if (session.reps().stream().anyMatch(RepMark::unjudged)) {
            key.add(new MarkKey(RepMark.of(true, Set.of(), 3), words.text("report.key.partly")));
        }
        return key;
    }

    private List<UnjudgedView> blind() {
        Stream<UnjudgedView> spells = said.findings().notAssessed().stream()
                .map(blind -> new UnjudgedView(
                        Numbers.capital(words.check(blind.check())),
                        words.reason(blind.reason()),
                        new TimeSpans(words).notAssessed(blind.spots()),
                        words.remedy(blind.reason())));
        Stream<UnjudgedView> posture = said.findings().notAssessedPosture().stream()
                .map(blind -> new UnjudgedView(
                        Numbers.capital(said.rules(blind)),
                        words.reason(blind.reason()),
                        said.reps(blind),
                        words.remedy(blind.reason())));
        return Stream.concat(spells, posture).toList();
    }

    private List<Dropped> dropped() {
        return said.findings().dropped().entrySet().stream()
                .map(group -> new Dropped(
                        Numbers.capital(words.dropped(group.getKey())), new TimeSpans(words).dropped(group.getValue())))
                .toList();
    }

    private List<SetView> sets() {
        int opened = session.reps().stream()
                .filter(rep -> !rep.faults().isEmpty())
                .findFirst()
                .or(() -> session.reps().stream().findFirst())
                .map(Rep::index)
                .orElse(0);
        Map<Integer, List<Rep>> bySet = session.reps().stream()
                .collect(Collectors.groupingBy(Rep::set, LinkedHashMap::new, Collectors.toList()));
        List<SetView> sets = new ArrayList<>();
        for (Map.Entry<Integer, List<Rep>> set : bySet.entrySet()) {
            List<RepView> reps = set.getValue().stream()
                    .map(rep -> views.of(rep, saidAbout(rep), rep.index() == opened))
                    .toList();
            sets.add(new SetView(
                    title(set.getKey()),
                    words.text("report.strip", "n", set.getKey()),
                    kept.isPresent() ? said.advice().told(SetAdvice.of(set.getValue())) : "",
                    reps));
        }
        return sets;
    }

    private String title(int number) {
        return kept.flatMap(known -> known.sets().stream()
                        .filter(set -> set.number() == number)
                        .map(KeptSet::pain)
                        .filter(pain -> pain.isPresent())
                        .findFirst())
                .map(pain -> words.text("report.set-pain", "n", number, "pain", pain.getAsInt()))
                .orElseGet(() -> words.text("report.set", "n", number));
    }

    /** Returns the cues from the start of this repetition's lowering to that of the next one. */
    private List<SaidCue> saidAbout(Rep rep) {
        double until = session.reps().stream()
                .filter(other -> other.index() == rep.index() + 1)
                .mapToDouble(Rep::eccentricStart)
                .findFirst()
                .orElse(Double.POSITIVE_INFINITY);
        return session.cues().stream()
                .filter(cue -> cue.at() >= rep.eccentricStart() && cue.at() < until)
                .toList();
    }
}
