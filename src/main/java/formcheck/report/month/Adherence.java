package formcheck.report.month;

import formcheck.session.SessionOverview;
import formcheck.session.prescription.Prescription;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was done of a prescription until a day, by week.
 *
 * @param weeks from the week of the first day, Monday first; none before it
 */
public record Adherence(List<AdherenceWeek> weeks) {

    /**
     * A week.
     *
     * @param monday its first day
     * @param askedSessions prescribed days that have come
     * @param doneSessions different days with a session that has a valid repetition
     * @param askedSets full sets on the prescribed days that have come
     * @param doneSets full sets that were done
     */
    public record AdherenceWeek(LocalDate monday, int askedSessions, int doneSessions, int askedSets, int doneSets) {}

    public Adherence {
        weeks = List.copyOf(weeks);
    }

    /** @param today the last day that counts, if it is not after the prescription's last */
    public static Adherence of(Prescription asked, List<SessionOverview> sessions, LocalDate today) {
        Map<LocalDate, Integer> setsByDay = new HashMap<>();
        for (SessionOverview session : sessions) {
            LocalDate day = session.began().toLocalDate();
            if (asked.covers(day) && !day.isAfter(today) && session.counts().valid() > 0) {
                int full = (int) session.sets().stream()
                        .filter(SessionOverview.SetMetrics::full)
                        .count();
                setsByDay.merge(day, full, Integer::sum);
            }
        }
        LocalDate last = today.isBefore(asked.until()) ? today : asked.until();
        List<AdherenceWeek> weeks = new ArrayList<>();
        for (LocalDate monday = Month.monday(asked.from()); !monday.isAfter(last); monday = monday.plusWeeks(1)) {
            int days = 0;
            int done = 0;
            int sets = 0;
            for (LocalDate day = monday;
                    day.isBefore(monday.plusWeeks(1)) && !day.isAfter(last);
                    day = day.plusDays(1)) {
                days += asked.asksOn(day) ? 1 : 0;
                done += setsByDay.containsKey(day) ? 1 : 0;
                sets += setsByDay.getOrDefault(day, 0);
            }
            weeks.add(new AdherenceWeek(monday, days, done, days * asked.sets(), sets));
        }
        return new Adherence(weeks);
    }

    public int askedSessions() {
        return weeks.stream().mapToInt(AdherenceWeek::askedSessions).sum();
    }

    public int doneSessions() {
        return weeks.stream().mapToInt(AdherenceWeek::doneSessions).sum();
    }

    public int askedSets() {
        return weeks.stream().mapToInt(AdherenceWeek::askedSets).sum();
    }

    public int doneSets() {
        return weeks.stream().mapToInt(AdherenceWeek::doneSets).sum();
    }
}
