package formcheck.report.month;

import formcheck.report.Dates;
import formcheck.report.Words;
import formcheck.session.SessionOverview;
import formcheck.session.prescription.Prescription;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says a prescription in one language. */
public final class PrescriptionWords {
    private final Words words;

    public PrescriptionWords(Words words) {
        this.words = words;
    }

    /**
     * Says on the start page what is prescribed today.
     *
     * @param sessions all of the person's, in order of time
     * @return some sentences; empty before the first and after the last day
     */
    public Optional<String> today(Prescription asked, List<SessionOverview> sessions, LocalDate today) {
        if (!asked.covers(today)) {
            return Optional.empty();
        }
        boolean done =
                sessions.stream().anyMatch(one -> one.began().toLocalDate().equals(today));
        List<String> said = new ArrayList<>();
        if (asked.asksOn(today) && !done) {
            said.add(words.text("prescription.today", "sets", sets(asked)));
        } else {
            said.add(words.text(done ? "prescription.done-today" : "prescription.rest-day"));
        }
        if (!asked.note().isEmpty()) {
            said.add(words.text("prescription.note", "who", asked.practitioner(), "note", asked.note()));
        }
        return Optional.of(String.join(" ", said));
    }

    /** Says all of a prescription, one line for each part. */
    public List<String> all(Prescription asked) {
        List<String> lines = new ArrayList<>();
        lines.add(words.text("prescription.by", "who", asked.practitioner(), "person", asked.person()));
        lines.add(words.text(
                "prescription.days",
                "days",
                words.list(asked.days().stream().map(this::day).toList()),
                "from",
                Dates.of(words).day(asked.from()),
                "until",
                Dates.of(words).day(asked.until())));
        lines.add(words.text("prescription.session", "sets", sets(asked)));
        lines.add(words.text("prescription.variant", "variant", words.variant(asked.variant(), asked.variant())));
        asked.height()
                .ifPresent(height -> lines.add(words.text("prescription.height", "height", words.fixed(height, 0))));
        asked.lowering()
                .ifPresent(
                        seconds -> lines.add(words.text("prescription.lowering", "seconds", words.seconds(seconds))));
        asked.kilograms()
                .ifPresent(
                        kilograms -> lines.add(words.text("prescription.kilograms", "n", words.fixed(kilograms, 1))));
        asked.band().ifPresent(band -> lines.add(words.text("prescription.band", "band", band)));
        if (!asked.note().isEmpty()) {
            lines.add(words.text("prescription.note", "who", asked.practitioner(), "note", asked.note()));
        }
        return lines;
    }

    /** Says sets and repetitions: {@code 3 sets of 12 to 15}. */
    private String sets(Prescription asked) {
        String repetitions = asked.fewest() == asked.most()
                ? String.valueOf(asked.most())
                : words.text("prescription.range", "from", asked.fewest(), "to", asked.most());
        return words.plural("prescription.sets", asked.sets(), "n", asked.sets(), "repetitions", repetitions);
    }

    private String day(DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL, words.language().locale());
    }
}
