package formcheck.web;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.report.Language;
import formcheck.report.Words;
import formcheck.report.month.Month;
import formcheck.report.month.Trend;
import formcheck.report.month.TrendChange;
import formcheck.session.KeptSession;
import formcheck.session.Load;
import formcheck.session.Session;
import formcheck.session.SessionId;
import formcheck.session.SessionOverview;
import formcheck.session.prescription.Prescription;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every number in a sentence of the month is a number of the charts and the table below it. */
class MonthSentencesTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 27);
    private static final Pattern AMOUNT = Pattern.compile("\\d+(?:[.,]\\d+)?(?:°| s| %)");
    private static final int HISTORIES = 2000;

    private static SessionOverview session(int number, ZonedDateTime began, Random random) {
        int attempted = 1 + random.nextInt(20);
        int unjudged = random.nextInt(attempted + 1);
        int clean = random.nextInt(attempted - unjudged + 1);
        return new SessionOverview(
                new SessionId("2026-11-01-1800-" + (number + 2)),
                "Ada",
                began,
                KeptSession.Origin.LIVE,
                "bare-hands",
                "Bare hands",
                Load.UNKNOWN,
                new Session.Counts(attempted, attempted, clean, unjudged),
                List.of(new SessionOverview.SetMetrics(
                        1, new Session.Counts(attempted, attempted, clean, unjudged), 15, "complete")),
                some(random, 40, 120),
                some(random, 60, 110),
                some(random, 0.4, 4),
                some(random, 0, 2),
                some(random, 0, 25),
                Map.of(),
                Map.of(),
                random.nextBoolean() ? OptionalInt.of(random.nextInt(6)) : OptionalInt.empty(),
                OptionalInt.empty(),
                180,
                false);
    }

    private static OptionalDouble some(Random random, double least, double most) {
        return random.nextInt(5) == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(least + random.nextDouble() * (most - least));
    }

    private static List<SessionOverview> history(Random random) {
        List<SessionOverview> sessions = new ArrayList<>();
        int many = random.nextInt(14);
        for (int i = 0; i < many; i++) {
            ZonedDateTime began = TODAY.minusDays(random.nextInt(40))
                    .atTime(6 + random.nextInt(15), 0)
                    .atZone(ZoneOffset.UTC);
            sessions.add(session(i, began, random));
        }
        sessions.sort(Comparator.comparing(SessionOverview::began));
        return sessions;
    }

    private static MonthJson month(List<SessionOverview> sessions, Language language) {
        return new MonthPage(Words.in(language))
                .of("Ada", sessions, YearMonth.from(TODAY), TODAY, Optional.empty(), List.of(), Set.of());
    }

    private static List<String> amounts(String sentence) {
        return AMOUNT.matcher(sentence).results().map(MatchResult::group).toList();
    }

    /** Returns the first and the last label of each chart of at least three sessions. */
    private static Map<String, List<String>> labels(MonthJson month) {
        return month.trends().stream()
                .map(trend -> Map.entry(
                        trend.id(),
                        month.sessions().stream()
                                .flatMap(session ->
                                        Optional.ofNullable(session.texts().get(trend.id())).stream())
                                .toList()))
                .filter(trend -> trend.getValue().size() >= TrendChange.LEAST_SESSIONS)
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        trend -> List.of(
                                trend.getValue().get(trend.getValue().size() - 1),
                                trend.getValue().get(0))));
    }

    @Test
    void everySentenceHasTheNumbersOfItsChart() {
        Random random = new Random(25);
        int told = 0;
        for (int i = 0; i < HISTORIES; i++) {
            List<SessionOverview> sessions = history(random);
            for (Language language : Language.values()) {
                MonthJson month = month(sessions, language);
                Map<String, List<String>> labels = labels(month);
                List<String> headline = amounts(month.headline());
                if (!headline.isEmpty()) {
                    told++;
                    assertThat(labels.values()).as(month.headline()).contains(headline);
                }
                assertThat(month.changes()).hasSameSizeAs(labels.keySet());
                for (MonthJson.TrendChangeJson change : month.changes()) {
                    assertThat(labels.values()).contains(List.of(change.now(), change.first()));
                }
            }
        }
        assertThat(told).isGreaterThan(HISTORIES / 2);
    }

    @Test
    void theHeadlineCountsTheSessionsOfTheCalendar() {
        Random random = new Random(26);
        Words words = Words.in(Language.ENGLISH);
        for (int i = 0; i < HISTORIES; i++) {
            List<SessionOverview> sessions = history(random);
            LocalDate from = LocalDate.of(2026, 11, 2); // Monday, three weeks before this week's
            List<LocalDate> recent = sessions.stream()
                    .map(session -> session.began().toLocalDate())
                    .filter(day -> !day.isBefore(from))
                    .toList();
            int days = (int) recent.stream().distinct().count();
            String headline = month(sessions, Language.ENGLISH).headline().toLowerCase(java.util.Locale.ROOT);
            if (recent.isEmpty()) {
                assertThat(headline).startsWith("no session");
            } else if (days == recent.size()) {
                assertThat(headline).startsWith(words.count(days) + " of twelve sessions in four weeks");
            } else {
                assertThat(headline)
                        .startsWith(words.count(recent.size()) + " sessions on " + words.count(days)
                                + (days == 1 ? " day in" : " days in"));
            }
        }
    }

    @Test
    void theWeekSumsTheRepetitionsOfItsSessions() {
        Random random = new Random(27);
        for (int i = 0; i < HISTORIES; i++) {
            MonthJson month = month(history(random), Language.ENGLISH);
            List<MonthJson.SessionJson> week = month.sessions().stream()
                    .filter(session -> session.at()
                            >= LocalDate.of(2026, 11, 23)
                                    .atStartOfDay(ZoneOffset.UTC)
                                    .toEpochSecond())
                    .toList();
            int judged = week.stream()
                    .mapToInt(session -> session.attempted() - session.unjudged())
                    .sum();
            int clean = week.stream().mapToInt(MonthJson.SessionJson::clean).sum();
            if (judged > 0) {
                assertThat(month.thisWeek()).contains("with " + clean + " of " + judged + " judged repetitions clean");
            } else {
                assertThat(month.thisWeek()).doesNotContainPattern("\\d");
            }
        }
    }

    @Test
    void thereIsNoTrendFromTwoSessions() {
        Random random = new Random(28);
        for (int i = 0; i < HISTORIES; i++) {
            List<SessionOverview> two = history(random).stream().limit(2).toList();
            MonthJson month = month(two, Language.ENGLISH);
            assertThat(month.changes()).isEmpty();
            assertThat(amounts(month.headline())).isEmpty();
        }
    }

    /** Earlier, "67 % are now clean" stood over a chart that ended at 50 %: the median of the last three sessions. */
    @Test
    void aLastSessionBelowTheMedianOfThreeIsNoImprovement() {
        TrendChange change = new TrendChange(Trend.CLEAN, 45, 50, 67);
        assertThat(change.isTold()).isFalse();
        assertThat(new TrendChange(Trend.CLEAN, 30, 50, 67).isBetter()).isTrue();
        assertThat(new TrendChange(Trend.CLEAN, 60, 90, 40).isTold()).isFalse();
    }

    @Test
    void theTargetIsTwelveDaysInFourWeeks() {
        assertThat(Month.of(List.of(), YearMonth.from(TODAY), TODAY).wanted()).isEqualTo(12);
    }

    /** What is prescribed leads: its days, its sentence, its number of days a week. */
    @Test
    void aPrescriptionSetsTheNextDayTheWeekAndTheLineOfTheStartPage() {
        Prescription asked = new Prescription(
                "Ada",
                "Dr. Kim",
                1,
                TODAY.minusDays(3),
                TODAY.plusWeeks(3),
                "bare-hands",
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                8,
                10,
                2,
                EnumSet.of(TODAY.getDayOfWeek(), TODAY.plusDays(2).getDayOfWeek()),
                OptionalDouble.empty(),
                Optional.empty(),
                "Slowly");
        MonthPage page = new MonthPage(Words.in(Language.ENGLISH));
        MonthJson before =
                page.of("Ada", List.of(), YearMonth.from(TODAY), TODAY, Optional.of(asked), List.of(), Set.of());
        assertThat(before.nextSession()).contains(TODAY.toString());
        assertThat(before.prescribed()).contains("Today as prescribed: 2 sets of 8 to 10. Dr. Kim says: Slowly");
        assertThat(before.weeks()).allSatisfy(week -> assertThat(week.wanted()).isEqualTo(2));
        assertThat(before.planDays()).hasSize(2);
        SessionOverview done = session(1, TODAY.atTime(8, 0).atZone(ZoneOffset.UTC), new Random(1));
        MonthJson after =
                page.of("Ada", List.of(done), YearMonth.from(TODAY), TODAY, Optional.of(asked), List.of(), Set.of());
        assertThat(after.nextSession())
                .isIn(Optional.empty(), Optional.of(TODAY.plusDays(2).toString()));
        assertThat(after.prescribed()).contains("Today’s prescribed session is done. Dr. Kim says: Slowly");
        MonthJson over = page.of(
                "Ada",
                List.of(),
                YearMonth.from(TODAY),
                asked.until().plusDays(1),
                Optional.of(asked),
                List.of(),
                Set.of());
        assertThat(over.prescribed()).isEmpty();
        assertThat(over.weeks()).allSatisfy(week -> assertThat(week.wanted()).isEqualTo(3));
    }
}
