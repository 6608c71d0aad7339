package formcheck.session;

import formcheck.exercise.Exercise;
import formcheck.exercise.Rep;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Computes metrics that cannot be read from the repetitions beside them, also in the trash. Only the movements that were not
 * counted come from the motion: they are lost where there is none.
 */
final class MetricsRepair {
    private final Database database;
    private final SessionFiles files;

    MetricsRepair(Database database, SessionFiles files) {
        this.database = database.running();
        this.files = files;
    }

    /** Returns one line for each session whose metrics could not be read. */
    List<String> repair() throws StoreException {
        List<SessionId> unreadable = database.read(connection -> Sql.all(
                        connection,
                        row -> KeptRows.metrics(row).isPresent()
                                ? Optional.<SessionId>empty()
                                : SessionId.of(row.getString("id")),
                        "select id, figures from session order by id")
                .stream()
                .flatMap(Optional::stream)
                .toList());
        List<String> lines = new ArrayList<>();
        for (SessionId id : unreadable) {
            List<DroppedMovement> dropped = dropped(id);
            boolean repaired = database.write(connection -> isRepaired(connection, id, dropped));
            lines.add(
                    repaired
                            ? "The figures of session " + id + " were made again from its repetitions."
                            : "Session " + id + " is damaged, and its values cannot be made again. To leave it out:"
                                    + " formcheck delete " + id);
        }
        return lines;
    }

    private List<DroppedMovement> dropped(SessionId id) {
        try {
            Optional<KeptFile> motion = files.motion(id);
            return motion.isPresent() ? FoundMotion.read(id, motion.get()).dropped() : List.of();
        } catch (StoreException e) {
            return List.of(); // the motion is damaged as well
        }
    }

    private static boolean isRepaired(Connection connection, SessionId id, List<DroppedMovement> dropped)
            throws SQLException {
        try {
            Exercise exercise = Sql.first(
                            connection,
                            row -> ExerciseJson.read(Sql.json(row, "exercise")),
                            "select exercise from session where id = ?",
                            id.text())
                    .orElseThrow(() -> new SQLException("a session has gone"));
            List<Rep> reps = KeptRows.reps(connection, id, exercise);
            Sql.run(
                    connection,
                    "update session set figures = ? where id = ?",
                    SessionMetricsJson.write(SessionMetrics.of(exercise, reps, KeptRows.sets(connection, id), dropped)),
                    id.text());
            return true;
        } catch (SQLException | IllegalArgumentException e) {
            Sql.rethrowIfOfDatabase(e);
            return false;
        }
    }
}
