package formcheck.report;

import formcheck.exercise.RuleKind;
import formcheck.report.month.Adherence;
import formcheck.report.month.PrescriptionWords;
import formcheck.report.month.Trend;
import formcheck.session.SessionOverview;
import formcheck.session.prescription.Prescription;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes what was done of a prescription on one A4 page, for the practitioner: PDF. */
public final class PractitionerPdf {
    private static final String TEMPLATE = "formcheck/report/practitioner-pdf.peb";

    /** Weeks that fit the page, the newest ones. */
    private static final int MOST_WEEKS = 10;

    /** Rules in the list of what could not be assessed. */
    private static final int MOST_RULES = 5;

    /** Characters of a name or note without a break: a longer word is broken. */
    private static final int LONGEST_WORD = 40;

    /** Width of a full bar, mm. */
    private static final int BAR = 50;

    private static final List<Trend> TRENDS = List.of(Trend.PEAK, Trend.DOWN, Trend.CLEAN);

    private final Words words;

    public PractitionerPdf(Language language) {
        words = Words.in(language);
    }

    /** A week of the table. The bar is in mm. */
    public record WeekRow(String week, String sessions, String sets, long bar) {}

    /** A metric: the first and the last value, each with its unit, and the number of sessions that have it. */
    public record TrendRow(String name, String first, String last, String many) {}

    /**
     * Returns the file.
     *
     * @param sessions all of the person's, in order of time
     * @param today the last day that counts
     */
    public byte[] pdf(Prescription asked, List<SessionOverview> sessions, LocalDate today) throws IOException {
        List<SessionOverview> covered = sessions.stream()
                .filter(one -> asked.covers(one.began().toLocalDate()))
                .filter(one -> !one.began().toLocalDate().isAfter(today))
                .toList();
        Adherence adherence = Adherence.of(asked, covered, today);
        Map<String, Object> model = new HashMap<>();
        model.put("t", words.all());
        model.put("language", words.language().tag());
        model.put("person", broken(asked.person()));
        model.put("made", Dates.of(words).day(today));
        model.put(
                "lines",
                new PrescriptionWords(words)
                        .all(asked).stream().map(PractitionerPdf::broken).toList());
        model.put(
                "done",
                words.text(
                        "practitioner.done",
                        "sessions",
                        adherence.doneSessions(),
                        "askedSessions",
                        adherence.askedSessions(),
                        "sets",
                        adherence.doneSets(),
                        "askedSets",
                        adherence.askedSets()));
        model.put("weeks", weeks(adherence));
        model.put("pain", pain(covered));
        model.put("trends", TRENDS.stream().map(trend -> trend(trend, covered)).toList());
        model.put("unjudged", unjudged(covered));
        return PdfReport.rendered(HtmlReport.fill(
                HtmlReport.engine(DrawingWriter.forDocuments(new DrawingStyle("", "'Inter'")))
                        .getTemplate(TEMPLATE),
                model));
    }

    private List<WeekRow> weeks(Adherence adherence) {
        List<Adherence.AdherenceWeek> all = adherence.weeks();
        int most = all.stream()
                .mapToInt(week -> Math.max(week.askedSets(), week.doneSets()))
                .max()
                .orElse(0);
        return all.subList(Math.max(0, all.size() - MOST_WEEKS), all.size()).stream()
                .map(week -> new WeekRow(
                        Dates.of(words).day(week.monday()),
                        words.text("practitioner.of", "n", week.doneSessions(), "all", week.askedSessions()),
                        words.text("practitioner.of", "n", week.doneSets(), "all", week.askedSets()),
                        most == 0 ? 0 : Math.round((double) BAR * week.doneSets() / most)))
                .toList();
    }

    private List<String> pain(List<SessionOverview> sessions) {
        List<String> lines = new ArrayList<>();
        lines.add(words.text("practitioner.pain-before", "values", values(sessions, true)));
        lines.add(words.text("practitioner.pain-after", "values", values(sessions, false)));
        return lines;
    }

    private String values(List<SessionOverview> sessions, boolean before) {
        List<Integer> rated = sessions.stream()
                .map(one -> before ? one.painBefore() : one.painAfter())
                .filter(OptionalInt::isPresent)
                .map(OptionalInt::getAsInt)
                .toList();
        if (rated.isEmpty()) {
            return words.text("practitioner.not-rated");
        }
        return words.text(
                "practitioner.pain-values",
                "first",
                rated.get(0),
                "last",
                rated.get(rated.size() - 1),
                "most",
                rated.stream().max(Comparator.naturalOrder()).orElseThrow(),
                "rated",
                rated.size(),
                "all",
                sessions.size());
    }

    private TrendRow trend(Trend trend, List<SessionOverview> sessions) {
        List<Double> values = sessions.stream()
                .map(trend::of)
                .filter(OptionalDouble::isPresent)
                .map(OptionalDouble::getAsDouble)
                .toList();
        String name = words.text("month.trend." + trend.id());
        if (values.isEmpty()) {
            String none = words.text("practitioner.not-assessed");
            return new TrendRow(name, none, none, "0");
        }
        return new TrendRow(
                name,
                shown(values.get(0), trend),
                shown(values.get(values.size() - 1), trend),
                String.valueOf(values.size()));
    }

    private String shown(double value, Trend trend) {
        return switch (trend.unit()) {
            case "s" -> words.seconds(value);
            case "%" -> words.fixed(value, 0) + " %";
            default -> words.degrees(value);
        };
    }

    private List<String> unjudged(List<SessionOverview> sessions) {
        if (sessions.isEmpty()) {
            return List.of(words.text("practitioner.no-session"));
        }
        Map<String, Integer> counts = new TreeMap<>();
        sessions.forEach(session -> session.unjudged().forEach((rule, many) -> counts.merge(rule, many, Integer::sum)));
        int all = sessions.stream().mapToInt(one -> one.counts().attempted()).sum();
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(MOST_RULES)
                .map(entry -> words.text(
                        "practitioner.unjudged",
                        "rule",
                        RuleKind.ofId(entry.getKey()).map(words::rule).orElse(entry.getKey()),
                        "n",
                        entry.getValue(),
                        "all",
                        all))
                .collect(Collectors.toList());
    }

    /** Lets a word without a break be broken. */
    private static String broken(String text) {
        String shown = PlainText.visible(text);
        StringBuilder out = new StringBuilder();
        int run = 0;
        for (int i = 0; i < shown.length(); i++) {
            char c = shown.charAt(i);
            run = Character.isWhitespace(c) ? 0 : run + 1;
            out.append(c);
            if (run >= LONGEST_WORD && !Character.isHighSurrogate(c)) {
                out.append(' ');
                run = 0;
            }
        }
        return out.toString();
    }
}
