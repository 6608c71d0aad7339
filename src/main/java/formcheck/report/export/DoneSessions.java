package formcheck.report.export;

import com.fasterxml.jackson.annotation.JsonProperty;
import formcheck.session.Session;
import formcheck.session.SessionOverview;
import formcheck.session.motionfile.StoredJson;
import formcheck.session.prescription.Prescription;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What a person did of a prescription, as a file for the practitioner. It holds what its components name and nothing else: no image, no
 * keypoint, no time of the day.
 *
 * @param formcheckDone {@link #FORMAT}
 * @param person whose sessions they are
 * @param practitioner who prescribed
 * @param number of the prescription
 * @param from its first day, as {@code 2026-12-01}
 * @param until its last day
 * @param sets prescribed for a session
 * @param sessions since its first day and until its last, in order of time
 */
public record DoneSessions(
        @JsonProperty(required = true) int formcheckDone,
        @JsonProperty(required = true) String person,
        @JsonProperty(required = true) String practitioner,
        @JsonProperty(required = true) int number,
        @JsonProperty(required = true) String from,
        @JsonProperty(required = true) String until,
        @JsonProperty(required = true) int sets,
        @JsonProperty(required = true) List<DoneSession> sessions) {
    /** Version of the file. */
    public static final int FORMAT = 1;

    /** Most bytes of a file: a year of sessions has less than 200,000. */
    public static final int LONGEST = 4 << 20;

    private static final int LONGEST_TEXT = 200;
    private static final int MOST_PAIN = 10;

    /**
     * A session.
     *
     * @param day as {@code 2026-12-01}
     * @param variant of the exercise
     * @param fullSets sets that reached their repetitions
     * @param attempted repetitions
     * @param valid repetitions
     * @param clean repetitions
     * @param peakElevation median of the lower arm's peak, degrees; absent if it was not measured
     * @param loweringSeconds median, seconds; absent if it was not measured
     * @param painBefore 0 to 10; absent if not rated
     * @param painAfter 0 to 10; absent if not rated
     * @param unjudged repetitions that a rule could not assess, by the rule's id
     */
    public record DoneSession(
            @JsonProperty(required = true) String day,
            @JsonProperty(required = true) String variant,
            int fullSets,
            int attempted,
            int valid,
            int clean,
            @Nullable Double peakElevation,
            @Nullable Double loweringSeconds,
            @Nullable Integer painBefore,
            @Nullable Integer painAfter,
            @JsonProperty(required = true) Map<String, Integer> unjudged) {}

    /** Collects the sessions of a prescription's days. */
    public static DoneSessions of(Prescription asked, List<SessionOverview> all) {
        return new DoneSessions(
                FORMAT,
                asked.person(),
                asked.practitioner(),
                asked.number(),
                asked.from().toString(),
                asked.until().toString(),
                asked.sets(),
                all.stream()
                        .filter(session -> asked.covers(session.began().toLocalDate()))
                        .map(DoneSessions::session)
                        .toList());
    }

    private static DoneSession session(SessionOverview session) {
        Session.Counts counts = session.counts();
        return new DoneSession(
                session.began().toLocalDate().toString(),
                session.variant(),
                (int) session.sets().stream()
                        .filter(SessionOverview.SetMetrics::full)
                        .count(),
                counts.attempted(),
                counts.valid(),
                counts.clean(),
                rounded(session.peakElevation()),
                rounded(session.eccentricSeconds()),
                whole(session.painBefore()),
                whole(session.painAfter()),
                session.unjudged());
    }

    private static @Nullable Double rounded(OptionalDouble value) {
        return value.isPresent() ? Math.round(value.getAsDouble() * 10) / 10.0 : null;
    }

    private static @Nullable Integer whole(OptionalInt value) {
        return value.isPresent() ? value.getAsInt() : null;
    }

    /** Returns the content of the file. */
    public byte[] file() {
        return StoredJson.indentedBytes(this);
    }

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException if it is none, or holds what cannot be; one line
     */
    public static DoneSessions read(byte[] file) {
        check(file.length <= LONGEST, "it is too large");
        DoneSessions read = StoredJson.read(file, DoneSessions.class);
        check(read.formcheckDone == FORMAT, "its format is " + read.formcheckDone + ", known is " + FORMAT);
        for (String text : List.of(read.person, read.practitioner)) {
            check(!text.isBlank() && text.length() <= LONGEST_TEXT, "a name is missing or too long");
        }
        day(read.from);
        day(read.until);
        for (DoneSession one : read.sessions) {
            day(one.day);
            check(one.variant.length() <= LONGEST_TEXT, "a variant is too long");
            check(
                    0 <= one.clean && one.clean <= one.valid && one.valid <= one.attempted && one.fullSets >= 0,
                    "the counts of " + one.day + " do not fit each other");
            for (Integer pain : new Integer[] {one.painBefore, one.painAfter}) {
                check(pain == null || (pain >= 0 && pain <= MOST_PAIN), "pain is from 0 to " + MOST_PAIN);
            }
        }
        return read;
    }

    private static void check(boolean right, String rule) {
        if (!right) {
            throw new IllegalArgumentException(rule);
        }
    }

    private static void day(String text) {
        try {
            LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("a day is missing, like 2026-12-01", e);
        }
    }
}
