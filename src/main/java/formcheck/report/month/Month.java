package formcheck.report.month;

import formcheck.session.SessionId;
import formcheck.session.SessionOverview;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The calendar of a month: whole weeks from Monday, with the sessions of each day.
 *
 * @param month which
 * @param weeks that overlap it
 * @param sessions number of sessions in the four weeks up to the current one
 * @param done days with a session in these weeks
 * @param wanted target for such days in four weeks
 */
public record Month(YearMonth month, List<Week> weeks, int sessions, int done, int wanted) {
    /** Sessions per week that the exercise asks for. */
    public static final int A_WEEK = 3;

    private static final int WEEKS = 4;

    /**
     * Seven days from Monday.
     *
     * @param done days with a session
     */
    public record Week(List<Day> days, int done) {}

    /** A day with the sessions that began on it, in order of time. */
    public record Day(LocalDate date, List<SessionId> sessions) {}

    public static Month of(List<SessionOverview> sessions, YearMonth month, LocalDate today) {
        return of(sessions, month, today, A_WEEK);
    }

    /** @param wanted days with a session a week */
    public static Month of(List<SessionOverview> sessions, YearMonth month, LocalDate today, int wanted) {
        Map<LocalDate, List<SessionId>> byDay = new HashMap<>();
        for (SessionOverview session : sessions) {
            byDay.computeIfAbsent(session.began().toLocalDate(), day -> new ArrayList<>())
                    .add(session.id());
        }
        List<Week> weeks = new ArrayList<>();
        LocalDate monday = monday(month.atDay(1));
        for (; !monday.isAfter(month.atEndOfMonth()); monday = monday.plusWeeks(1)) {
            List<Day> days = new ArrayList<>();
            for (int i = 0; i < 7; i++) {
                LocalDate day = monday.plusDays(i);
                days.add(new Day(day, List.copyOf(byDay.getOrDefault(day, List.of()))));
            }
            weeks.add(new Week(days, (int)
                    days.stream().filter(day -> !day.sessions().isEmpty()).count()));
        }
        LocalDate from = monday(today).minusWeeks(WEEKS - 1);
        LocalDate to = from.plusWeeks(WEEKS);
        List<List<SessionId>> recent = byDay.entrySet().stream()
                .filter(day -> !day.getKey().isBefore(from) && day.getKey().isBefore(to))
                .map(Map.Entry::getValue)
                .toList();
        int number = recent.stream().mapToInt(List::size).sum();
        return new Month(month, List.copyOf(weeks), number, recent.size(), WEEKS * wanted);
    }

    /** Returns the Monday of the week of a day. */
    static LocalDate monday(LocalDate day) {
        return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }
}
