package formcheck.report;

import formcheck.exercise.Check;
import formcheck.exercise.Rep;
import formcheck.exercise.RuleKind;
import formcheck.session.SaidCue;
import formcheck.session.Session;
import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A session as one HTML file that needs nothing else: no script, no request, no font. It follows the reader's light or
 * dark theme, prints in black and white, and can be read out. The same session gives the same bytes.
 */
public final class HtmlReport {
    private static final String TEMPLATE = "formcheck/report/session.peb";

    private final PebbleTemplate template;

    /** Reads the template. */
    public HtmlReport() {
        ClasspathLoader loader = new ClasspathLoader(HtmlReport.class.getClassLoader());
        template = new PebbleEngine.Builder()
                .loader(loader)
                .autoEscaping(true)
                .strictVariables(true)
                .defaultLocale(Locale.ROOT)
                .build()
                .getTemplate(TEMPLATE);
    }

    /** The whole file; write it as UTF-8. */
    public String html(Session session) {
        StringWriter page = new StringWriter();
        try {
            template.evaluate(page, model(session), Locale.ROOT);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return page.toString();
    }

    /** A kind of mark and what it means. */
    record Key(String mark, String meaning) {}

    /** What could not be judged, why, when, and what helps. */
    record Blind(String what, String why, String when, String remedy) {}

    /** The repetitions of one set. */
    record SetView(int number, List<RepView> reps) {}

    private static Map<String, Object> model(Session session) {
        SessionWords words = new SessionWords(session);
        Map<Integer, SetView> sets = sets(session);
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("source", PlainText.visible(session.source()));
        model.put("exercise", PlainText.visible(session.exercise().name()));
        model.put("variant", Figures.inner(PlainText.visible(session.exercise().variantName())));
        model.put("duration", Figures.clock(session.duration().toNanos() * 1e-9));
        model.put("headline", together(words.headline()));
        model.put("lede", together(words.lede()));
        model.put("next", words.next());
        model.put("damage", session.damage().map(PlainText::visible).orElse(""));
        model.put("charts", new SessionChart(session).drawings());
        model.put(
                "limit",
                Figures.degrees(session.exercise().elbowHeight().limit().value()));
        model.put(
                "tolerance",
                Figures.degrees(session.exercise().elbowHeight().limit().tolerance()));
        model.put("pace", pace(session));
        model.put("anyFast", any(session, check -> check instanceof Check.Broken));
        model.put(
                "anyUnjudged",
                any(session, check -> check instanceof Check.Unjudged)
                        || session.counts().unjudged() > 0);
        model.put("key", key(session));
        model.put("sets", List.copyOf(sets.values()));
        model.put(
                "blind",
                words.blindness().stream()
                        .map(blind -> new Blind(
                                Figures.capital(PlainText.visible(RuleWords.checkName(blind.check()))),
                                blind.reason().text(),
                                blind.times(),
                                blind.reason().remedy()))
                        .toList());
        model.put("frames", session.frames());
        model.put("framesWithPose", session.framesWithPose());
        model.put("model", session.model().map(PlainText::visible).orElse("key points from a file"));
        return model;
    }

    /** Keeps a number and its unit on one line. */
    private static String together(String sentence) {
        return sentence.replaceAll("(?<=\\d) (?=(s|%)\\b)", "\u00a0");
    }

    private static boolean any(Session session, Predicate<Check> outcome) {
        return session.reps().stream()
                .flatMap(rep -> rep.checks().entrySet().stream())
                .anyMatch(check -> check.getKey().kind() == RuleKind.FAST_DESCENT && outcome.test(check.getValue()));
    }

    private static String pace(Session session) {
        return session.exercise()
                .fastDescent()
                .map(rule -> Figures.amount(rule.limit().value(), rule.limit().unit()) + " for every 90°")
                .orElse("");
    }

    /** The marks that this session shows, so that nothing is explained that is not there. */
    private static List<Key> key(Session session) {
        List<Key> key = new ArrayList<>();
        Set<RuleKind> faults = EnumSet.noneOf(RuleKind.class);
        session.reps().forEach(rep -> faults.addAll(RepMark.faults(rep)));
        if (session.reps().stream().anyMatch(rep -> !RepMark.tells(rep))) {
            key.add(new Key(RepMark.of(false, Set.of(), 3), "no fault"));
        }
        for (RuleKind kind : faults) {
            key.add(new Key(
                    RepMark.of(false, EnumSet.of(kind), kind == RuleKind.FAST_DESCENT ? 0.5 : 3),
                    RuleWords.brief(kind)));
        }
        if (session.reps().stream().anyMatch(RepMark::unjudged)) {
            key.add(new Key(RepMark.of(true, Set.of(), 3), "not judged, or not in full"));
        }
        return key;
    }

    private static Map<Integer, SetView> sets(Session session) {
        int opened = session.reps().stream()
                .filter(rep -> !rep.faults().isEmpty())
                .findFirst()
                .or(() -> session.reps().stream().findFirst())
                .map(Rep::index)
                .orElse(0);
        Map<Integer, SetView> sets = new LinkedHashMap<>();
        for (int i = 0; i < session.reps().size(); i++) {
            Rep rep = session.reps().get(i);
            double until = i + 1 < session.reps().size()
                    ? session.reps().get(i + 1).eccentricStart()
                    : Double.POSITIVE_INFINITY;
            List<SaidCue> said = session.cues().stream()
                    .filter(cue -> cue.at() >= rep.eccentricStart() && cue.at() < until)
                    .toList();
            sets.computeIfAbsent(rep.set(), number -> new SetView(number, new ArrayList<>()))
                    .reps()
                    .add(RepView.of(rep, session.exercise(), said, rep.index() == opened));
        }
        return sets;
    }
}
