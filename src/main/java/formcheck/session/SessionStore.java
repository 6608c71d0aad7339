package formcheck.session;

import formcheck.exercise.Rep;
import formcheck.pose.Pose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The kept sessions of all people of this machine, in one folder: figures in a database, and beside it {@link SessionFiles}.
 * May be used by several threads, and while another FormCheck uses the same folder.
 */
public final class SessionStore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SessionStore.class);
    private final SessionFiles files;
    private final Database database;
    private final Set<SessionId> underWay = ConcurrentHashMap.newKeySet();

    private SessionStore(Path folder, Database database) {
        this.files = new SessionFiles(folder);
        this.database = database;
    }

    /**
     * Opens what is kept in a folder, and makes it if there is none. Pictures whose days are over are deleted.
     *
     * @throws StoreException if it cannot be written to, is damaged, or was kept by a newer version
     */
    public static SessionStore open(Path directory) throws StoreException {
        DataFolder.prepare(directory);
        SessionStore store = new SessionStore(directory, Database.open(directory));
        try {
            store.clean(Instant.now());
            return store;
        } catch (StoreException | RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /** Whether anything was ever kept in a folder. */
    public static boolean isIn(Path folder) {
        return Files.isRegularFile(folder.resolve(Database.FILE));
    }

    // ---------------------------------------------------------------- people

    /** In the order of their names. */
    public List<String> people() throws StoreException {
        return database.read(PersonRows::names);
    }

    /** Makes a person known; one who is known already stays so. */
    public void addPerson(String name) throws StoreException {
        String kept = Profile.checkedName(name);
        database.write(connection -> PersonRows.known(connection, kept));
    }

    /** @throws StoreException also if there is no such person, or another one has the new name */
    public void renamePerson(String name, String newName) throws StoreException {
        String kept = Profile.checkedName(newName);
        int renamed = database.write(connection -> {
            Optional<Long> other = PersonRows.find(connection, kept);
            if (other.isPresent() && !other.equals(PersonRows.find(connection, name))) {
                return -1;
            }
            return Sql.run(connection, "update person set name = ? where name = ?", kept, name);
        });
        if (renamed < 0) {
            throw new StoreException("There is somebody called " + kept + " already.");
        }
        if (renamed == 0) {
            throw nobody(name);
        }
    }

    /** What somebody chose last. */
    public Optional<Profile> profile(String name) throws StoreException {
        return database.read(connection -> PersonRows.profile(connection, name));
    }

    /** Remembers what somebody chose; makes the person known. */
    public void remember(Profile profile) throws StoreException {
        Profile kept =
                new Profile(Profile.checkedName(profile.name()), profile.variant(), profile.load(), profile.pictures());
        database.write(connection -> {
            PersonRows.remember(connection, kept);
            return kept;
        });
    }

    // ---------------------------------------------------------------- sessions

    /** All sessions of a person, the newest last; none for a person who is not known. */
    public List<SessionOverview> overviews(String person) throws StoreException {
        return database.read(connection -> KeptRows.overviews(connection, person));
    }

    public Optional<KeptSession> find(SessionId id) throws StoreException {
        Optional<KeptSession> bare = database.read(connection -> KeptRows.session(connection, id));
        if (bare.isEmpty()) {
            return bare;
        }
        List<CurvePoint> curve = files.motion(id, bare.get().session().reps())
                .map(KeptMotion::curve)
                .orElse(List.of());
        return bare.map(session -> session.with(curve));
    }

    /** The newest session of a person. */
    public Optional<SessionId> latest(String person) throws StoreException {
        return database.read(connection -> Sql.first(connection, row -> new SessionId(row.getString(1)), """
                select session.id from session join person on person.id = session.person
                where person.name = ? order by began_millis desc, session.id desc limit 1
                """, person));
    }

    /** The newest session of anybody. */
    public Optional<SessionId> latest() throws StoreException {
        return database.read(connection -> Sql.first(
                connection,
                row -> new SessionId(row.getString(1)),
                "select id from session order by began_millis desc, id desc limit 1"));
    }

    /** Says afterwards how much it hurt in a set, 0 to 10. */
    public void rate(SessionId id, int set, int pain) throws StoreException {
        check(pain);
        int changed = database.write(connection -> {
            Sql.run(
                    connection,
                    "update exercise_set set pain = ? where session = ? and number = ?",
                    pain,
                    id.text(),
                    set);
            return Sql.run(connection, """
                    update session set pain_after = (select max(pain) from exercise_set where session = ?1)
                    where id = ?1 and exists (select 1 from exercise_set where session = ?1 and number = ?2)
                    """, id.text(), set);
        });
        if (changed == 0) {
            throw new StoreException("There is no set " + set + " in session " + id + ".");
        }
    }

    /** Says afterwards how much it hurt before, 0 to 10; empty takes it back. */
    public void painBefore(SessionId id, OptionalInt pain) throws StoreException {
        if (pain.isPresent()) {
            check(pain.getAsInt());
        }
        int changed = database.write(
                connection -> Sql.run(connection, "update session set pain_before = ? where id = ?", pain, id.text()));
        if (changed == 0) {
            throw missing(id);
        }
    }

    private static void check(int pain) throws StoreException {
        if (pain < 0 || pain > 10) {
            throw new StoreException("Pain is rated from 0 to 10, not " + pain + ".");
        }
    }

    /**
     * Keeps a recording that was analyzed.
     *
     * @param motion its frames, all in set 0
     */
    public KeptSession keep(SessionDetails details, Session session, MotionBuffer motion) throws StoreException {
        SessionDetails named = named(details);
        LiveSource source = new LiveSource(
                session.source(), session.model(), session.exercise(), session.width(), session.height());
        List<KeptSet> sets = RecordedSets.of(session.reps());
        SessionId id = database.write(connection -> {
            SessionId free = SessionRows.begin(
                    connection, named, KeptSession.Origin.RECORDING, source, session.mirrored(), Optional.empty());
            for (KeptSet set : sets) {
                SessionRows.set(connection, free, set);
            }
            for (Rep rep : session.reps()) {
                SessionRows.rep(connection, free, rep);
            }
            for (SaidCue cue : session.cues()) {
                SessionRows.cue(connection, free, cue);
            }
            for (BlindSpot spot : session.blindSpots()) {
                SessionRows.blindSpot(connection, free, spot);
            }
            SessionRows.progress(
                    connection,
                    free,
                    session.exercise(),
                    session.reps(),
                    sets,
                    session.dropped(),
                    new SessionRows.Progress(
                            session.duration().toNanos() * 1e-9,
                            session.frames(),
                            session.framesWithPose(),
                            session.width(),
                            session.height(),
                            session.damage(),
                            true));
            return free;
        });
        files.keep(id, motion);
        return find(id).orElseThrow(() -> missing(id));
    }

    /**
     * Begins to keep a live session.
     *
     * @param motion what came before, and what is to come: it is the recording's from now on
     */
    public LiveRecording begin(SessionDetails details, LiveSource source, MotionBuffer motion) throws StoreException {
        SessionDetails named = named(details);
        SessionId id = database.write(connection ->
                SessionRows.begin(connection, named, KeptSession.Origin.LIVE, source, false, Optional.empty()));
        underWay.add(id);
        return new LiveRecording(database, files.folder(id), id, source, motion, () -> underWay.remove(id));
    }

    private static SessionDetails named(SessionDetails details) throws StoreException {
        return new SessionDetails(
                Profile.checkedName(details.person()),
                details.began(),
                details.load(),
                details.painBefore(),
                details.versions(),
                details.pictures());
    }

    // ---------------------------------------------------------------- motion and pictures

    /** The kept motion of a session; empty if there is none. */
    public Optional<Path> motion(SessionId id) {
        return files.motion(id);
    }

    /** The picture of a moment, a JPEG; empty if none is kept. */
    public Optional<byte[]> still(SessionId id, int rep, Moment moment) throws StoreException {
        return files.still(id, rep, moment);
    }

    /** The video of a session, a WebM; empty if none is kept. */
    public Optional<Path> video(SessionId id) {
        return files.video(id);
    }

    /** Second of the session at which its video begins; empty if there is none. */
    public OptionalDouble videoStart(SessionId id) throws StoreException {
        return database.read(connection -> Sql.first(
                        connection,
                        row -> Sql.number(row, "video_from"),
                        "select video_from from session where id = ?",
                        id.text()))
                .orElse(OptionalDouble.empty());
    }

    /** The key points at a moment of a repetition; empty if they were not kept. */
    public Optional<Pose> pose(SessionId id, int rep, Moment moment) throws StoreException {
        Optional<KeptSession> session = database.read(connection -> KeptRows.session(connection, id));
        if (session.isEmpty()) {
            return Optional.empty();
        }
        return files.motion(id, session.get().session().reps())
                .map(motion -> motion.poses().get(new KeptMotion.At(rep, moment)));
    }

    // ---------------------------------------------------------------- the end of things

    /** Deletes a session with its motion and its pictures; nothing of it stays in any file. */
    public void delete(SessionId id) throws StoreException {
        if (underWay.contains(id)) {
            throw new StoreException("Session " + id + " is going on. End it first.");
        }
        int deleted = database.write(connection -> Sql.run(connection, "delete from session where id = ?", id.text()));
        if (deleted == 0) {
            throw missing(id);
        }
        files.delete(id);
        emptyJournal();
    }

    /** Deletes a person with all sessions. */
    public void erase(String person) throws StoreException {
        List<SessionId> sessions =
                overviews(person).stream().map(SessionOverview::id).toList();
        for (SessionId id : sessions) {
            if (underWay.contains(id)) {
                throw new StoreException("Session " + id + " is going on. End it first.");
            }
        }
        int erased = database.write(connection -> Sql.run(connection, "delete from person where name = ?", person));
        if (erased == 0) {
            throw nobody(person);
        }
        for (SessionId id : sessions) {
            files.delete(id);
        }
        emptyJournal();
    }

    private void emptyJournal() throws StoreException {
        if (!database.emptyJournal()) {
            throw new StoreException(
                    "It is deleted, but another FormCheck still reads: what was deleted goes from the disk"
                            + " when that one ends.");
        }
    }

    /** What a session is not in the database for any more, and pictures whose days are over. */
    private void clean(Instant now) throws StoreException {
        List<SessionId> over = database.read(connection -> Sql.all(
                connection,
                row -> new SessionId(row.getString(1)),
                "select id from session where pictures_until_millis < ? and pictures <> 'none'",
                now.toEpochMilli()));
        try {
            for (SessionId id : over) {
                Pictures.delete(files.folder(id));
                database.write(connection -> Sql.run(
                        connection, "update session set pictures = 'none', video_from = null where id = ?", id.text()));
            }
            files.deleteAllBut(Set.copyOf(database.read(
                    connection -> Sql.all(connection, row -> row.getString(1), "select id from session"))));
        } catch (IOException e) {
            LOG.warn("old pictures could not be deleted: {}", Words.of(e));
        }
    }

    /** What SQLite finds when it looks through everything: {@code ok}, or what is wrong. */
    public String integrity() throws StoreException {
        return database.integrity();
    }

    private static StoreException missing(SessionId id) {
        return new StoreException("There is no session " + id + ". See: formcheck sessions");
    }

    private static StoreException nobody(String name) {
        return new StoreException("Nobody here is called " + name + ".");
    }

    @Override
    public void close() {
        database.close();
    }
}
