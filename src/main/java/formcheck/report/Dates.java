package formcheck.report;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Formats dates and times of day in one language, the same on every machine. */
public final class Dates {
    private final DateTimeFormatter full;
    private final DateTimeFormatter brief;
    private final DateTimeFormatter month;

    private Dates(Language language) {
        Locale locale = language.locale();
        boolean german = language == Language.GERMAN;
        full = DateTimeFormatter.ofPattern(german ? "EEEE, d. MMMM uuuu, HH:mm" : "EEEE d MMMM uuuu, HH:mm", locale);
        brief = DateTimeFormatter.ofPattern(german ? "d. MMM uuuu" : "d MMM uuuu", locale);
        month = DateTimeFormatter.ofPattern("MMMM uuuu", locale);
    }

    public static Dates of(Words words) {
        return new Dates(words.language());
    }

    public String dayAndTime(ZonedDateTime time) {
        return full.format(time);
    }

    public String day(LocalDate day) {
        return brief.format(day);
    }

    public String month(YearMonth of) {
        return month.format(of);
    }
}
