package formcheck.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import formcheck.exercise.Exercise;
import formcheck.exercise.Rep;
import formcheck.session.SessionMetricsJson.StoredDropped;
import formcheck.session.motionfile.StoredJson;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A session as it moves to another data folder: everything of its rows, without rounding. The motion and the pictures are files
 * beside it.
 *
 * @param storedSchemaVersion {@link #SCHEMA_VERSION}
 * @param about as in the motion file
 * @param videoFrom second of the session at which the video begins
 * @param foundAgain whether the rows were made from the motion file
 */
record TransferJson(
        @JsonProperty(required = true) int storedSchemaVersion,
        @JsonProperty(required = true) String id,
        @JsonProperty(required = true) JsonNode about,
        boolean finished,
        double seconds,
        long frames,
        long framesWithPose,
        int width,
        int height,
        @Nullable String damage,
        @Nullable JsonNode headCheck,
        @Nullable JsonNode baseline,
        @Nullable List<TransferredSet> sets,
        @Nullable List<JsonNode> reps,
        @Nullable List<StoredCue> cues,
        @Nullable List<StoredPeriod> notAssessed,
        @Nullable List<StoredDropped> dropped,
        @Nullable Double videoFrom,
        boolean foundAgain) {
    static final int SCHEMA_VERSION = 1;

    private static final int MOST_ENTRIES = 100_000;
    private static final int LONGEST_TEXT = 10_000;
    private static final int MOST_PAIN = 10;

    record TransferredSet(
            int number,
            double start,
            @Nullable Double end,
            @Nullable String ending,
            @Nullable Integer pain) {
        static TransferredSet of(KeptSet set) {
            return new TransferredSet(
                    set.number(),
                    set.start(),
                    set.end().orElse(null),
                    set.ending().orElse(null),
                    set.pain().isPresent() ? set.pain().getAsInt() : null);
        }

        KeptSet set() {
            require(number > 0 && (pain == null || (pain >= 0 && pain <= MOST_PAIN)));
            return new KeptSet(
                    number,
                    start,
                    Optional.ofNullable(end),
                    Optional.ofNullable(ending),
                    pain == null ? OptionalInt.empty() : OptionalInt.of(pain));
        }
    }

    record StoredCue(
            double at, @JsonProperty(required = true) String text) {}

    record StoredPeriod(
            @JsonProperty(required = true) String check,
            @JsonProperty(required = true) String reason,
            double from,
            double to) {}

    private record Extras(PictureChoice pictures, Optional<JsonNode> baseline, OptionalDouble video, boolean found) {}

    /** Reads the rows of a session; empty if there is none, or it is in the trash. */
    static Optional<byte[]> write(Connection connection, SessionId id) throws SQLException {
        Optional<KeptSession> kept = KeptRows.session(connection, id);
        if (kept.isEmpty()) {
            return Optional.empty();
        }
        Extras extras = Sql.first(
                        connection,
                        row -> new Extras(
                                pictures(
                                        row.getString("pictures"),
                                        row.getLong("began_millis"),
                                        row.getLong("pictures_until_millis")),
                                Sql.text(row, "baseline").isPresent()
                                        ? Optional.of(Sql.json(row, "baseline"))
                                        : Optional.empty(),
                                Sql.number(row, "video_from"),
                                row.getBoolean("found_again")),
                        "select * from session where id = ?",
                        id.text())
                .orElseThrow(() -> new SQLException("a session has gone"));
        return Optional.of(StoredJson.indentedBytes(of(kept.get(), extras)));
    }

    private static PictureChoice pictures(String kind, long began, long until) {
        long days = Math.max(
                1,
                Duration.between(Instant.ofEpochMilli(began), Instant.ofEpochMilli(until))
                        .plusHours(12)
                        .toDays());
        return PictureChoice.KeptPictureKind.ofId(kind)
                .filter(kept -> kept != PictureChoice.KeptPictureKind.NONE)
                .map(kept -> new PictureChoice(kept, (int) Math.min(days, PictureChoice.LONGEST)))
                .orElse(PictureChoice.NONE);
    }

    private static TransferJson of(KeptSession kept, Extras extras) {
        Session session = kept.session();
        SessionDetails details = new SessionDetails(
                kept.person(), kept.began(), kept.load(), kept.painBefore(), kept.versions(), extras.pictures);
        LiveSource source = new LiveSource(
                session.source(), session.model(), session.exercise(), session.width(), session.height());
        return new TransferJson(
                SCHEMA_VERSION,
                kept.id().text(),
                new MotionAbout(details, kept.origin(), source, session.mirrored()).tree(),
                kept.finished(),
                session.duration().toNanos() * 1e-9,
                session.frames(),
                session.framesWithPose(),
                session.width(),
                session.height(),
                session.damage().orElse(null),
                kept.headCheck().map(HeadCheckJson::write).orElse(null),
                extras.baseline.orElse(null),
                kept.sets().stream().map(TransferredSet::of).toList(),
                session.reps().stream().<JsonNode>map(RepJson::write).toList(),
                session.cues().stream()
                        .map(cue -> new StoredCue(cue.at(), cue.text()))
                        .toList(),
                session.notAssessed().stream()
                        .map(spot ->
                                new StoredPeriod(spot.check(), spot.reason().id(), spot.from(), spot.to()))
                        .toList(),
                session.dropped().stream().map(StoredDropped::of).toList(),
                RepJson.nullable(extras.video),
                extras.found);
    }

    /** A session that was read and checked. */
    record Transferred(
            SessionId id,
            MotionAbout about,
            List<KeptSet> sets,
            List<Rep> reps,
            List<SaidCue> cues,
            List<NotAssessedPeriod> notAssessed,
            List<DroppedMovement> dropped,
            TransferJson json) {

        /** Adds the rows under an id. */
        void insert(Connection connection, SessionId as) throws SQLException {
            Exercise exercise = about.source().exercise();
            SessionRows.insert(connection, as, about);
            SessionRows.contents(connection, as, sets, reps, notAssessed);
            for (SaidCue cue : cues) {
                SessionRows.cue(connection, as, cue);
            }
            if (json.headCheck != null) {
                Sql.run(connection, "update session set head_check = ? where id = ?", json.headCheck, as.text());
            }
            if (json.baseline != null) {
                SessionRows.baseline(connection, as, BaselineJson.read(json.baseline));
            }
            SessionRows.progress(
                    connection,
                    as,
                    exercise,
                    reps,
                    sets,
                    dropped,
                    new SessionRows.SessionProgress(
                            json.seconds,
                            json.frames,
                            json.framesWithPose,
                            json.width,
                            json.height,
                            Optional.ofNullable(json.damage),
                            json.finished));
            Sql.run(
                    connection,
                    "update session set found_again = ?, video_from = ? where id = ?",
                    json.foundAgain ? 1 : 0,
                    json.videoFrom == null ? OptionalDouble.empty() : OptionalDouble.of(json.videoFrom),
                    as.text());
        }
    }

    /** A later version exported the document. */
    static final class NewerVersionException extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        NewerVersionException() {
            super("a newer FormCheck exported it");
        }
    }

    /**
     * Parses a document of an export.
     *
     * @throws NewerVersionException if a later version exported it
     * @throws IllegalArgumentException if it is no such document
     */
    static JsonNode parse(byte[] bytes) {
        JsonNode json = StoredJson.parse(bytes);
        int version = json.path("storedSchemaVersion").asInt();
        if (version > SCHEMA_VERSION) {
            throw new NewerVersionException();
        }
        require(version == SCHEMA_VERSION);
        return json;
    }

    /** @throws IllegalArgumentException as {@link #parse}, or if a value is out of its range */
    static Transferred read(byte[] bytes) {
        TransferJson json = StoredJson.read(parse(bytes), TransferJson.class);
        MotionAbout about = MotionAbout.readExactly(json.about);
        Exercise exercise = about.source().exercise();
        List<KeptSet> sets =
                entries(json.sets).stream().map(TransferredSet::set).toList();
        List<Rep> reps = entries(json.reps).stream()
                .map(rep -> RepJson.read(rep, exercise))
                .toList();
        require(sets.stream().mapToInt(KeptSet::number).distinct().count() == sets.size());
        require(IntStream.range(0, reps.size())
                .allMatch(i -> reps.get(i).index() == i + 1 && reps.get(i).set() >= 0));
        require(json.frames >= 0 && json.framesWithPose >= 0 && json.seconds >= 0 && json.seconds < 1e7);
        require(json.damage == null || json.damage.length() <= LONGEST_TEXT);
        if (json.headCheck != null) {
            HeadCheckJson.read(json.headCheck);
        }
        if (json.baseline != null) {
            BaselineJson.read(json.baseline);
        }
        return new Transferred(
                new SessionId(json.id),
                about,
                sets,
                reps,
                entries(json.cues).stream().map(TransferJson::cue).toList(),
                entries(json.notAssessed).stream()
                        .map(spot -> new NotAssessedPeriod(spot.check, RepJson.reason(spot.reason), spot.from, spot.to))
                        .toList(),
                entries(json.dropped).stream()
                        .flatMap(movement -> movement.movement().stream())
                        .toList(),
                json);
    }

    private static SaidCue cue(StoredCue cue) {
        require(cue.text.length() <= LONGEST_TEXT);
        return new SaidCue(cue.at, cue.text);
    }

    private static <T> List<T> entries(@Nullable List<T> entries) {
        require(entries == null || entries.size() <= MOST_ENTRIES);
        return entries == null ? List.of() : entries;
    }

    static void require(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException("a value is out of its range");
        }
    }
}
