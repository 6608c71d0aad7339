package formcheck.session;

import formcheck.pose.Pose;
import formcheck.session.motionfile.MotionBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stored sessions of all people on this machine: a database with files beside it, in one folder. Thread-safe; several
 * FormCheck processes may use the same folder. {@link StoredPeople}, {@link StoredSessions}, {@link StoredMedia} and {@link
 * Deletions} do the work.
 */
public final class SessionStore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SessionStore.class);

    /** Time limit for adopting sessions without a row at opening: the page waits for it. */
    private static final Duration ADOPTING = Duration.ofSeconds(2);

    final SessionFiles files;
    final Database database;
    private final StoredPeople people;
    private final StoredSessions sessions;
    private final StoredMedia media;
    private final Deletions deletions;
    private final Prescriptions prescriptions;
    private Findings findings = new Findings(List.of(), List.of());

    private SessionStore(Path folder, Database database, SessionFiles files) {
        this.files = files;
        this.database = database;
        this.people = new StoredPeople(database);
        this.sessions = new StoredSessions(database, files);
        this.media = new StoredMedia(database, files);
        this.prescriptions = new Prescriptions(database, people);
        this.deletions = new Deletions(database, files, people, sessions, PairedBrowsers.in(folder));
    }

    /**
     * Opens the store of a folder, and creates it if it does not exist. Adopts sessions that have a folder and no row. Erases
     * sessions that were in the trash for a day, and expired pictures; deletes nothing else.
     *
     * @throws StoreException if it cannot be written to, is damaged, or was written by a newer version
     */
    public static SessionStore open(Path directory) throws StoreException {
        return open(directory, Optional.empty());
    }

    public static SessionStore open(Path directory, Optional<Protection> protection) throws StoreException {
        return opened(directory, protection, ADOPTING, Optional.of(Instant.now()), false);
    }

    static SessionStore open(Path directory, Instant now) throws StoreException {
        return opened(directory, Optional.empty(), ADOPTING, Optional.of(now), false);
    }

    /**
     * Protects a folder, which its passphrase alone opens from now on. After a kill in between, the next opening continues.
     *
     * @throws StoreException if it is protected already or open elsewhere, or the passphrase is too short
     */
    public static Protection protect(Path directory, char[] passphrase) throws StoreException {
        return Sealing.begin(directory, passphrase);
    }

    /** Removes the protection. A kill in between loses nothing. */
    public static void unprotect(Path directory, Protection protection) throws StoreException {
        Sealing.end(directory, protection);
    }

    /** Opens the store as {@link #open} does, but deletes and moves nothing. */
    public static SessionStore openToRead(Path directory) throws StoreException {
        return openToRead(directory, Optional.empty());
    }

    public static SessionStore openToRead(Path directory, Optional<Protection> protection) throws StoreException {
        return opened(directory, protection, ADOPTING, Optional.empty(), false);
    }

    /** Opens as {@link #openToRead} does, and adopts every session that has a folder and no row: an export needs all. */
    public static SessionStore openToReadAll(Path directory, Optional<Protection> protection) throws StoreException {
        return opened(directory, protection, Adoption.UNLIMITED, Optional.empty(), false);
    }

    /**
     * Opens the store as {@link #openToRead} does, adopts every session that has a folder and no row, without a time limit, and
     * makes rows that cannot be read from the motion, metrics from the repetitions. Renames a damaged database, which stays in the folder.
     */
    public static SessionStore rebuild(Path directory) throws StoreException {
        return rebuild(directory, Optional.empty());
    }

    public static SessionStore rebuild(Path directory, Optional<Protection> protection) throws StoreException {
        try {
            return opened(directory, protection, Adoption.UNLIMITED, Optional.empty(), true);
        } catch (DamagedStoreException e) {
            Path aside = Database.putAside(directory);
            SessionStore store = opened(directory, protection, Adoption.UNLIMITED, Optional.empty(), true);
            store.findings = store.findings.after(List.of("The database was damaged: it lies in " + aside + " now."));
            return store;
        }
    }

    /** @param cleaning time of the clean-up; empty to delete nothing */
    private static SessionStore opened(
            Path folder,
            Optional<Protection> protection,
            Duration adopting,
            Optional<Instant> cleaning,
            boolean repairing)
            throws StoreException {
        DataFolder.prepare(folder);
        SessionFiles files = new SessionFiles(folder, Sealing.key(folder, protection));
        SessionStore store = new SessionStore(folder, Database.open(folder, files), files);
        try {
            if (cleaning.isPresent()) {
                store.deletions.clean(cleaning.get());
                NativeLibrary.cleanOld(folder);
            }
            store.findings = new Adoption(store.database, store.files).adopt(adopting);
            if (repairing) {
                store.findings = store.findings.after(new RowsRepair(store.database, store.files).repair());
                store.findings = store.findings.after(new MetricsRepair(store.database, store.files).repair());
            }
            store.database.bringUpToDate(cleaning.isPresent());
            store.findings =
                    store.findings.after(store.database.notice().stream().toList());
            store.findings.lines().forEach(line -> LOG.debug("{}", line));
            return store;
        } catch (StoreException | RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /** Returns whether a folder holds sessions, also without a database. */
    public static boolean isIn(Path folder) {
        return Database.isIn(folder) || SessionFiles.areIn(folder);
    }

    public Findings findings() {
        return findings;
    }

    /** Returns the sessions whose rows were restored from their motion. */
    public Set<SessionId> foundAgain() throws StoreException {
        return sessions.foundAgain();
    }

    public Prescriptions prescriptions() {
        return prescriptions;
    }

    public List<String> people() throws StoreException {
        return people.names();
    }

    void addPerson(String name) throws StoreException {
        people.add(name);
    }

    public Optional<Profile> profile(String name) throws StoreException {
        return people.profile(name);
    }

    /** Stores a person's choices; adds the person if not known. */
    public void remember(Profile profile) throws StoreException {
        people.remember(profile);
    }

    /** Returns a person's proofs: for each verdict the last one for each camera; none for an unknown person. */
    public List<KeptProof> proofs(String name) throws StoreException {
        return people.proofs(name);
    }

    /** Stores a person's proofs, all or nothing; adds the person if not known. */
    public void prove(String name, List<KeptProof> proofs) throws StoreException {
        people.prove(name, proofs);
    }

    /** Returns all sessions of a person, the newest last; none for an unknown person. */
    public List<SessionOverview> overviews(String person) throws StoreException {
        return sessions.overviews(person);
    }

    public Optional<KeptSession> find(SessionId id) throws StoreException {
        return sessions.find(id);
    }

    /** Returns the newest session of a person. */
    public Optional<SessionId> latest(String person) throws StoreException {
        return sessions.latest(person);
    }

    public Optional<String> latestPerson() throws StoreException {
        return sessions.latestPerson();
    }

    public Optional<SessionId> latest() throws StoreException {
        return sessions.latest();
    }

    /** Stores the pain rating of a set, 0 to 10. */
    public void rate(SessionId id, int set, int pain) throws StoreException {
        sessions.rate(id, set, pain);
    }

    /** Stores the pain rating before the session, 0 to 10; empty removes it. */
    public void painBefore(SessionId id, OptionalInt pain) throws StoreException {
        sessions.painBefore(id, pain);
    }

    /** Stores an analyzed recording, whose frames are all in set 0. */
    public KeptSession keep(SessionDetails details, Session session, MotionBuffer motion) throws StoreException {
        return sessions.keep(details, session, motion);
    }

    /** Begins to store a live session. The motion, of earlier and later frames, belongs to the recording from now on. */
    public LiveRecording begin(SessionDetails details, LiveSource source, MotionBuffer motion) throws StoreException {
        return sessions.begin(details, source, motion);
    }

    /** Returns the stored motion of a session; empty if there is none. */
    public Optional<KeptFile> motion(SessionId id) {
        return media.motion(id);
    }

    /** Returns the still image of a moment, a JPEG; empty if there is none. */
    public Optional<byte[]> still(SessionId id, int rep, Moment moment) throws StoreException {
        return media.still(id, rep, moment);
    }

    /** Returns the video of a session, a WebM file; empty if there is none. */
    public Optional<KeptFile> video(SessionId id) {
        return media.video(id);
    }

    /** Returns the second of the session at which its video begins; empty if there is no video. */
    public OptionalDouble videoStart(SessionId id) throws StoreException {
        return media.videoStart(id);
    }

    /** Returns the keypoints at a moment of a repetition; empty if they were not stored. */
    public Optional<Pose> pose(SessionId id, int rep, Moment moment) throws StoreException {
        return media.pose(id, rep, moment);
    }

    /** Moves a session with its motion and pictures into the trash, for one day. */
    public void delete(SessionId id) throws StoreException {
        deletions.delete(id);
    }

    /** Erases a session at once, also from the trash. No file holds any of it afterwards. */
    public void erase(SessionId id) throws StoreException {
        deletions.erase(id);
    }

    public void undoDelete(SessionId id) throws StoreException {
        deletions.undoDelete(id);
    }

    /** Returns a person's sessions in the trash, in the order of deletion. */
    public List<SessionOverview> trash(String person) throws StoreException {
        return deletions.trash(person);
    }

    /** Returns all sessions in the trash, in the order of deletion. */
    public List<SessionId> trash() throws StoreException {
        return deletions.trash();
    }

    /**
     * Erases a person with all sessions at once, also from the trash. Adopts sessions without a row first, without a time limit,
     * so that none of this person reappears later.
     *
     * @return folders that may belong to this person as well, one line each: their motion names nobody
     */
    public List<String> erase(String person) throws StoreException {
        return deletions.erase(person);
    }

    /** Returns the result of SQLite's integrity check: {@code ok}, or the problems. */
    public String integrity() throws StoreException {
        return database.integrity();
    }

    @Override
    public void close() {
        database.close();
    }
}
