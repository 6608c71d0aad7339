package formcheck.report.month;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.session.KeptSession;
import formcheck.session.Load;
import formcheck.session.Session;
import formcheck.session.SessionId;
import formcheck.session.SessionOverview;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NextSessionTest {
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 30);

    private static SessionOverview on(LocalDate day, int pain) {
        Session.Counts counts = new Session.Counts(15, 15, 15, 0);
        return new SessionOverview(
                new SessionId(day + "-1800"),
                "Ada",
                day.atTime(18, 0).atZone(ZoneOffset.UTC),
                KeptSession.Origin.LIVE,
                "bare-hands",
                "Bare hands",
                Load.UNKNOWN,
                counts,
                List.of(new SessionOverview.SetMetrics(1, counts, 15, "complete")),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Map.of(),
                Map.of(),
                OptionalInt.of(1),
                OptionalInt.of(pain),
                180,
                false);
    }

    private static List<SessionOverview> on(LocalDate... days) {
        return Stream.of(days).sorted().map(day -> on(day, 1)).toList();
    }

    @Test
    void theFirstSessionIsToday() {
        assertThat(NextSession.after(List.of(), MONDAY)).contains(MONDAY);
    }

    @Test
    void aRestDayLiesBetweenTwoSessions() {
        assertThat(NextSession.after(on(MONDAY), MONDAY)).contains(MONDAY.plusDays(2));
        assertThat(NextSession.after(on(MONDAY), MONDAY.plusDays(1))).contains(MONDAY.plusDays(2));
        assertThat(NextSession.after(on(MONDAY), MONDAY.plusDays(2))).contains(MONDAY.plusDays(2));
    }

    @Test
    void whoComesBackAfterAWhileBeginsToday() {
        assertThat(NextSession.after(on(MONDAY.minusDays(50)), MONDAY)).contains(MONDAY);
    }

    @Test
    void aDayThatWentByWithoutASessionIsMissedUntilTheNextSession() {
        assertThat(NextSession.missed(List.of(), MONDAY)).isFalse();
        List<SessionOverview> one = on(MONDAY);
        for (int days = 0; days <= 2; days++) {
            assertThat(NextSession.missed(one, MONDAY.plusDays(days)))
                    .as("after %d days", days)
                    .isFalse();
        }
        assertThat(NextSession.missed(one, MONDAY.plusDays(3))).isTrue();
        assertThat(NextSession.missed(on(MONDAY, MONDAY.plusDays(3)), MONDAY.plusDays(3)))
                .isFalse();
        assertThat(NextSession.missed(List.of(on(MONDAY, 8)), MONDAY.plusDays(9)))
                .as("pain says to wait")
                .isFalse();
    }

    @Test
    void threeInAWeekAreEnough() {
        List<SessionOverview> three = on(MONDAY, MONDAY.plusDays(2), MONDAY.plusDays(4));
        assertThat(NextSession.after(three, MONDAY.plusDays(4))).contains(MONDAY.plusDays(7));
    }

    @Test
    void thePersonsOwnDaysComeFirst() {
        List<SessionOverview> days = new ArrayList<>();
        for (int week = 3; week > 0; week--) {
            for (int day : new int[] {1, 3, 6}) { // Tuesday, Thursday, Sunday
                days.add(on(MONDAY.minusWeeks(week).plusDays(day), 1));
            }
        }
        assertThat(NextSession.ownDays(days, MONDAY))
                .containsExactly(DayOfWeek.TUESDAY, DayOfWeek.THURSDAY, DayOfWeek.SUNDAY);
        assertThat(NextSession.after(days, MONDAY)).contains(MONDAY.plusDays(1));
    }

    @Test
    void oneSessionADayOfTheWeekIsNoHabit() {
        assertThat(NextSession.ownDays(on(MONDAY.minusDays(6), MONDAY.minusDays(3)), MONDAY))
                .isEmpty();
    }

    @Test
    void noDayIsNamedWhilePainNeedsAProfessional() {
        assertThat(NextSession.after(List.of(on(MONDAY, 8)), MONDAY)).isEmpty();
    }
}
