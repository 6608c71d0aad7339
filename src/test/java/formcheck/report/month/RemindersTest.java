package formcheck.report.month;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import biweekly.Biweekly;
import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.util.com.google.ical.compat.javautil.DateIterator;
import formcheck.report.Language;
import formcheck.report.Words;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemindersTest {
    private static final LocalTime EVENING = LocalTime.of(18, 30);
    private static final Set<DayOfWeek> DAYS = Set.of(DayOfWeek.MONDAY, DayOfWeek.WEDNESDAY, DayOfWeek.FRIDAY);

    private final Reminders reminders = new Reminders(Words.in(Language.GERMAN));

    private static VEvent event(String text) {
        ICalendar calendar = Biweekly.parse(text).first();
        assertThat(calendar.validate(ICalVersion.V2_0).isEmpty()).as(text).isTrue();
        return calendar.getEvents().get(0);
    }

    private static List<ZonedDateTime> sessions(String text, ZoneId zone) {
        DateIterator dates = event(text).getDateIterator(TimeZone.getTimeZone(zone));
        List<ZonedDateTime> sessions = new ArrayList<>();
        while (dates.hasNext()) {
            sessions.add(dates.next().toInstant().atZone(zone));
        }
        return sessions;
    }

    /** Over the end of summer time, at the edge of a day, in a zone without rules, and south of the equator. */
    @ParameterizedTest
    @ValueSource(strings = {"Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Sydney", "UTC"})
    void twelveSessionsAtTheSameTimeOfTheDay(String name) {
        ZoneId zone = ZoneId.of(name);
        ZonedDateTime now = ZonedDateTime.of(2026, 10, 15, 20, 0, 0, 0, zone); // a Thursday
        String text = reminders.calendar("Ada", DAYS, EVENING, now);
        List<ZonedDateTime> sessions = sessions(text, zone);
        assertThat(sessions).hasSize(12);
        assertThat(sessions.get(0)).isEqualTo(ZonedDateTime.of(2026, 10, 16, 18, 30, 0, 0, zone));
        assertThat(sessions).allMatch(session -> session.toLocalTime().equals(EVENING));
        assertThat(sessions).extracting(ZonedDateTime::getDayOfWeek).containsOnlyElementsOf(DAYS);
        assertThat(text).contains("DTSTART;TZID=" + name, "TRIGGER");
    }

    @Test
    void theZoneHasTheChangeOfTheClock() {
        ZonedDateTime now = ZonedDateTime.of(2026, 10, 15, 20, 0, 0, 0, ZoneId.of("Europe/Berlin"));
        String text = reminders.calendar("Ada", DAYS, EVENING, now);
        assertThat(text)
                .contains(
                        "BEGIN:DAYLIGHT\r\nDTSTART:20260329T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200",
                        "BEGIN:STANDARD\r\nDTSTART:20261025T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100");
    }

    /** The clock changes by half an hour there, which the library writes and does not read. */
    @Test
    void aChangeOfHalfAnHourIsWritten() {
        ZonedDateTime now = ZonedDateTime.of(2026, 9, 15, 20, 0, 0, 0, ZoneId.of("Australia/Lord_Howe"));
        assertThat(reminders.calendar("Ada", DAYS, EVENING, now))
                .contains(
                        "DTSTART;TZID=Australia/Lord_Howe:20260916T183000",
                        "DTSTART:20261004T020000\r\nTZOFFSETFROM:+1030\r\nTZOFFSETTO:+1100");
    }

    @Test
    void aSecondFileUpdatesTheFirst() {
        ZonedDateTime now = ZonedDateTime.of(2026, 11, 30, 20, 0, 0, 0, ZoneId.of("Europe/Berlin"));
        VEvent first = event(reminders.calendar("Ada", DAYS, EVENING, now));
        VEvent second = event(reminders.calendar("Ada", Set.of(DayOfWeek.SUNDAY), LocalTime.NOON, now.plusDays(1)));
        assertThat(second.getUid().getValue()).isEqualTo(first.getUid().getValue());
        assertThat(second.getSequence().getValue())
                .isGreaterThan(first.getSequence().getValue());
        assertThat(event(reminders.calendar("Grace", DAYS, EVENING, now))
                        .getUid()
                        .getValue())
                .isNotEqualTo(first.getUid().getValue());
    }

    @Test
    void todayCountsIfTheTimeIsStillToCome() {
        ZoneId zone = ZoneId.of("Europe/Berlin");
        ZonedDateTime monday = ZonedDateTime.of(2026, 11, 30, 18, 0, 0, 0, zone);
        assertThat(sessions(reminders.calendar("Ada", DAYS, EVENING, monday), zone)
                        .get(0))
                .isEqualTo(monday.withMinute(30));
        assertThat(sessions(reminders.calendar("Ada", DAYS, EVENING, monday.withMinute(30)), zone)
                        .get(0))
                .isEqualTo(monday.plusDays(2).withMinute(30));
    }

    @Test
    void withoutADayThereIsNoFile() {
        assertThatThrownBy(() -> reminders.calendar("Ada", Set.of(), EVENING, ZonedDateTime.now(ZoneId.of("UTC"))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
