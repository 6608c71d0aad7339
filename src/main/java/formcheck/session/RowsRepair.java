package formcheck.session;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Makes the rows of sessions anew that cannot be read, from their motion. Person, date, load and pain stay; a cue, the baseline and the
 * head check stay unless they are what is damaged. Sessions in the trash are left alone.
 */
final class RowsRepair {
    private final Database database;
    private final SessionFiles files;

    RowsRepair(Database database, SessionFiles files) {
        this.database = database.running();
        this.files = files;
    }

    /** Returns one line for each session that could not be read. */
    List<String> repair() throws StoreException {
        List<String> lines = new ArrayList<>();
        for (SessionId id : database.read(connection ->
                KeptRows.ids(connection, "select id from session where deleted_millis is null order by id"))) {
            if (!isReadable(id)) {
                lines.add(
                        isMadeAnew(id)
                                ? "Session " + id + " was damaged: its repetitions were made again from its motion."
                                : "Session " + id
                                        + " is damaged, and cannot be made again from its motion. To leave it out:"
                                        + " formcheck delete " + id);
            }
        }
        return lines;
    }

    private boolean isReadable(SessionId id) throws StoreException {
        return database.read(connection -> isReadable(connection, id));
    }

    private static boolean isReadable(Connection connection, SessionId id) throws SQLException {
        try {
            return KeptRows.session(connection, id).isPresent();
        } catch (DamagedRowException e) {
            return false;
        }
    }

    private boolean isMadeAnew(SessionId id) throws StoreException {
        FoundMotion motion;
        try {
            Optional<KeptFile> file = files.motion(id);
            if (file.isEmpty()) {
                return false;
            }
            motion = FoundMotion.read(id, file.get());
        } catch (StoreException e) {
            return false; // the motion is damaged as well
        }
        // The rows stay as they are if they cannot be read afterwards either.
        return database.write(connection -> isReadable(connection, id) || isReadableAfter(connection, id, motion));
    }

    private static boolean isReadableAfter(Connection connection, SessionId id, FoundMotion motion)
            throws SQLException {
        Database.run(connection, "savepoint repair");
        Map<Integer, OptionalInt> pain = pain(connection, id);
        for (String table : List.of("repetition", "exercise_set", "blind_spot")) {
            Sql.run(connection, "delete from " + table + " where session = ?", id.text());
        }
        Sql.run(
                connection,
                "update session set exercise = ?, found_again = 1 where id = ?",
                ExerciseJson.write(motion.about().source().exercise()),
                id.text());
        List<KeptSet> sets = motion.sets().stream().map(set -> rated(set, pain)).toList();
        SessionRows.contents(connection, id, sets, motion.reps(), motion.notAssessed());
        SessionRows.progress(
                connection,
                id,
                motion.about().source().exercise(),
                motion.reps(),
                sets,
                motion.dropped(),
                motion.progress());
        if (!isReadable(connection, id)) {
            Sql.run(connection, "delete from cue where session = ?", id.text());
            Sql.run(connection, "update session set baseline = null, head_check = null where id = ?", id.text());
        }
        boolean whole = isReadable(connection, id);
        if (!whole) {
            Database.run(connection, "rollback to repair");
        }
        Database.run(connection, "release repair");
        return whole;
    }

    private static KeptSet rated(KeptSet set, Map<Integer, OptionalInt> pain) {
        return new KeptSet(
                set.number(), set.start(), set.end(), set.ending(), pain.getOrDefault(set.number(), set.pain()));
    }

    /** Returns the ratings of the sets that can be read. */
    private static Map<Integer, OptionalInt> pain(Connection connection, SessionId id) throws SQLException {
        Map<Integer, OptionalInt> pain = new HashMap<>();
        for (int number : Sql.all(
                connection,
                row -> row.getInt("number"),
                "select number from exercise_set where session = ? and pain between 0 and 10",
                id.text())) {
            pain.put(
                    number,
                    OptionalInt.of(Sql.count(
                            connection,
                            "select pain from exercise_set where session = ? and number = ?",
                            id.text(),
                            number)));
        }
        return pain;
    }
}
