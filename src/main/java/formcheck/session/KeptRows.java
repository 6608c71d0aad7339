package formcheck.session;

import com.fasterxml.jackson.databind.JsonNode;
import formcheck.exercise.Exercise;
import formcheck.exercise.Rep;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the rows of sessions. A row that is damaged in part is listed all the same. */
final class KeptRows {
    private static final String NO_METRICS =
            "The figures of this session cannot be read: movements that were not counted are missing.";

    private KeptRows() {}

    /** Skips a row whose id is no session id; {@link #misnamed} counts those. */
    static List<SessionOverview> overviews(Connection connection, String person) throws SQLException {
        return overviews(connection, person, "deleted_millis is null order by began_millis, session.id");
    }

    /** Returns the sessions in the trash, the last deleted last. */
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
                where lower(person.name) = lower(?) and\s""" + which,
                        person)
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** Returns the session ids of a query; skips what is no id. */
    static List<SessionId> ids(Connection connection, String sql, Object... values) throws SQLException {
        return Sql.all(connection, row -> SessionId.of(row.getString(1)), sql, values).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** Counts the rows whose id is no session id. */
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

    /** Names the session whose rows are damaged: another program may have written to them. */
    private static <T> T whole(SessionId id, RowReading<T> reading) throws SQLException {
        try {
            return reading.read();
        } catch (SQLException | RuntimeException e) {
            Sql.rethrowIfOfDatabase(e);
            throw new DamagedRowException(id, e);
        }
    }

    private static SessionOverview overview(SessionId id, ResultSet row) throws SQLException {
        Optional<SessionMetrics> read = metrics(row);
        SessionMetrics metrics = read.orElse(SessionMetrics.NONE);
        return new SessionOverview(
                id,
                row.getString("person_name"),
                listed(row),
                knownOrigin(row).orElse(KeptSession.Origin.LIVE),
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
                row.getDouble("exercise_seconds"),
                read.isEmpty());
    }

    /** Returns the metrics; empty if their document is damaged. */
    static Optional<SessionMetrics> metrics(ResultSet row) throws SQLException {
        try {
            return Optional.of(SessionMetricsJson.read(Sql.json(row, "figures")));
        } catch (SQLException | IllegalArgumentException e) {
            Sql.rethrowIfOfDatabase(e);
            return Optional.empty();
        }
    }

    /** Reads a session without its elevation curve, which only the motion file holds. */
    static Optional<KeptSession> session(Connection connection, SessionId id) throws SQLException {
        return Sql.first(connection, row -> whole(id, () -> session(connection, id, row)), """
                select session.*, person.name as person_name from session join person on person.id = session.person
                where session.id = ? and deleted_millis is null
                """, id.text());
    }

    private static KeptSession session(Connection connection, SessionId id, ResultSet row) throws SQLException {
        Exercise exercise = ExerciseJson.read(Sql.json(row, "exercise"));
        Optional<SessionMetrics> metrics = metrics(row);
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
                notAssessed(connection, id),
                metrics.map(SessionMetrics::dropped).orElse(List.of()),
                cues(connection, id),
                List.of(),
                damage(Sql.text(row, "damage"), metrics.isPresent()));
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
                Sql.text(row, "head_check").isPresent()
                        ? HeadCheckJson.read(Sql.json(row, "head_check"))
                        : Optional.empty(),
                sets(connection, id),
                versions,
                session,
                row.getBoolean("finished"));
    }

    private static Optional<String> damage(Optional<String> known, boolean metrics) {
        return metrics ? known : Optional.of(known.map(damage -> damage + " ").orElse("") + NO_METRICS);
    }

    static List<Rep> reps(Connection connection, SessionId id, Exercise exercise) throws SQLException {
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

    private static List<NotAssessedPeriod> notAssessed(Connection connection, SessionId id) throws SQLException {
        return Sql.all(
                connection,
                row -> new NotAssessedPeriod(
                        row.getString("what"),
                        RepJson.reason(row.getString("reason")),
                        row.getDouble("from_seconds"),
                        row.getDouble("to_seconds")),
                "select * from blind_spot where session = ? order by from_seconds, rowid",
                id.text());
    }

    private static ZonedDateTime began(ResultSet row) throws SQLException {
        try {
            return ZonedDateTime.parse(row.getString("began"));
        } catch (DateTimeException e) {
            throw new SQLException("a session has no date", e);
        }
    }

    /** Returns the start by the text, else by the milliseconds beside it, in this machine's time zone. */
    private static ZonedDateTime listed(ResultSet row) throws SQLException {
        try {
            return ZonedDateTime.parse(row.getString("began"));
        } catch (DateTimeException e) {
            return Instant.ofEpochMilli(row.getLong("began_millis")).atZone(ZoneId.systemDefault());
        }
    }

    private static KeptSession.Origin origin(ResultSet row) throws SQLException {
        return knownOrigin(row).orElseThrow(() -> new SQLException("a session has no origin"));
    }

    private static Optional<KeptSession.Origin> knownOrigin(ResultSet row) throws SQLException {
        String name = row.getString("origin").toUpperCase(Locale.ROOT);
        return Arrays.stream(KeptSession.Origin.values())
                .filter(origin -> origin.name().equals(name))
                .findFirst();
    }

    private static Load load(ResultSet row) throws SQLException {
        return new Load(Sql.number(row, "load_kilograms"), Sql.text(row, "load_band"));
    }
}
