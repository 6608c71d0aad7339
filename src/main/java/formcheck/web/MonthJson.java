package formcheck.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import formcheck.exercise.RuleKind;
import formcheck.report.Dates;
import formcheck.report.Loads;
import formcheck.report.Words;
import formcheck.report.month.Change;
import formcheck.report.month.Month;
import formcheck.report.month.MonthWords;
import formcheck.report.month.Progression;
import formcheck.report.month.Step;
import formcheck.report.month.Suggestion;
import formcheck.report.month.Trend;
import formcheck.session.SessionId;
import formcheck.session.SessionOverview;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/** What the month page shows of a person. Sentences are in the reader's language, figures in their trend's unit. */
final class MonthJson {
    private final ObjectMapper mapper;
    private final Words words;
    private final MonthWords month;
    private final Dates dates;

    MonthJson(ObjectMapper mapper, Words words) {
        this.mapper = mapper;
        this.words = words;
        this.month = new MonthWords(words);
        this.dates = Dates.of(words);
    }

    ObjectNode of(String person, List<SessionOverview> sessions, YearMonth shown, LocalDate today) {
        Month calendar = Month.of(sessions, shown, today);
        List<Change> changes = Change.since(sessions);
        ObjectNode json = mapper.createObjectNode()
                .put("person", person)
                .put("headline", month.headline(calendar, changes, !sessions.isEmpty()))
                .put("month", shown.toString())
                .put("title", dates.month(shown))
                .put("previous", shown.minusMonths(1).toString())
                .put("next", shown.plusMonths(1).toString())
                .put("today", today.toString());
        calendar(json, calendar, sessions, today);
        trends(json);
        faults(json, sessions);
        loads(json, sessions);
        ArrayNode list = json.putArray("sessions");
        sessions.forEach(session -> session(list.addObject(), session));
        changes(json, changes);
        suggestion(json.putObject("suggestion"), sessions);
        return json;
    }

    /** Adds what was deleted and can still be brought back, and which sessions were found again without their row. */
    void putKept(ObjectNode json, List<SessionOverview> trash, Set<SessionId> foundAgain) {
        ArrayNode thrown = json.putArray("trash");
        trash.forEach(session -> thrown.addObject()
                .put("id", session.id().text())
                .put("day", dates.day(session.began().toLocalDate()))
                .put(
                        "text",
                        words.text(
                                "month.trash.one",
                                "day",
                                dates.day(session.began().toLocalDate()),
                                "load",
                                load(session),
                                "repetitions",
                                words.repetitions(session.counts().attempted()))));
        ArrayNode found = json.putArray("foundAgain");
        foundAgain.stream().map(SessionId::text).sorted().forEach(found::add);
    }

    private void calendar(ObjectNode json, Month calendar, List<SessionOverview> sessions, LocalDate today) {
        ArrayNode weeks = json.putArray("weeks");
        for (Month.Week week : calendar.weeks()) {
            ObjectNode row = weeks.addObject().put("done", week.done()).put("wanted", Month.A_WEEK);
            ArrayNode days = row.putArray("days");
            for (Month.Day day : week.days()) {
                ObjectNode cell = days.addObject()
                        .put("day", day.date().getDayOfMonth())
                        .put("date", dates.day(day.date()))
                        .put("inside", YearMonth.from(day.date()).equals(calendar.month()))
                        .put("today", day.date().equals(today));
                ArrayNode ids = cell.putArray("sessions");
                day.sessions().forEach(id -> ids.add(id.text()));
            }
        }
        int thisWeek = Month.of(sessions, YearMonth.from(today), today).weeks().stream()
                .filter(week -> week.days().stream().anyMatch(day -> day.date().equals(today)))
                .mapToInt(Month.Week::done)
                .findFirst()
                .orElse(0);
        json.put("toGo", month.toGo(thisWeek));
    }

    private void trends(ObjectNode json) {
        ArrayNode trends = json.putArray("trends");
        for (Trend trend : Trend.values()) {
            trends.addObject()
                    .put("id", trend.id())
                    .put("name", words.text("month.trend." + trend.id()))
                    .put("unit", trend.unit())
                    .put("uncertainty", trend.unit().equals("%") ? 0 : trend.uncertainty())
                    .put(
                            "note",
                            words.text("month.note." + trend.id(), "error", month.amount(trend.uncertainty(), trend)));
        }
    }

    private void faults(ObjectNode json, List<SessionOverview> sessions) {
        Set<String> kinds = new LinkedHashSet<>();
        sessions.forEach(session -> kinds.addAll(session.faults().keySet()));
        ArrayNode faults = json.putArray("faults");
        for (RuleKind kind : RuleKind.values()) {
            if (kinds.contains(kind.id())) {
                faults.addObject()
                        .put("id", kind.id())
                        .put("name", words.text("report.brief." + kind.id()))
                        .put("proxy", kind.coachesOnly());
            }
        }
    }

    private void loads(ObjectNode json, List<SessionOverview> sessions) {
        Map<String, String> loads = new LinkedHashMap<>();
        sessions.forEach(session -> loads.put(loadKey(session), load(session)));
        ArrayNode list = json.putArray("loads");
        loads.forEach((key, name) -> list.addObject().put("key", key).put("name", name));
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

    private void session(ObjectNode node, SessionOverview session) {
        node.put("id", session.id().text())
                .put("at", session.began().toEpochSecond())
                .put("day", dates.day(session.began().toLocalDate()))
                .put("loadKey", loadKey(session))
                .put("load", load(session))
                .put("step", Step.of(session).map(Step::id).orElse(""))
                .put("attempted", session.counts().attempted())
                .put("valid", session.counts().valid())
                .put("clean", session.counts().clean())
                .put("unjudged", session.counts().unjudged());
        ObjectNode figures = node.putObject("figures");
        ObjectNode texts = node.putObject("texts");
        for (Trend trend : Trend.values()) {
            OptionalDouble value = trend.of(session);
            if (value.isPresent()) {
                figures.put(trend.id(), Math.round(value.getAsDouble() * 1000) / 1000.0);
                texts.put(trend.id(), month.amount(value.getAsDouble(), trend));
            }
        }
        ObjectNode faults = node.putObject("faults");
        session.faults().forEach(faults::put);
        pain(node, "painBefore", session.painBefore());
        pain(node, "painAfter", session.painAfter());
    }

    private static void pain(ObjectNode node, String name, OptionalInt pain) {
        pain.ifPresent(level -> node.put(name, level));
    }

    private void changes(ObjectNode json, List<Change> changes) {
        ArrayNode list = json.putArray("changes");
        for (Change change : changes) {
            list.addObject()
                    .put("name", words.text("month.trend." + change.trend().id()))
                    .put("first", month.amount(change.first(), change.trend()))
                    .put("now", month.amount(change.now(), change.trend()))
                    .put("verdict", month.verdict(change));
        }
    }

    private void suggestion(ObjectNode node, List<SessionOverview> sessions) {
        Suggestion suggestion = new Progression().suggest(sessions);
        Optional<Step> before = sessions.isEmpty() ? Optional.empty() : Step.of(sessions.get(sessions.size() - 1));
        node.put("kind", suggestion.kind().id()).put("title", month.title(suggestion, before));
        ArrayNode reasons = node.putArray("reasons");
        for (Suggestion.Reason reason : suggestion.reasons()) {
            reasons.addObject()
                    .put("state", reason.state().id())
                    .put("stateName", words.text("month.state." + reason.state().id()))
                    .put("text", month.reason(reason));
        }
    }
}
