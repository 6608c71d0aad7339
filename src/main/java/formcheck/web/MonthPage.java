package formcheck.web;

import formcheck.exercise.RuleKind;
import formcheck.report.Dates;
import formcheck.report.Loads;
import formcheck.report.Words;
import formcheck.report.month.LoadStep;
import formcheck.report.month.Month;
import formcheck.report.month.MonthWords;
import formcheck.report.month.NextSession;
import formcheck.report.month.PrescriptionWords;
import formcheck.report.month.Progression;
import formcheck.report.month.Suggestion;
import formcheck.report.month.Trend;
import formcheck.report.month.TrendChange;
import formcheck.report.month.WeekSummary;
import formcheck.session.SessionId;
import formcheck.session.SessionOverview;
import formcheck.session.prescription.Prescription;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Writes the month of a person in one language. */
final class MonthPage {
    private final Words words;
    private final MonthWords month;
    private final Dates dates;

    MonthPage(Words words) {
        this.words = words;
        this.month = new MonthWords(words);
        this.dates = Dates.of(words);
    }

    /**
     * @param sessions all of the person's, in order of time
     * @param prescription the newest one, also before its first day
     * @param trash the person's deleted sessions that can be restored
     * @param foundAgain sessions whose files were found without a row in the database
     */
    MonthJson of(
            String person,
            List<SessionOverview> sessions,
            YearMonth shown,
            LocalDate today,
            Optional<Prescription> prescription,
            List<SessionOverview> trash,
            Set<SessionId> foundAgain) {
        Optional<Prescription> asked = prescription.filter(one -> one.covers(today));
        int wanted = asked.map(one -> one.days().size()).orElse(Month.A_WEEK);
        Month calendar = Month.of(sessions, shown, today, wanted);
        List<TrendChange> changes = TrendChange.since(sessions);
        return new MonthJson(
                person,
                month.headline(calendar, changes, !sessions.isEmpty()),
                shown.toString(),
                dates.month(shown),
                shown.minusMonths(1).toString(),
                shown.plusMonths(1).toString(),
                today.toString(),
                calendar.weeks().stream()
                        .map(week -> week(week, wanted, calendar.month(), today))
                        .toList(),
                month.week(WeekSummary.of(sessions, today, wanted)),
                NextSession.after(sessions, today, prescription).map(LocalDate::toString),
                NextSession.missed(sessions, today),
                asked.map(Prescription::days).orElseGet(() -> NextSession.planDays(sessions, today)).stream()
                        .map(DayOfWeek::getValue)
                        .toList(),
                asked.flatMap(one -> new PrescriptionWords(words).today(one, sessions, today)),
                Arrays.stream(Trend.values()).map(this::trend).toList(),
                faults(sessions),
                loads(sessions),
                sessions.stream().map(this::session).toList(),
                changes.stream().map(this::change).toList(),
                suggestion(sessions),
                trash.stream().map(this::trash).toList(),
                foundAgain.stream().map(SessionId::text).sorted().toList());
    }

    private MonthJson.WeekJson week(Month.Week week, int wanted, YearMonth shown, LocalDate today) {
        return new MonthJson.WeekJson(
                week.done(),
                wanted,
                week.days().stream().map(day -> day(day, shown, today)).toList());
    }

    private MonthJson.DayJson day(Month.Day day, YearMonth shown, LocalDate today) {
        return new MonthJson.DayJson(
                day.date().getDayOfMonth(),
                dates.day(day.date()),
                YearMonth.from(day.date()).equals(shown),
                day.date().equals(today),
                day.sessions().stream().map(SessionId::text).toList());
    }

    private MonthJson.TrendJson trend(Trend trend) {
        return new MonthJson.TrendJson(
                trend.id(),
                words.text("month.trend." + trend.id()),
                trend.unit(),
                trend.unit().equals("%") ? 0 : trend.uncertainty(),
                words.text("month.note." + trend.id(), "error", month.amount(trend.uncertainty(), trend)));
    }

    private List<MonthJson.FaultKindJson> faults(List<SessionOverview> sessions) {
        Set<String> found = new LinkedHashSet<>();
        sessions.forEach(session -> found.addAll(session.faults().keySet()));
        return Arrays.stream(RuleKind.values())
                .filter(kind -> found.contains(kind.id()))
                .map(kind -> new MonthJson.FaultKindJson(
                        kind.id(), words.text("report.brief." + kind.id()), kind.coachesOnly()))
                .toList();
    }

    private List<MonthJson.LoadJson> loads(List<SessionOverview> sessions) {
        Map<String, String> loads = new LinkedHashMap<>();
        sessions.forEach(session -> loads.put(loadKey(session), load(session)));
        return loads.entrySet().stream()
                .map(load -> new MonthJson.LoadJson(load.getKey(), load.getValue()))
                .toList();
    }

    private static String loadKey(SessionOverview session) {
        return session.variant() + "|" + session.load().kilograms().orElse(0) + "|"
                + session.load().band().orElse("");
    }

    private String load(SessionOverview session) {
        String variant = words.variant(session.variant(), session.variantName());
        String load = Loads.words(session.load(), words);
        return load.isEmpty() ? variant : variant + ", " + load;
    }

    private MonthJson.SessionJson session(SessionOverview session) {
        Map<String, Double> values = new LinkedHashMap<>();
        Map<String, String> texts = new LinkedHashMap<>();
        for (Trend trend : Trend.values()) {
            OptionalDouble value = trend.of(session);
            if (value.isPresent()) {
                values.put(trend.id(), PageJson.round(value.getAsDouble(), 3));
                texts.put(trend.id(), month.amount(value.getAsDouble(), trend));
            }
        }
        return new MonthJson.SessionJson(
                session.id().text(),
                session.began().toEpochSecond(),
                dates.day(session.began().toLocalDate()),
                loadKey(session),
                load(session),
                LoadStep.of(session).map(LoadStep::id).orElse(""),
                session.counts().attempted(),
                session.counts().valid(),
                session.counts().clean(),
                session.counts().unjudged(),
                values,
                texts,
                session.faults(),
                session.painBefore(),
                session.painAfter(),
                session.unreadable() ? Optional.of(words.text("month.unreadable.how")) : Optional.empty());
    }

    private MonthJson.TrendChangeJson change(TrendChange change) {
        return new MonthJson.TrendChangeJson(
                words.text("month.trend." + change.trend().id()),
                month.amount(change.first(), change.trend()),
                month.amount(change.now(), change.trend()),
                month.verdict(change));
    }

    private MonthJson.SuggestionJson suggestion(List<SessionOverview> sessions) {
        Suggestion suggestion = new Progression().suggest(sessions);
        Optional<LoadStep> before =
                sessions.isEmpty() ? Optional.empty() : LoadStep.of(sessions.get(sessions.size() - 1));
        return new MonthJson.SuggestionJson(
                suggestion.kind().id(),
                month.title(suggestion, before),
                suggestion.reasons().stream().map(this::reason).toList());
    }

    private MonthJson.ReasonJson reason(Suggestion.SuggestionReason reason) {
        return new MonthJson.ReasonJson(
                reason.state().id(), words.text("month.state." + reason.state().id()), month.reason(reason));
    }

    private MonthJson.TrashJson trash(SessionOverview session) {
        String day = dates.day(session.began().toLocalDate());
        return new MonthJson.TrashJson(
                session.id().text(),
                day,
                words.text(
                        "month.trash.one",
                        "day",
                        day,
                        "load",
                        load(session),
                        "repetitions",
                        session.unreadable()
                                ? words.text("month.unreadable")
                                : words.repetitions(session.counts().attempted())));
    }
}
