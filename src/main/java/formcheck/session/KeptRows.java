package formcheck.session;

import com.fasterxml.jackson.databind.JsonNode;
import formcheck.exercise.Exercise;
import formcheck.exercise.Rep;
import formcheck.motion.posture.HeadCheckResult;
import formcheck.motion.posture.HeadCheckResult.HeadCheckReason;
import formcheck.motion.posture.HeadCheckResult.Verdict;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.sqlite.SQLiteException;

/** What was written of sessions, read again. */
final class KeptRows {
    private KeptRows() {}

    /** A row whose id is none is passed over: {@link #misnamed} counts them. */
    static List<SessionOverview> overviews(Connection connection, String person) throws SQLException {
        return overviews(connection, person, "deleted_millis is null order by began_millis, session.id");
    }

    /** Those in the trash, the last deleted last. */
    static List<SessionOverview> trashed(Connection connection, String person) throws SQLException {
        return overviews(connection, person, "deleted_millis is not null order by deleted_millis, session.id");
    }

    private static List<SessionOverview> overviews(Connection connection, String person, String which)
            throws SQLException {
        return Sql.all(
                        connection,
                        row -> {
                            Optional<SessionId> id = SessionId.of(row.getString("id"));
                            return id.isPresent()
                                    ? Optional.of(whole(id.get(), () -> overview(id.get(), row)))
                                    : Optional.<SessionOverview>empty();
                        },
                        """
                select session.*, person.name as person_name from session join person on person.id = session.person
                where person.name = ? and\s""" + which,
                        person)
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** The names that a query finds; what is no name is passed over. */
    static List<SessionId> ids(Connection connection, String sql, Object... values) throws SQLException {
        return Sql.all(connection, row -> SessionId.of(row.getString(1)), sql, values).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** How many rows have an id that names no session. */
    static long misnamed(Connection connection) throws SQLException {
        return Sql.all(connection, row -> SessionId.of(row.getString(1)), """
                select id from session union all select id from tombstone
                """).stream()
                .filter(Optional::isEmpty)
                .count();
    }

    private interface RowReading<T> {
        T read() throws SQLException;
    }

    /** Something else may have written to the rows of a session: then it is said which one it is. */
    private static <T> T whole(SessionId id, RowReading<T> reading) throws SQLException {
        try {
            return reading.read();
        } catch (SQLiteException e) {
            throw e;
        } catch (SQLException | RuntimeException e) {
            throw new DamagedRowException(id, e);
        }
    }

    private static SessionOverview overview(SessionId id, ResultSet row) throws SQLException {
        SessionMetrics metrics = SessionMetricsJson.read(Sql.json(row, "figures"));
        return new SessionOverview(
                id,
                row.getString("person_name"),
                began(row),
                origin(row),
                row.getString("variant"),
                row.getString("variant_name"),
                load(row),
                metrics.counts(),
                metrics.sets(),
                metrics.range(),
                metrics.peakElevation(),
                metrics.eccentricSeconds(),
                metrics.holdSeconds(),
                metrics.asymmetry(),
                metrics.faults(),
                metrics.unjudged(),
                Sql.whole(row, "pain_before"),
                Sql.whole(row, "pain_after"),
                row.getDouble("exercise_seconds"));
    }

    /** A session without the curve of its elevations, which lies in the motion and not in the database. */
    static Optional<KeptSession> session(Connection connection, SessionId id) throws SQLException {
        return Sql.first(connection, row -> whole(id, () -> session(connection, id, row)), """
                select session.*, person.name as person_name from session join person on person.id = session.person
                where session.id = ? and deleted_millis is null
                """, id.text());
    }

    private static KeptSession session(Connection connection, SessionId id, ResultSet row) throws SQLException {
        Exercise exercise = ExerciseJson.read(Sql.json(row, "exercise"));
        Session session = new Session(
                row.getString("source"),
                Sql.text(row, "model"),
                exercise,
                row.getBoolean("mirrored"),
                row.getInt("width"),
                row.getInt("height"),
                Duration.ofNanos(Math.round(row.getDouble("seconds") * 1e9)),
                row.getLong("frames"),
                row.getLong("frames_with_pose"),
                reps(connection, id, exercise),
                blindSpots(connection, id),
                SessionMetricsJson.read(Sql.json(row, "figures")).dropped(),
                cues(connection, id),
                List.of(),
                Sql.text(row, "damage"));
        Versions versions = new Versions(
                row.getString("program_version"),
                Sql.text(row, "model_version"),
                Sql.text(row, "posture_version"),
                row.getString("rules_version"));
        return new KeptSession(
                id,
                row.getString("person_name"),
                began(row),
                origin(row),
                load(row),
                Sql.whole(row, "pain_before"),
                Sql.text(row, "head_check").isPresent() ? headCheck(Sql.json(row, "head_check")) : Optional.empty(),
                sets(connection, id),
                versions,
                session,
                row.getBoolean("finished"));
    }

    private static List<Rep> reps(Connection connection, SessionId id, Exercise exercise) throws SQLException {
        List<JsonNode> documents = Sql.all(
                connection,
                row -> Sql.json(row, "judged"),
                "select judged from repetition where session = ? order by number",
                id.text());
        return documents.stream().map(json -> RepJson.read(json, exercise)).toList();
    }

    static List<KeptSet> sets(Connection connection, SessionId id) throws SQLException {
        return Sql.all(
                connection,
                row -> new KeptSet(
                        row.getInt("number"),
                        row.getDouble("start_seconds"),
                        Sql.number(row, "end_seconds").stream().boxed().findFirst(),
                        Sql.text(row, "ending"),
                        Sql.whole(row, "pain")),
                "select * from exercise_set where session = ? order by number",
                id.text());
    }

    private static List<SaidCue> cues(Connection connection, SessionId id) throws SQLException {
        return Sql.all(
                connection,
                row -> new SaidCue(row.getDouble("at_seconds"), row.getString("said")),
                "select at_seconds, said from cue where session = ? order by at_seconds, rowid",
                id.text());
    }

    private static List<BlindSpot> blindSpots(Connection connection, SessionId id) throws SQLException {
        return Sql.all(
                connection,
                row -> new BlindSpot(
                        row.getString("what"),
                        RepJson.reason(row.getString("reason")),
                        row.getDouble("from_seconds"),
                        row.getDouble("to_seconds")),
                "select * from blind_spot where session = ? order by from_seconds, rowid",
                id.text());
    }

    /** Empty where a later version found what this one does not know. */
    private static Optional<HeadCheckResult> headCheck(JsonNode json) {
        String word = json.path("verdict").asText();
        Optional<HeadCheckReason> why = Arrays.stream(HeadCheckReason.values())
                .filter(doubt -> doubt.id().equals(json.path("why").asText()))
                .findFirst();
        return Arrays.stream(Verdict.values())
                .filter(verdict -> verdict.id().equals(word))
                .filter(verdict -> (verdict == Verdict.NOT_JUDGED) == why.isPresent())
                .findFirst()
                .map(verdict -> new HeadCheckResult(verdict, number(json, "chance"), number(json, "degrees"), why));
    }

    private static OptionalDouble number(JsonNode json, String name) {
        return json.path(name).isNumber() ? OptionalDouble.of(json.path(name).asDouble()) : OptionalDouble.empty();
    }

    private static ZonedDateTime began(ResultSet row) throws SQLException {
        try {
            return ZonedDateTime.parse(row.getString("began"));
        } catch (DateTimeException e) {
            throw new SQLException("a session has no date", e);
        }
    }

    private static KeptSession.Origin origin(ResultSet row) throws SQLException {
        return KeptSession.Origin.valueOf(row.getString("origin").toUpperCase(Locale.ROOT));
    }

    private static Load load(ResultSet row) throws SQLException {
        return new Load(Sql.number(row, "load_kilograms"), Sql.text(row, "load_band"));
    }
}
