package formcheck.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import formcheck.session.SessionStore;
import formcheck.session.SessionTransfer;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowedCohortTest {
    private static final ZoneId ZONE = ZoneId.of("Pacific/Auckland");

    @TempDir
    private Path folder;

    @Test
    void weeksAreThoseOfTheCalendarWhereTheSessionWas() throws Exception {
        Path archive = Files.createDirectories(folder.resolve("archive"));
        SmallArchive small = new SmallArchive(folder.resolve("store"), archive);
        try (SessionStore store = SessionStore.open(folder.resolve("store"));
                OutputStream to = Files.newOutputStream(archive.resolve("ada.zip"))) {
            // Thursday, Sunday and the same Sunday of the last ISO week of 2026, which ends in 2027; then a week
            // without any.
            small.session(store, "Ada", day(2026, 12, 31, 8), 3);
            small.session(store, "Ada", day(2027, 1, 3, 9), 3);
            small.session(store, "Ada", day(2027, 1, 3, 21), 3);
            // Monday morning in New Zealand is Sunday in UTC.
            small.session(store, "Ada", day(2027, 1, 11, 7), 4);
            new SessionTransfer(store).writeZip("Ada", to);
        }
        SmallArchive.csv(archive.resolve("nobody.csv"), SmallArchive.frames(1));
        String judged = folder.resolve("judged").toString();
        new JudgeJob(LocalSpark.SPARK).run(List.of(archive.toString()), JudgeRules.builtIn(), Optional.empty(), judged);

        Path to = folder.resolve("cohort");
        CohortJob.FollowedCohort cohort = new CohortJob(LocalSpark.SPARK).run(judged, 2, to.toString());

        assertThat(cohort).isEqualTo(new CohortJob.FollowedCohort(1, 3, 1));
        List<Row> weeks = JudgedArchiveTest.rows(to, "weeks").stream()
                .sorted(Comparator.comparingInt(row -> row.<Integer>getAs("programmeWeek")))
                .toList();
        assertThat(weeks)
                .extracting(row -> row.<String>getAs("week"))
                .containsExactly("2026-W53", "2027-W01", "2027-W02");
        assertThat(weeks)
                .extracting(row -> row.getAs("monday").toString())
                .containsExactly("2026-12-28", "2027-01-04", "2027-01-11");
        assertThat(weeks).extracting(row -> row.<Long>getAs("sessions")).containsExactly(3L, 0L, 1L);
        assertThat(weeks).extracting(row -> row.<Long>getAs("days")).containsExactly(2L, 0L, 1L);
        assertThat(weeks).extracting(row -> row.<Double>getAs("adherence")).containsExactly(1.0, 0.0, 0.5);
        assertThat(weeks).extracting(row -> row.<Long>getAs("attempted")).containsExactly(9L, 0L, 4L);
        assertThat(weeks.get(1).<Double>getAs("cleanShare")).isNull();
        Row trend = JudgedArchiveTest.rows(to, "trends").get(0);
        assertThat(trend.<Long>getAs("weeks")).isEqualTo(3);
        assertThat(trend.<Double>getAs("adherence")).isCloseTo(0.5, within(1e-12));
        double slope =
                (weeks.get(2).<Double>getAs("eccentricSeconds") - weeks.get(0).<Double>getAs("eccentricSeconds")) / 2;
        assertThat(trend.<Double>getAs("eccentricSecondsAWeek")).isCloseTo(slope, within(1e-9));
        assertThat(JudgedArchiveTest.rows(to, "cohort")).hasSize(3);
        for (String table : List.of("weeks", "trends", "cohort")) {
            assertThat(JudgedArchiveTest.rows(to, table).toString()).doesNotContain("Ada", "ada.zip");
        }
    }

    private static ZonedDateTime day(int year, int month, int day, int hour) {
        return LocalDate.of(year, month, day).atTime(hour, 0).atZone(ZONE);
    }
}
