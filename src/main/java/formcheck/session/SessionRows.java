package formcheck.session;

import formcheck.exercise.Exercise;
import formcheck.exercise.Rep;
import formcheck.motion.Baseline;
import formcheck.motion.posture.HeadCheckResult;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Writes the rows of sessions. */
final class SessionRows {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd-HHmm", Locale.ROOT);

    private SessionRows() {}

    /**
     * Inserts the row of a new session under a free name.
     *
     * @param numbers that may distinguish it within its minute
     * @param taken whether a file or folder has a name already
     */
    static SessionId begin(Connection connection, MotionAbout about, IntStream numbers, Predicate<SessionId> taken)
            throws SQLException {
        SessionId id = free(connection, about.details().began(), numbers, taken);
        insert(connection, id, about);
        return id;
    }

    /** Inserts the row of a session that has its name already. */
    static void insert(Connection connection, SessionId id, MotionAbout about) throws SQLException {
        SessionDetails details = about.details();
        LiveSource source = about.source();
        long person = PersonRows.known(connection, details.person());
        Exercise exercise = source.exercise();
        Versions versions = details.versions();
        boolean pictures = details.pictures().kind() != PictureChoice.KeptPictureKind.NONE;
        OptionalLong until = pictures
                ? OptionalLong.of(details.began()
                        .plusDays(details.pictures().days())
                        .toInstant()
                        .toEpochMilli())
                : OptionalLong.empty();
        Sql.run(
                connection,
                """
                insert into session (id, person, began, began_millis, origin, source, exercise, variant, variant_name,
                    load_kilograms, load_band, pain_before, mirrored, width, height, seconds, exercise_seconds,
                    frames, frames_with_pose, model, program_version, model_version, posture_version, rules_version,
                    figures, pictures, pictures_until_millis)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, ?, ?, ?, ?, ?, '{}', ?, ?)
                """,
                id.text(),
                person,
                details.began().toString(),
                details.began().toInstant().toEpochMilli(),
                about.origin().name().toLowerCase(Locale.ROOT),
                source.name(),
                ExerciseJson.write(exercise),
                exercise.variant(),
                exercise.variantName(),
                details.load().kilograms(),
                details.load().band(),
                details.painBefore(),
                about.mirrored(),
                source.width(),
                source.height(),
                source.model(),
                versions.program(),
                versions.model(),
                versions.posture(),
                versions.rules(),
                details.pictures().kind().id(),
                until);
    }

    /** Returns whether the database has a session or a tombstone of this name. */
    static boolean isKnown(Connection connection, SessionId id) throws SQLException {
        return Sql.first(connection, row -> row.getString(1), """
                select id from session where id = ? union all select id from tombstone where id = ?
                """, id.text(), id.text())
                .isPresent();
    }

    static SessionId free(Connection connection, ZonedDateTime began, IntStream numbers, Predicate<SessionId> taken)
            throws SQLException {
        String minute = MINUTE.format(began);
        for (int i : numbers.toArray()) {
            SessionId id = new SessionId(i == 1 ? minute : minute + "-" + i);
            if (!isKnown(connection, id) && !taken.test(id)) {
                return id;
            }
        }
        throw new SQLException("too many sessions in one minute");
    }

    static void set(Connection connection, SessionId id, KeptSet set) throws SQLException {
        Sql.run(connection, """
                insert into exercise_set (session, number, start_seconds, end_seconds, ending, pain)
                values (?, ?, ?, ?, ?, ?)
                on conflict (session, number) do update set start_seconds = excluded.start_seconds,
                    end_seconds = excluded.end_seconds, ending = excluded.ending, pain = excluded.pain
                """, id.text(), set.number(), set.start(), set.end(), set.ending(), set.pain());
        Sql.run(
                connection,
                "update session set pain_after = (select max(pain) from exercise_set where session = ?) where id = ?",
                id.text(),
                id.text());
    }

    static void rep(Connection connection, SessionId id, Rep rep) throws SQLException {
        Sql.run(
                connection,
                "insert into repetition (session, number, set_number, verdict, judged) values (?, ?, ?, ?, ?)",
                id.text(),
                rep.index(),
                rep.set(),
                rep.verdict().id(),
                RepJson.write(rep));
    }

    static void cue(Connection connection, SessionId id, SaidCue cue) throws SQLException {
        Sql.run(
                connection,
                "insert into cue (session, at_seconds, said) values (?, ?, ?)",
                id.text(),
                cue.at(),
                cue.text());
    }

    static void notAssessed(Connection connection, SessionId id, NotAssessedPeriod spot) throws SQLException {
        Sql.run(
                connection,
                "insert into blind_spot (session, what, reason, from_seconds, to_seconds) values (?, ?, ?, ?, ?)",
                id.text(),
                spot.check(),
                spot.reason().id(),
                spot.from(),
                spot.to());
    }

    static void headCheck(Connection connection, SessionId id, HeadCheckResult found) throws SQLException {
        Sql.run(connection, "update session set head_check = ? where id = ?", HeadCheckJson.write(found), id.text());
    }

    static void baseline(Connection connection, SessionId id, Baseline baseline) throws SQLException {
        Sql.run(connection, "update session set baseline = ? where id = ?", BaselineJson.write(baseline), id.text());
    }

    /** Writes sets, repetitions and periods without assessment of a session that is over. */
    static void contents(
            Connection connection,
            SessionId id,
            List<KeptSet> sets,
            List<Rep> reps,
            List<NotAssessedPeriod> notAssessed)
            throws SQLException {
        for (KeptSet set : sets) {
            set(connection, id, set);
        }
        for (Rep rep : reps) {
            rep(connection, id, rep);
        }
        for (NotAssessedPeriod spot : notAssessed) {
            notAssessed(connection, id, spot);
        }
    }

    /** Updates metrics, duration and frame counts of a session. */
    static void progress(
            Connection connection,
            SessionId id,
            Exercise exercise,
            Collection<Rep> reps,
            Collection<KeptSet> sets,
            List<DroppedMovement> dropped,
            SessionProgress progress)
            throws SQLException {
        double from = sets.stream().mapToDouble(KeptSet::start).min().orElse(0);
        Sql.run(
                connection,
                """
                update session set figures = ?, seconds = ?, exercise_seconds = ?, frames = ?, frames_with_pose = ?,
                    width = ?, height = ?, damage = ?, finished = ?
                where id = ?
                """,
                SessionMetricsJson.write(SessionMetrics.of(exercise, reps, sets, dropped)),
                progress.seconds(),
                Math.max(0, progress.seconds() - from),
                progress.frames(),
                progress.framesWithPose(),
                progress.width(),
                progress.height(),
                progress.damage(),
                progress.finished(),
                id.text());
    }

    /** How far a session has come: seconds of the session, frame counts, the last frame's size in pixels. */
    record SessionProgress(
            double seconds,
            long frames,
            long framesWithPose,
            int width,
            int height,
            Optional<String> damage,
            boolean finished) {}
}
