package formcheck.session;

import formcheck.exercise.Exercise;
import formcheck.session.TransferJson.Transferred;
import formcheck.session.motionfile.MotionFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Adds the sessions of an export to a store, one after another. A session is known by its person, start, source and repetitions, not
 * by its id: two computers give the same id to sessions of the same minute.
 */
final class ImportedSessions {
    private static final int CHUNK = SealedFile.USUAL_PIECE_BYTES;
    private static final int MINUTE_LENGTH = 15;

    private final SessionStore store;
    private final TransferFiles files;
    private final ImportLock lock;

    ImportedSessions(SessionStore store, TransferFiles files, ImportLock lock) {
        this.store = store;
        this.files = files;
        this.lock = lock;
    }

    /** Returns whether the store has a session, also in the trash, with more than its motion tells. */
    boolean isKnown(Transferred session) throws StoreException {
        boolean shared = store.database.isShared(); // where the same id may be another session's
        return store.database.read(connection -> (!shared && isErased(connection, session.id()))
                || same(connection, session, false).isPresent());
    }

    private static boolean isErased(Connection connection, SessionId id) throws SQLException {
        return Sql.first(connection, row -> row.getString(1), "select id from tombstone where id = ?", id.text())
                .isPresent();
    }

    /**
     * Returns the same session of the store, under its own id or another one of its minute: with the same repetitions, unless
     * they were judged again there.
     *
     * @param incomplete whether to look for one that was made from its motion alone, that nobody has rated since, and of which the
     *     export tells more
     */
    private static Optional<SessionId> same(Connection connection, Transferred session, boolean incomplete)
            throws SQLException {
        SessionDetails details = session.about().details();
        List<SessionId> same = KeptRows.ids(
                connection,
                """
                select session.id from session join person on person.id = session.person
                where session.id like ? and lower(person.name) = lower(?) and began_millis = ?
                    and origin = ? and source = ?
                    and ? = case when ? = 1 and found_again <> 0 and deleted_millis is null and not exists
                        (select 1 from exercise_set where exercise_set.session = session.id and pain is not null)
                        then 1 else 0 end
                order by session.id
                """,
                session.id().text().substring(0, MINUTE_LENGTH) + "%",
                details.person(),
                details.began().toInstant().toEpochMilli(),
                session.about().origin().name().toLowerCase(Locale.ROOT),
                session.about().source().name(),
                incomplete,
                !session.json().foundAgain());
        for (SessionId id : same) {
            if (hasReps(connection, id, session) || (id.equals(session.id()) && isJudgedAgain(connection, id))) {
                return Optional.of(id);
            }
        }
        return Optional.empty();
    }

    private static boolean isJudgedAgain(Connection connection, SessionId id) throws SQLException {
        return Sql.count(connection, "select found_again from session where id = ?", id.text()) != 0;
    }

    /** Reads the repetitions: an earlier version may have written them otherwise. */
    private static boolean hasReps(Connection connection, SessionId id, Transferred session) throws SQLException {
        Exercise exercise = session.about().source().exercise();
        try {
            return KeptRows.reps(connection, id, exercise).equals(session.reps());
        } catch (SQLException | IllegalArgumentException e) {
            Sql.rethrowIfOfDatabase(e);
            return id.equals(session.id()); // damaged here: a second one would hide that
        }
    }

    /** Adds a session; empty if the store has it. Its files have their place before its rows: a kill in between loses nothing. */
    Optional<SessionId> add(Transferred session) throws StoreException {
        if (isKnown(session)) {
            return Optional.empty();
        }
        try {
            Optional<SessionId> restored = store.database.write(connection -> completed(connection, session));
            if (restored.isPresent()) {
                return restored;
            }
            SessionId id = store.database.running().read(connection -> freeId(connection, session));
            List<String> names = files.contents(session.id());
            if (!names.isEmpty()) {
                place(names, session.id(), id);
            }
            return Optional.of(rows(session, id));
        } catch (IOException e) {
            throw new StoreException(
                    "Session " + session.id() + " could not be imported: " + FailureWords.of(e) + ".", e);
        }
    }

    /** Replaces rows that were made from the motion alone: an import was cut off before it wrote its rows. */
    private static Optional<SessionId> completed(Connection connection, Transferred session) throws SQLException {
        Optional<SessionId> found = same(connection, session, true);
        if (found.isPresent()) {
            Sql.run(connection, "delete from session where id = ?", found.get().text());
            insert(session, found.get(), connection);
        }
        return found;
    }

    private SessionId freeId(Connection connection, Transferred session) throws SQLException {
        boolean taken = store.database.isShared()
                || SessionRows.isKnown(connection, session.id())
                || store.files.isTaken(session.id());
        return taken
                ? SessionRows.free(
                        connection, session.about().details().began(), store.database.numbers(), store.files::isTaken)
                : session.id();
    }

    private void place(List<String> names, SessionId from, SessionId id) throws IOException {
        Path folder = store.files.folder(id);
        Path part = lock.part(id);
        try {
            DataFolder.makePrivate(part);
            for (String name : names) {
                copy(name, part, folder.resolve(target(name, from)));
            }
            Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
            DataFolder.forceFolder(folder.toAbsolutePath().getParent());
        } finally {
            drop(part);
        }
    }

    /** Inserts the rows. Deletes the files of the session again if that fails. */
    private SessionId rows(Transferred session, SessionId id) throws StoreException {
        boolean done = false;
        try {
            store.database.running().write(connection -> {
                insert(session, id, connection);
                return id;
            });
            done = true;
            store.database.ended(id);
            return id;
        } finally {
            if (!done && !store.database.running().<Boolean>read(connection -> SessionRows.isKnown(connection, id))) {
                drop(store.files.folder(id));
            }
        }
    }

    private static void insert(Transferred session, SessionId id, Connection connection) throws SQLException {
        try {
            session.insert(connection, id);
        } catch (RuntimeException e) {
            throw new SQLException("an imported session cannot be stored", e);
        }
    }

    private static void drop(Path folder) {
        try {
            DataFolder.deleteTree(folder);
        } catch (IOException e) {
            // The next import deletes it.
        }
    }

    private static String target(String name, SessionId id) {
        if (name.endsWith(".fcm")) {
            return MotionFile.NAME;
        }
        return name.endsWith(".webm")
                ? PictureFiles.VIDEO
                : name.substring(id.text().length() + 1);
    }

    /** Writes a file, sealed for its later place in a protected folder. */
    private void copy(String name, Path part, Path target) throws IOException {
        Path file = part.resolve(String.valueOf(target.getFileName()));
        DataFolder.createPrivate(file);
        Optional<SealingKey> key = store.files.key;
        try (InputStream content = files.open(name)) {
            if (key.isEmpty()) {
                try (OutputStream to = Files.newOutputStream(file)) {
                    content.transferTo(to);
                }
                return;
            }
            try (SealedWriter sealed = SealedWriter.begin(file, key.get(), SealedFile.purpose(target))) {
                for (byte[] bytes = content.readNBytes(CHUNK); bytes.length > 0; bytes = content.readNBytes(CHUNK)) {
                    sealed.append(bytes);
                }
                sealed.force();
            }
        }
    }
}
