package formcheck.session.prescription;

import formcheck.exercise.Exercise;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a practitioner asks of a person.
 *
 * @param person for whom, 1 to 60 characters
 * @param practitioner who asks, 1 to 60 characters
 * @param number rises by at least one with each change, from 1
 * @param from first day
 * @param until last day, at most a year after the first
 * @param variant id of the exercise's variant
 * @param height elbow height to reach, degrees of elevation; empty for the exercise's own
 * @param lowering least time of a lowering of 90 degrees, seconds; empty for the exercise's own
 * @param fewest repetitions of a full set, 1 to 50
 * @param most repetitions after which a set ends, from {@code fewest} to 50
 * @param sets of a session, 1 to 10
 * @param days of the week with a session, at least one
 * @param kilograms in both hands together, 0 to 100; empty if not prescribed
 * @param band in words, up to 60 characters; empty if not prescribed
 * @param note in plain words, up to 500 characters, possibly empty
 */
public record Prescription(
        String person,
        String practitioner,
        int number,
        LocalDate from,
        LocalDate until,
        String variant,
        OptionalDouble height,
        OptionalDouble lowering,
        int fewest,
        int most,
        int sets,
        Set<DayOfWeek> days,
        OptionalDouble kilograms,
        Optional<String> band,
        String note) {
    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_NOTE = 500;
    private static final int MOST_REPETITIONS = 50;
    private static final int MOST_SETS = 10;
    private static final double MOST_KILOGRAMS = 100;
    private static final int MOST_NUMBER = 1_000_000;
    private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2999, 12, 31);

    /** @throws IllegalArgumentException if a component is out of its range; one line */
    public Prescription {
        check(isLine(person, LONGEST_NAME), "person is one line of 1 to " + LONGEST_NAME + " characters");
        check(isLine(practitioner, LONGEST_NAME), "practitioner is one line of 1 to " + LONGEST_NAME + " characters");
        check(number >= 1 && number <= MOST_NUMBER, "number is from 1 to " + MOST_NUMBER);
        check(!from.isBefore(EARLIEST) && !until.isAfter(LATEST), "the days are between 2000 and 2999");
        check(!until.isBefore(from), "the last day is before the first");
        check(!until.isAfter(from.plusYears(1)), "the last day is at most a year after the first");
        check(isLine(variant, LONGEST_NAME), "variant is the name of a variant");
        check(height.stream().allMatch(Double::isFinite), "height is a number");
        check(lowering.stream().allMatch(Double::isFinite), "lowering is a number");
        check(
                fewest >= 1 && fewest <= most && most <= MOST_REPETITIONS,
                "repetitions are from 1 to " + MOST_REPETITIONS + ", the fewer first");
        check(sets >= 1 && sets <= MOST_SETS, "sets are from 1 to " + MOST_SETS);
        check(!days.isEmpty(), "there is no day of the week");
        check(
                kilograms.stream().allMatch(value -> value >= 0 && value <= MOST_KILOGRAMS),
                "kilograms are from 0 to " + (int) MOST_KILOGRAMS);
        check(
                band.stream().allMatch(words -> isLine(words, LONGEST_NAME)),
                "band is one line of 1 to " + LONGEST_NAME + " characters");
        check(
                note.length() <= LONGEST_NOTE && note.chars().noneMatch(Character::isISOControl) && isWhole(note),
                "note is one line of up to " + LONGEST_NOTE + " characters");
        days = Collections.unmodifiableSet(new TreeSet<>(EnumSet.copyOf(days)));
    }

    private static void check(boolean right, String rule) {
        if (!right) {
            throw new IllegalArgumentException(rule);
        }
    }

    private static boolean isLine(String text, int longest) {
        return !text.isBlank()
                && text.length() <= longest
                && text.equals(text.strip())
                && text.chars().noneMatch(Character::isISOControl)
                && isWhole(text);
    }

    /** Whether no half of a surrogate pair stands alone: such a text has no UTF-8. */
    private static boolean isWhole(String text) {
        return text.codePoints()
                .noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    /** Returns whether a day lies within its first and last day. */
    public boolean covers(LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(until);
    }

    /** Returns whether a session is prescribed on a day. */
    public boolean asksOn(LocalDate day) {
        return covers(day) && days.contains(day.getDayOfWeek());
    }

    /** Returns the next day with a prescribed session, this day or later; empty if none is left. */
    public Optional<LocalDate> next(LocalDate today) {
        LocalDate start = today.isBefore(from) ? from : today;
        for (LocalDate day = start; !day.isAfter(until) && day.isBefore(start.plusWeeks(1)); day = day.plusDays(1)) {
            if (days.contains(day.getDayOfWeek())) {
                return Optional.of(day);
            }
        }
        return Optional.empty();
    }

    /** Returns whether it is about this variant, and the exercise allows its limits. */
    public boolean isFor(Exercise exercise) {
        try {
            return exercise.variant().equals(variant) && applyTo(exercise).mostRepetitions() == most;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * Returns the exercise as prescribed: its limits and the repetitions of a set. All else stays.
     *
     * @param base the exercise in the prescribed variant
     * @throws IllegalArgumentException if a limit is outside the bounds of its rule; one line
     */
    public Exercise applyTo(Exercise base) {
        return base.prescribed(height, lowering, fewest, most);
    }
}
