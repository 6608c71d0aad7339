package formcheck.session.prescription;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A {@link Prescription} as its file has it. The order of the components is that of the signed bytes. */
record PrescriptionJson(
        @JsonProperty(required = true) String person,
        @JsonProperty(required = true) String practitioner,
        @JsonProperty(required = true) int number,
        @JsonProperty(required = true) String from,
        @JsonProperty(required = true) String until,
        @JsonProperty(required = true) String variant,
        @Nullable Double height,
        @Nullable Double lowering,
        @JsonProperty(required = true) int fewest,
        @JsonProperty(required = true) int most,
        @JsonProperty(required = true) int sets,
        @JsonProperty(required = true) List<String> days,
        @Nullable Double kilograms,
        @Nullable String band,
        @Nullable String note) {
    private static final int SHORT = 3;
    private static final int WEEK = 7;

    static PrescriptionJson of(Prescription prescription) {
        return new PrescriptionJson(
                prescription.person(),
                prescription.practitioner(),
                prescription.number(),
                prescription.from().toString(),
                prescription.until().toString(),
                prescription.variant(),
                nullable(prescription.height()),
                nullable(prescription.lowering()),
                prescription.fewest(),
                prescription.most(),
                prescription.sets(),
                prescription.days().stream().map(PrescriptionJson::name).toList(),
                nullable(prescription.kilograms()),
                prescription.band().orElse(null),
                prescription.note().isEmpty() ? null : prescription.note());
    }

    /** @throws IllegalArgumentException if it is no valid prescription; one line */
    Prescription read() {
        if (days.size() > WEEK) {
            throw new IllegalArgumentException("a week has seven days");
        }
        List<DayOfWeek> read = new ArrayList<>();
        days.forEach(day -> read.add(day(day)));
        Set<DayOfWeek> all = read.isEmpty() ? Set.of() : EnumSet.copyOf(read);
        return new Prescription(
                person,
                practitioner,
                number,
                date("from", from),
                date("until", until),
                variant,
                optional(height),
                optional(lowering),
                fewest,
                most,
                sets,
                all,
                optional(kilograms),
                Optional.ofNullable(band),
                note == null ? "" : note);
    }

    /** Returns the name of a day in files: {@code mon} to {@code sun}. */
    static String name(DayOfWeek day) {
        return day.name().substring(0, SHORT).toLowerCase(Locale.ROOT);
    }

    static DayOfWeek day(String name) {
        for (DayOfWeek day : DayOfWeek.values()) {
            if (name(day).equals(name)) {
                return day;
            }
        }
        throw new IllegalArgumentException("days are mon, tue, wed, thu, fri, sat and sun");
    }

    private static LocalDate date(String member, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(member + " is a day, like 2026-12-01", e);
        }
    }

    private static @Nullable Double nullable(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    private static OptionalDouble optional(@Nullable Double value) {
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
