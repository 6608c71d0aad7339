package formcheck.report.month;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.DaylightSavingsTime;
import biweekly.component.Observance;
import biweekly.component.StandardTime;
import biweekly.component.VAlarm;
import biweekly.component.VEvent;
import biweekly.component.VTimezone;
import biweekly.io.TimezoneAssignment;
import biweekly.parameter.Related;
import biweekly.property.Trigger;
import biweekly.util.DateTimeComponents;
import biweekly.util.Duration;
import biweekly.util.Frequency;
import biweekly.util.Recurrence;
import biweekly.util.UtcOffset;
import formcheck.report.Words;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Date;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.UUID;

/**
 * Writes a calendar file (iCalendar, RFC 5545) with the next twelve sessions as one repeating event. The same person always gets
 * the same UID and a higher sequence number: a second import moves the event instead of adding one.
 */
public final class Reminders {
    /** Sessions of four weeks. */
    private static final int SESSIONS = 12;

    private static final int MINUTES = 10;

    /** The sequence number counts minutes from here; it fits an int until 6107. */
    private static final Instant SEQUENCE_FROM = Instant.parse("2026-01-01T00:00:00Z");

    private final Words words;

    public Reminders(Words words) {
        this.words = words;
    }

    /**
     * Returns the calendar file.
     *
     * @param days of the week, at least one
     * @param time of the day in the zone of {@code now}
     * @param now the first session is later
     * @throws IllegalArgumentException if there is no day
     */
    public String calendar(String person, Set<DayOfWeek> days, LocalTime time, ZonedDateTime now) {
        if (days.isEmpty()) {
            throw new IllegalArgumentException("no day of the week");
        }
        ZonedDateTime first = first(EnumSet.copyOf(days), time, now);
        VEvent event = new VEvent();
        event.setUid(UUID.nameUUIDFromBytes(("formcheck reminders of " + person).getBytes(StandardCharsets.UTF_8))
                + "@formcheck");
        event.setSequence((int) Math.max(0, ChronoUnit.MINUTES.between(SEQUENCE_FROM, now.toInstant())));
        event.setDateTimeStamp(Date.from(now.toInstant()));
        event.setSummary(words.text("remind.summary"));
        event.setDescription(words.text("remind.description"));
        event.setDateStart(Date.from(first.toInstant()));
        event.setDuration(Duration.builder().minutes(MINUTES).build());
        event.setRecurrenceRule(new Recurrence.Builder(Frequency.WEEKLY)
                .byDay(days.stream()
                        .sorted()
                        .map(day -> biweekly.util.DayOfWeek.valueOf(day.name()))
                        .toList())
                .count(SESSIONS)
                .build());
        event.addAlarm(VAlarm.display(
                new Trigger(Duration.builder().minutes(0).build(), Related.START), words.text("remind.summary")));
        ICalendar calendar = new ICalendar();
        calendar.setProductId("-//FormCheck//FormCheck//EN");
        calendar.addEvent(event);
        calendar.getTimezoneInfo()
                .setDefaultTimezone(new TimezoneAssignment(TimeZone.getTimeZone(first.getZone()), zone(first)));
        return Biweekly.write(calendar).go();
    }

    private static ZonedDateTime first(Set<DayOfWeek> days, LocalTime time, ZonedDateTime now) {
        ZonedDateTime first = now.with(time.truncatedTo(ChronoUnit.MINUTES));
        while (!first.isAfter(now) || !days.contains(first.getDayOfWeek())) {
            first = first.plusDays(1);
        }
        return first;
    }

    /** Describes the offset at the first session, and every change until the last one: at most twelve weeks later. */
    private static VTimezone zone(ZonedDateTime first) {
        ZoneId id = first.getZone();
        ZoneRules rules = id.getRules();
        VTimezone zone = new VTimezone(id.getId());
        Instant from = first.toInstant();
        Instant until = first.plusWeeks(SESSIONS + 1L).toInstant();
        Optional<ZoneOffsetTransition> before = Optional.ofNullable(rules.previousTransition(from.plusMillis(1)));
        if (before.isPresent()) {
            add(zone, rules, before.get());
        } else {
            ZoneOffset offset = rules.getOffset(from);
            add(zone, false, LocalDateTime.of(1970, 1, 1, 0, 0), offset, offset);
        }
        ZoneOffsetTransition next = rules.nextTransition(from);
        while (next != null && next.getInstant().isBefore(until)) {
            add(zone, rules, next);
            next = rules.nextTransition(next.getInstant());
        }
        return zone;
    }

    private static void add(VTimezone zone, ZoneRules rules, ZoneOffsetTransition change) {
        add(
                zone,
                rules.isDaylightSavings(change.getInstant()),
                change.getDateTimeBefore(),
                change.getOffsetBefore(),
                change.getOffsetAfter());
    }

    private static void add(VTimezone zone, boolean summer, LocalDateTime at, ZoneOffset from, ZoneOffset to) {
        Observance observance;
        if (summer) {
            DaylightSavingsTime daylight = new DaylightSavingsTime();
            zone.addDaylightSavingsTime(daylight);
            observance = daylight;
        } else {
            StandardTime standard = new StandardTime();
            zone.addStandardTime(standard);
            observance = standard;
        }
        observance.setDateStart(new DateTimeComponents(
                at.getYear(), at.getMonthValue(), at.getDayOfMonth(), at.getHour(), at.getMinute(), 0, false));
        observance.setTimezoneOffsetFrom(new UtcOffset(1000L * from.getTotalSeconds()));
        observance.setTimezoneOffsetTo(new UtcOffset(1000L * to.getTotalSeconds()));
    }
}
