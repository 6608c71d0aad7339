package formcheck.session;

import formcheck.pose.Pose;
import formcheck.session.motionfile.MotionBuffer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
    private final PairedBrowsers browsers;
    /** Sessions without a row are adopted for so long when a folder is opened: the page waits for it. */
    private static final Duration ADOPTING = Duration.ofSeconds(2);

    private static final Duration LONG = Duration.ofDays(1);

    /** Moving a folder takes far less. */
    private static final Duration DELETING = Duration.ofMinutes(1);

    private final Set<SessionId> underWay = ConcurrentHashMap.newKeySet();
    private Findings findings = new Findings(List.of(), List.of());

    private final Optional<SealingKey> key;

    private SessionStore(Path folder, Database database, Optional<SealingKey> key) {
        this.files = new SessionFiles(folder, key);
        this.key = key;
        this.database = database;
        this.browsers = PairedBrowsers.in(folder);
    }

    /**
     * Opens what is kept in a folder, and makes it if there is none. Sessions that have a folder and no row are adopted. What was
     * deleted a day ago goes from the trash, and pictures whose days are over are deleted; nothing else is.
     *
     * @throws StoreException if it cannot be written to, is damaged, or was kept by a newer version
     */
    public static SessionStore open(Path directory) throws StoreException {
        return open(directory, Optional.empty());
    }

    /** @param protection its key, if the folder is protected */
    public static SessionStore open(Path directory, Optional<Protection> protection) throws StoreException {
        return open(directory, protection, Instant.now());
    }

    static SessionStore open(Path directory, Instant now) throws StoreException {
        return open(directory, Optional.empty(), now);
    }

    private static SessionStore open(Path directory, Optional<Protection> protection, Instant now)
            throws StoreException {
        return opened(directory, protection, ADOPTING, store -> {
            store.clean(now);
            NativeLibrary.cleanOld(directory);
        });
    }

    /**
     * Protects what is kept in a folder, or will be: from then on it is opened by its passphrase alone. A kill in between loses
     * nothing; the next opening goes on.
     *
     * @throws StoreException if it is protected already or open elsewhere, or the passphrase is too short
     */
    public static Protection protect(Path directory, char[] passphrase) throws StoreException {
        return Sealing.begin(directory, passphrase);
    }

    /** Takes the protection away; a kill in between loses nothing. */
    public static void unprotect(Path directory, Protection protection) throws StoreException {
        Sealing.end(directory, protection);
    }

    /** As {@link #open}, and nothing at all is deleted or moved: for looking at what is kept. */
    public static SessionStore openToRead(Path directory) throws StoreException {
        return openToRead(directory, Optional.empty());
    }

    /** @param protection its key, if the folder is protected */
    public static SessionStore openToRead(Path directory, Optional<Protection> protection) throws StoreException {
        return opened(directory, protection, ADOPTING, store -> {});
    }

    /** As {@link #openToRead}, and every session that has a folder and no row is adopted: for all that there is of a person. */
    public static SessionStore openToReadAll(Path directory, Optional<Protection> protection) throws StoreException {
        return opened(directory, protection, LONG, store -> {});
    }

    /**
     * As {@link #openToRead}, and every session that has a folder and no row is adopted, however long it takes. A database that is
     * damaged is put aside, and stays in the folder under another name.
     */
    public static SessionStore rebuild(Path directory) throws StoreException {
        return rebuild(directory, Optional.empty());
    }

    /** @param protection its key, if the folder is protected */
    public static SessionStore rebuild(Path directory, Optional<Protection> protection) throws StoreException {
        try {
            return opened(directory, protection, LONG, store -> {});
        } catch (DamagedStoreException e) {
            Path aside = Database.putAside(directory);
            SessionStore store = opened(directory, protection, LONG, opened -> {});
            List<String> lines = new ArrayList<>(store.findings.lines());
            lines.add(0, "The database was damaged: it lies in " + aside + " now.");
            store.findings = new Findings(store.findings.adopted(), lines);
            return store;
        }
    }

    private interface Opening {
        void on(SessionStore store) throws StoreException;
    }

    private static SessionStore opened(
            Path directory, Optional<Protection> protection, Duration adopting, Opening opening) throws StoreException {
        DataFolder.prepare(directory);
        Optional<SealingKey> key = Sealing.key(directory, protection);
        SessionStore store = new SessionStore(directory, Database.open(directory, key), key);
        try {
            opening.on(store);
            store.findings = new Adoption(store.database, store.files).adopt(adopting);
            store.findings.lines().forEach(line -> LOG.debug("{}", line));
            return store;
        } catch (StoreException | RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /** Whether anything was ever kept in a folder, also where its database has gone. */
    public static boolean isIn(Path folder) {
        return Database.isIn(folder) || hasSessions(folder);
    }

    private static boolean hasSessions(Path folder) {
        try {
            SessionFiles files = new SessionFiles(folder, Optional.empty());
            return !files.found().withMotion().isEmpty()
                    || !files.foundInTrash().withMotion().isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    /** What was found when it was opened. */
    public Findings findings() {
        return findings;
    }

    /** The sessions whose rows were made from their motion. */
    public Set<SessionId> foundAgain() throws StoreException {
        return Set.copyOf(
                database.read(connection -> KeptRows.ids(connection, "select id from session where found_again <> 0")));
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
        Profile kept = new Profile(
                Profile.checkedName(profile.name()),
                profile.variant(),
                profile.load(),
                profile.pictures(),
                profile.provenDecides());
        database.write(connection -> {
            PersonRows.remember(connection, kept);
            return kept;
        });
    }

    /** What was proven of somebody: of each verdict the last proof in front of each camera; nothing of who is not known. */
    public List<KeptProof> proofs(String name) throws StoreException {
        return database.read(connection -> ProofRows.all(connection, name));
    }

    /** Keeps what was proven of somebody, all or nothing, in place of the same before; makes the person known. */
    public void prove(String name, List<KeptProof> proofs) throws StoreException {
        String kept = Profile.checkedName(name);
        database.write(connection -> {
            long person = PersonRows.known(connection, kept);
            for (KeptProof proof : proofs) {
                ProofRows.put(connection, person, proof);
            }
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
        return database.read(
                connection -> KeptRows.ids(connection, """
                select session.id from session join person on person.id = session.person
                where person.name = ? and deleted_millis is null order by began_millis desc, session.id desc
                """, person).stream().findFirst());
    }

    /** The newest session of anybody. */
    public Optional<SessionId> latest() throws StoreException {
        return database.read(connection -> KeptRows.ids(
                        connection,
                        "select id from session where deleted_millis is null order by began_millis desc, id desc")
                .stream()
                .findFirst());
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
        MotionAbout about = new MotionAbout(named, KeptSession.Origin.RECORDING, source, session.mirrored());
        SessionId id = database.write(connection -> {
            SessionId free = SessionRows.begin(connection, about, files::isTaken);
            SessionRows.contents(connection, free, sets, session.reps(), session.blindSpots());
            for (SaidCue cue : session.cues()) {
                SessionRows.cue(connection, free, cue);
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
        files.keep(id, about, motion);
        return find(id).orElseThrow(() -> missing(id));
    }

    /**
     * Begins to keep a live session.
     *
     * @param motion what came before, and what is to come: it is the recording's from now on
     */
    public LiveRecording begin(SessionDetails details, LiveSource source, MotionBuffer motion) throws StoreException {
        SessionDetails named = named(details);
        MotionAbout about = new MotionAbout(named, KeptSession.Origin.LIVE, source, false);
        SessionId id = database.write(connection -> {
            SessionId free = SessionRows.begin(connection, about, files::isTaken);
            Lease.take(connection, free, Instant.now());
            return free;
        });
        underWay.add(id);
        return new LiveRecording(database, files.folder(id), key, id, about, motion, () -> underWay.remove(id));
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
    public Optional<KeptFile> motion(SessionId id) {
        return files.motion(id);
    }

    /** The picture of a moment, a JPEG; empty if none is kept. */
    public Optional<byte[]> still(SessionId id, int rep, Moment moment) throws StoreException {
        return files.still(id, rep, moment);
    }

    /** The video of a session, a WebM; empty if none is kept. */
    public Optional<KeptFile> video(SessionId id) {
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

    /** Puts a session with its motion and its pictures into the trash, from which it goes a day later. */
    public void delete(SessionId id) throws StoreException {
        files.checkNoLinks();
        Instant now = Instant.now();
        changeUnlessUnderWay(id, now, connection -> Tombstones.trash(connection, id, now));
        files.trash(id);
    }

    /** Deletes a session at once and for good, also from the trash; nothing of it stays in any file. */
    public void erase(SessionId id) throws StoreException {
        files.checkNoLinks();
        Instant now = Instant.now();
        changeUnlessUnderWay(id, now, connection -> {
            int there = Sql.count(connection, "select count(*) from session where id = ?", id.text());
            if (there > 0) { // a tombstone of what is not known would delete a folder that nobody asked to delete
                Tombstones.bury(connection, id, now);
            }
            return there;
        });
        bury(List.of(id));
        emptyJournal();
    }

    /** Takes a session out of the trash again. */
    public void undoDelete(SessionId id) throws StoreException {
        files.checkNoLinks();
        if (database.write(connection -> Tombstones.takeBack(connection, id)) == 0) {
            throw new StoreException("There is no session " + id + " in the trash.");
        }
        files.takeBack(id);
    }

    /** What lies in the trash of a person, in the order of deletion. */
    public List<SessionOverview> trash(String person) throws StoreException {
        return database.read(connection -> KeptRows.trashed(connection, person));
    }

    /** What lies in the trash, in the order of deletion. */
    public List<SessionId> trash() throws StoreException {
        return database.read(Tombstones::trashed);
    }

    private void changeUnlessUnderWay(SessionId id, Instant now, Database.Work<Integer> change) throws StoreException {
        if (underWay.contains(id)) {
            throw goesOn(id);
        }
        int changed = database.write(connection -> Lease.isHeld(connection, id, now) ? -1 : change.on(connection));
        if (changed < 0) {
            throw goesOnElsewhere(id);
        }
        if (changed == 0) {
            throw missing(id);
        }
    }

    /**
     * Deletes a person with all sessions, at once and also from the trash. Sessions that have no row yet are adopted first, however
     * long it takes, so that none of this person comes back later.
     *
     * @return what may be this person's as well, a line each: folders whose motion tells nothing
     */
    public List<String> erase(String person) throws StoreException {
        files.checkNoLinks();
        Instant now = Instant.now();
        List<String> left = new Adoption(database, files).adopt(LONG).lines();
        Erased erased = database.write(connection -> {
            List<SessionId> sessions = KeptRows.ids(connection, """
                    select session.id from session join person on person.id = session.person where person.name = ?
                    """, person);
            for (SessionId id : sessions) {
                if (underWay.contains(id) || Lease.isHeld(connection, id, now)) {
                    return new Erased(0, List.of(), Optional.of(id));
                }
            }
            for (SessionId id : sessions) {
                Tombstones.bury(connection, id, now);
            }
            return new Erased(
                    Sql.run(connection, "delete from person where name = ?", person), sessions, Optional.empty());
        });
        if (erased.held.isPresent()) {
            SessionId id = erased.held.get();
            throw underWay.contains(id) ? goesOn(id) : goesOnElsewhere(id);
        }
        if (erased.people == 0) {
            throw nobody(person);
        }
        bury(database.read(Tombstones::all)); // also what a kill left of an earlier deletion
        emptyJournal();
        browsers.erased(people().isEmpty());
        return left;
    }

    /** How many people went with which sessions; none if one of them is held. */
    private record Erased(int people, List<SessionId> sessions, Optional<SessionId> held) {}

    /** Deletes the folders of what has a tombstone. */
    private void bury(List<SessionId> buried) throws StoreException {
        for (SessionId id : buried) {
            files.delete(id);
            database.write(connection -> {
                Tombstones.forget(connection, id);
                return id;
            });
        }
    }

    private void emptyJournal() throws StoreException {
        if (!database.emptyJournal()) {
            throw new StoreException(
                    "It is deleted, but another FormCheck still reads: what was deleted goes from the disk"
                            + " when that one ends.");
        }
    }

    /** What a tombstone names, what was in the trash for a day, and pictures whose days are over. */
    private void clean(Instant now) throws StoreException {
        try {
            files.checkNoLinks();
        } catch (StoreException e) {
            LOG.warn("{}", e.getMessage());
            return;
        }
        try {
            keepWhatIsInDoubt(now);
            expirePictures(now);
            if (!database.read(connection -> trashedADayAgo(connection, now)).isEmpty()) {
                database.write(connection -> {
                    List<SessionId> over = trashedADayAgo(connection, now); // an undo may have been faster
                    for (SessionId id : over) {
                        Tombstones.bury(connection, id, now);
                    }
                    return over;
                });
            }
            List<SessionId> buried = database.read(Tombstones::all);
            bury(buried);
            if (!buried.isEmpty() && !database.emptyJournal()) {
                LOG.debug("another FormCheck reads: what was deleted goes from the disk when that one ends");
            }
        } catch (StoreException e) {
            LOG.warn("what was deleted could not be cleared away: {}", e.getMessage());
        }
    }

    private static List<SessionId> trashedADayAgo(Connection connection, Instant now) throws SQLException {
        return Tombstones.trashedBefore(connection, now.minus(Tombstones.UNDO).toEpochMilli());
    }

    /**
     * Row and files may disagree after a kill, or where an older copy of the database was put in its place: whichever of the two
     * says that the session was not deleted is right. A deletion that has just begun in another FormCheck is let be.
     */
    private void keepWhatIsInDoubt(Instant now) throws StoreException {
        List<SessionId> settled = database.read(connection ->
                Tombstones.trashedBefore(connection, now.minus(DELETING).toEpochMilli()));
        for (SessionId id : settled) {
            if (files.isKept(id)) {
                database.write(connection -> Tombstones.takeBack(connection, id));
            }
        }
        for (SessionId id : database.read(
                connection -> KeptRows.ids(connection, "select id from session where deleted_millis is null"))) {
            if (files.isInTrash(id)) {
                files.takeBack(id);
            }
        }
    }

    private void expirePictures(Instant now) throws StoreException {
        List<SessionId> over = database.read(connection -> KeptRows.ids(
                connection,
                "select id from session where pictures_until_millis < ? and pictures <> 'none'",
                now.toEpochMilli()));
        for (SessionId id : over) {
            try {
                files.deletePictures(id);
            } catch (IOException e) {
                throw new StoreException("Old pictures could not be deleted: " + Words.of(e) + ".", e);
            }
            database.write(connection -> Sql.run(
                    connection, "update session set pictures = 'none', video_from = null where id = ?", id.text()));
        }
    }

    /** What SQLite finds when it looks through everything: {@code ok}, or what is wrong. */
    public String integrity() throws StoreException {
        return database.integrity();
    }

    private static StoreException goesOn(SessionId id) {
        return new StoreException("Session " + id + " is going on. End it first.");
    }

    private static StoreException goesOnElsewhere(SessionId id) {
        return new StoreException("Session " + id + " is going on in another FormCheck. End it there first.");
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
