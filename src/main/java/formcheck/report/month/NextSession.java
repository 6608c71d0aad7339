package formcheck.report.month;

import formcheck.report.month.Suggestion.SuggestionKind;
import formcheck.session.SessionDetails;
import formcheck.session.SessionOverview;
import formcheck.session.prescription.Prescription;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Proposes the day of the next session: three a week with a rest day between, on the days of the week on which the person usually
 * exercises.
 */
public final class NextSession {
    /** Days from one session to the next: one rest day lies between. */
    private static final int APART = 2;

    /** Sessions of the last four weeks that count for the person's own days. */
    private static final int LOOK_BACK_DAYS = 28;

    /** Sessions on one day of the week that make it the person's own. */
    private static final int OWN_FROM = 2;

    /** Days to wait at most for one of the person's own days. */
    private static final int LONGEST_WAIT_DAYS = 3;

    private NextSession() {}

    /**
     * Returns the day of the next session, today or later; empty while pain says to see a professional first.
     *
     * @param sessions all sessions of one person in order of time
     */
    public static Optional<LocalDate> after(List<SessionOverview> sessions, LocalDate today) {
        if (new Progression().suggest(sessions).kind() == SuggestionKind.SEE_SOMEONE) {
            return Optional.empty();
        }
        LocalDate earliest = sessions.stream()
                .map(session -> session.began().toLocalDate().plusDays(APART))
                .filter(today::isBefore)
                .max(LocalDate::compareTo)
                .orElse(today);
        LocalDate monday = Month.monday(earliest);
        if (WeekSummary.of(sessions, earliest).daysLeft() == 0) {
            earliest = monday.plusWeeks(1);
        }
        Set<DayOfWeek> own = ownDays(sessions, today);
        for (int wait = 0; wait <= LONGEST_WAIT_DAYS; wait++) {
            if (own.contains(earliest.plusDays(wait).getDayOfWeek())) {
                return Optional.of(earliest.plusDays(wait));
            }
        }
        return Optional.of(earliest);
    }

    /**
     * Returns the day of the next session: a prescribed day without a session, or that of {@link #after(List, LocalDate)} where nothing
     * is prescribed today.
     *
     * @param sessions all sessions of one person in order of time
     */
    public static Optional<LocalDate> after(
            List<SessionOverview> sessions, LocalDate today, Optional<Prescription> prescription) {
        Optional<LocalDate> usual = after(sessions, today);
        Optional<Prescription> asked = prescription.filter(one -> !today.isAfter(one.until()));
        if (usual.isEmpty() || asked.isEmpty()) {
            return usual;
        }
        boolean doneToday = sessions.stream()
                .anyMatch(session -> session.began().toLocalDate().equals(today));
        return asked.get().next(doneToday ? today.plusDays(1) : today);
    }

    /**
     * Returns whether the day that was proposed after the last session went by without one.
     *
     * @param sessions all sessions of one person in order of time
     */
    public static boolean missed(List<SessionOverview> sessions, LocalDate today) {
        if (sessions.isEmpty()) {
            return false;
        }
        LocalDate last = sessions.get(sessions.size() - 1).began().toLocalDate();
        return after(sessions, last).filter(today::isAfter).isPresent();
    }

    /** Returns the day of {@link #after} as ISO 8601, by the clock of this machine. */
    public static Optional<String> fromNow(List<SessionOverview> sessions, Optional<Prescription> prescription) {
        return after(sessions, SessionDetails.now().toLocalDate(), prescription).map(LocalDate::toString);
    }

    /** Returns the person's own days of the week; without any, three with a rest day between. */
    public static Set<DayOfWeek> planDays(List<SessionOverview> sessions, LocalDate today) {
        Set<DayOfWeek> own = ownDays(sessions, today);
        return own.isEmpty() ? EnumSet.of(DayOfWeek.MONDAY, DayOfWeek.WEDNESDAY, DayOfWeek.FRIDAY) : own;
    }

    /** Returns the days of the week with at least two sessions in the last four weeks. */
    public static Set<DayOfWeek> ownDays(List<SessionOverview> sessions, LocalDate today) {
        Map<DayOfWeek, Integer> counts = new EnumMap<>(DayOfWeek.class);
        for (SessionOverview session : sessions) {
            LocalDate day = session.began().toLocalDate();
            long ago = ChronoUnit.DAYS.between(day, today);
            if (ago >= 0 && ago < LOOK_BACK_DAYS) {
                counts.merge(day.getDayOfWeek(), 1, Integer::sum);
            }
        }
        Set<DayOfWeek> own = EnumSet.noneOf(DayOfWeek.class);
        counts.forEach((day, count) -> {
            if (count >= OWN_FROM) {
                own.add(day);
            }
        });
        return own;
    }
}
