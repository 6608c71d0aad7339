package formcheck.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import formcheck.exercise.Rep;
import formcheck.session.motionfile.StoredJson;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The description of a session in its motion file, from which the session can be restored without the database.
 *
 * @param details person, start, load
 * @param origin live session, or recording
 * @param source with the exercise by which it was judged
 * @param mirrored whether the source was mirrored
 */
record MotionAbout(SessionDetails details, KeptSession.Origin origin, LiveSource source, boolean mirrored) {
    private static final int LONGEST_TEXT = 1000;
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 9999;

    /**
     * Lengths and sizes of a motion.
     *
     * @param seconds from the first frame to the last
     * @param frames number of frames
     * @param framesWithPose number of frames with a person
     * @param width of a frame, pixels
     * @param height of a frame, pixels
     * @param damage of it, for the user
     */
    record Extent(double seconds, long frames, long framesWithPose, int width, int height, Optional<String> damage) {}

    /** Returns the session, without what only its rows tell: head check, cues, curve. */
    KeptSession session(SessionId id, List<KeptSet> sets, List<Rep> reps, Extent extent, boolean finished) {
        return new KeptSession(
                id,
                details.person(),
                details.began(),
                origin,
                details.load(),
                details.painBefore(),
                Optional.empty(),
                sets,
                details.versions(),
                new Session(
                        source.name(),
                        source.model(),
                        source.exercise(),
                        mirrored,
                        extent.width,
                        extent.height,
                        Duration.ofNanos(Math.round(extent.seconds * 1e9)),
                        extent.frames,
                        extent.framesWithPose,
                        reps,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        extent.damage),
                finished);
    }

    byte[] bytes() {
        return StoredJson.bytes(StoredAbout.of(this));
    }

    ObjectNode tree() {
        return StoredJson.tree(StoredAbout.of(this));
    }

    /** Returns what a document of {@link #tree} says; empty as for {@link #read(byte[])}. */
    static Optional<MotionAbout> read(JsonNode json) {
        try {
            return StoredJson.read(json, StoredAbout.class).about();
        } catch (StoreException | DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** @throws IllegalArgumentException if a member is missing, wrong or out of its range */
    static MotionAbout readExactly(JsonNode json) {
        try {
            StoredAbout stored = StoredJson.read(json, StoredAbout.class);
            return stored.about()
                    .filter(stored::isOf)
                    .orElseThrow(() -> new IllegalArgumentException("about: out of range"));
        } catch (StoreException | DateTimeException e) {
            throw new IllegalArgumentException("about: " + e.getMessage(), e);
        }
    }

    /** Returns what the bytes say; empty if a required member is missing or wrong, for the frames are used without it. */
    static Optional<MotionAbout> read(byte[] bytes) {
        try {
            return StoredJson.read(bytes, StoredAbout.class).about();
        } catch (StoreException | DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The block as it is written. A number out of range and a text that is too long read as absent. */
    private record StoredAbout(
            @Nullable String person,
            @Nullable String began,
            @Nullable String origin,
            @Nullable String source,
            @Nullable String model,
            @JsonProperty(required = true) ExerciseJson exercise,
            int width,
            int height,
            boolean mirrored,
            @Nullable Double kilograms,
            @Nullable String band,
            @Nullable Integer painBefore,
            @Nullable String pictures,
            @Nullable Integer pictureDays,
            @Nullable StoredVersions versions) {

        static StoredAbout of(MotionAbout about) {
            SessionDetails details = about.details;
            LiveSource source = about.source;
            return new StoredAbout(
                    details.person(),
                    details.began().toString(),
                    about.origin.name(),
                    source.name(),
                    source.model().orElse(null),
                    ExerciseJson.of(source.exercise()),
                    source.width(),
                    source.height(),
                    about.mirrored,
                    RepJson.nullable(details.load().kilograms()),
                    details.load().band().orElse(null),
                    details.painBefore().isPresent() ? details.painBefore().getAsInt() : null,
                    details.pictures().kind().id(),
                    details.pictures().days(),
                    StoredVersions.of(details.versions()));
        }

        /** Returns whether no value was left out. */
        boolean isOf(MotionAbout about) {
            SessionDetails details = about.details;
            return (kilograms != null) == details.load().kilograms().isPresent()
                    && (band != null) == details.load().band().isPresent()
                    && (painBefore != null) == details.painBefore().isPresent()
                    && (model != null) == about.source.model().isPresent()
                    && width >= 0
                    && height >= 0;
        }

        Optional<MotionAbout> about() throws StoreException {
            SessionDetails details = new SessionDetails(
                    Profile.checkedName(RepJson.text(person)),
                    dated(RepJson.text(began)),
                    new Load(
                            kilograms != null && kilograms >= 0 && kilograms < 1000
                                    ? OptionalDouble.of(kilograms)
                                    : OptionalDouble.empty(),
                            shortText(band)),
                    painBefore != null && painBefore >= 0 && painBefore <= 10
                            ? OptionalInt.of(painBefore)
                            : OptionalInt.empty(),
                    versions == null ? StoredVersions.UNKNOWN.versions() : versions.versions(),
                    new PictureChoice(
                            PictureChoice.KeptPictureKind.ofId(RepJson.text(pictures))
                                    .orElse(PictureChoice.KeptPictureKind.NONE),
                            pictureDays == null ? PictureChoice.NONE.days() : pictureDays));
            LiveSource live = new LiveSource(
                    shortText(source).orElse("unknown"), shortText(model), exercise.exercise(), width, height);
            return Arrays.stream(KeptSession.Origin.values())
                    .filter(known -> known.name().equals(origin))
                    .findFirst()
                    .map(known -> new MotionAbout(details, known, live, mirrored));
        }
    }

    private record StoredVersions(
            @Nullable String program,
            @Nullable String model,
            @Nullable String posture,
            @Nullable String rules) {
        static final StoredVersions UNKNOWN = new StoredVersions(null, null, null, null);

        static StoredVersions of(Versions versions) {
            return new StoredVersions(
                    versions.program(),
                    versions.model().orElse(null),
                    versions.posture().orElse(null),
                    versions.rules());
        }

        Versions versions() {
            return new Versions(
                    shortText(program).orElse("unknown"),
                    shortText(model),
                    shortText(posture),
                    shortText(rules).orElse("unknown"));
        }
    }

    /** @throws DateTimeException if it is no date that the database can sort by */
    private static ZonedDateTime dated(String text) {
        ZonedDateTime began = ZonedDateTime.parse(text);
        if (began.getYear() < FIRST_YEAR || began.getYear() > LAST_YEAR) {
            throw new DateTimeException("year out of range");
        }
        return began;
    }

    private static Optional<String> shortText(@Nullable String text) {
        return Optional.ofNullable(text).filter(given -> given.length() <= LONGEST_TEXT);
    }
}
