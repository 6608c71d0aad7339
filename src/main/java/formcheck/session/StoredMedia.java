package formcheck.session;

import formcheck.pose.Pose;
import java.util.Optional;
import java.util.OptionalDouble;

/** The motion, stills and videos of a store. {@link SessionStore} documents each method. */
final class StoredMedia {
    private final Database database;
    private final SessionFiles files;

    StoredMedia(Database database, SessionFiles files) {
        this.database = database;
        this.files = files;
    }

    Optional<KeptFile> motion(SessionId id) {
        database.fetch(id);
        return files.motion(id);
    }

    Optional<byte[]> still(SessionId id, int rep, Moment moment) throws StoreException {
        database.fetch(id);
        return files.still(id, rep, moment);
    }

    Optional<KeptFile> video(SessionId id) {
        database.fetch(id);
        return files.video(id);
    }

    OptionalDouble videoStart(SessionId id) throws StoreException {
        return database.holding(id)
                .read(connection -> Sql.first(
                        connection,
                        row -> Sql.number(row, "video_from"),
                        "select video_from from session where id = ?",
                        id.text()))
                .orElse(OptionalDouble.empty());
    }

    Optional<Pose> pose(SessionId id, int rep, Moment moment) throws StoreException {
        Optional<KeptSession> session = database.holding(id).read(connection -> KeptRows.session(connection, id));
        if (session.isEmpty()) {
            return Optional.empty();
        }
        database.fetch(id);
        return files.motion(id, session.get().session().reps())
                .map(motion -> motion.poses().get(new KeptMotion.At(rep, moment)));
    }
}
