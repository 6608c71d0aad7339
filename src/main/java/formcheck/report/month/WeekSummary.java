package formcheck.report.month;

import formcheck.session.SessionOverview;
import java.time.LocalDate;
import java.util.List;

/**
 * The sessions from Monday to Sunday of one week.
 *
 * @param sessions number of sessions
 * @param clean clean repetitions of these sessions
 * @param judged repetitions that could be judged
 * @param daysLeft days with a session that remain to the target
 */
public record WeekSummary(int sessions, int clean, int judged, int daysLeft) {

    /** Summarises the week that contains a day. */
    public static WeekSummary of(List<SessionOverview> sessions, LocalDate day) {
        return of(sessions, day, Month.A_WEEK);
    }

    /** @param wanted days with a session a week */
    public static WeekSummary of(List<SessionOverview> sessions, LocalDate day, int wanted) {
        LocalDate monday = Month.monday(day);
        List<SessionOverview> week = sessions.stream()
                .filter(session -> Month.monday(session.began().toLocalDate()).equals(monday))
                .toList();
        int days = (int) week.stream()
                .map(session -> session.began().toLocalDate())
                .distinct()
                .count();
        return new WeekSummary(
                week.size(),
                week.stream().mapToInt(session -> session.counts().clean()).sum(),
                week.stream().mapToInt(Progression::judged).sum(),
                Math.max(0, wanted - days));
    }
}
