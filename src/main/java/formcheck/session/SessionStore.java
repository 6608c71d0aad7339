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
 * The kept sessions of all people of this machine, in one folder: numbers in a database, and files beside it. Several threads
 * may use it, and other FormChecks may use the same folder at the same time. {@link StoredPeople}, {@link StoredSessions},
 * {@link StoredMedia} and {@link Deletions} do the work.
 */
public final class SessionStore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SessionStore.class);

    /** Opening adopts sessions without a row for at most that long: the page waits for it. */
    private static final Duration ADOPTING = Duration.ofSeconds(2);

    private final SessionFiles files;
    private final Database database;
    private final StoredPeople people;
    private final StoredSessions sessions;
    private final StoredMedia media;
    private final Deletions deletions;
    private Findings findings = new Findings(List.of(), List.of());

    private SessionStore(Path folder, Database database, Optional<SealingKey> key) {
        this.files = new SessionFiles(folder, key);
        this.database = database;
        this.people = new StoredPeople(database);
        this.sessions = new StoredSessions(database, files, key);
        this.media = new StoredMedia(database, files);
        this.deletions = new Deletions(database, files, people, sessions, PairedBrowsers.in(folder));
    }

    /**
     * Opens the store of a folder, and creates it if there is none. Adopts sessions that have a folder and no row. Deletes for good
     * what went into the trash a day ago, and expired pictures; deletes nothing else.
     *
     * @throws StoreException if it cannot be written to, is damaged, or was kept by a newer version
     */
    public static SessionStore open(Path directory) throws StoreException {
        return open(directory, Optional.empty());
    }

    /** @param protection its key, if the folder is protected */
    public static SessionStore open(Path directory, Optional<Protection> protection) throws StoreException {
        return opened(directory, protection, ADOPTING, Optional.of(Instant.now()));
    }

    static SessionStore open(Path directory, Instant now) throws StoreException {
        return opened(directory, Optional.empty(), ADOPTING, Optional.of(now));
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

    /** As {@link #open}, and deletes and moves nothing: for reading only. */
    public static SessionStore openToRead(Path directory) throws StoreException {
        return openToRead(directory, Optional.empty());
    }

    /** @param protection its key, if the folder is protected */
    public static SessionStore openToRead(Path directory, Optional<Protection> protection) throws StoreException {
        return opened(directory, protection, ADOPTING, Optional.empty());
    }

    /** As {@link #openToRead}, and adopts every session that has a folder and no row: for all that is kept of a person. */
    public static SessionStore openToReadAll(Path directory, Optional<Protection> protection) throws StoreException {
        return opened(directory, protection, Adoption.UNLIMITED, Optional.empty());
    }

    /**
     * As {@link #openToRead}, and adopts every session that has a folder and no row, however long it takes. Renames a damaged
     * database, which stays in the folder.
     */
    public static SessionStore rebuild(Path directory) throws StoreException {
        return rebuild(directory, Optional.empty());
    }

    /** @param protection the key of a protected folder */
    public static SessionStore rebuild(Path directory, Optional<Protection> protection) throws StoreException {
        try {
            return opened(directory, protection, Adoption.UNLIMITED, Optional.empty());
        } catch (DamagedStoreException e) {
            Path aside = Database.putAside(directory);
            SessionStore store = opened(directory, protection, Adoption.UNLIMITED, Optional.empty());
            store.findings = store.findings.after("The database was damaged: it lies in " + aside + " now.");
            return store;
        }
    }

    /** @param cleaning when what is over is deleted; empty to delete nothing */
    private static SessionStore opened(
            Path directory, Optional<Protection> protection, Duration adopting, Optional<Instant> cleaning)
            throws StoreException {
        DataFolder.prepare(directory);
        Optional<SealingKey> key = Sealing.key(directory, protection);
        SessionStore store = new SessionStore(directory, Database.open(directory, key), key);
        try {
            if (cleaning.isPresent()) {
                store.deletions.clean(cleaning.get());
                NativeLibrary.cleanOld(directory);
            }
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
        return Database.isIn(folder) || SessionFiles.areIn(folder);
    }

    /** What was found when it was opened. */
    public Findings findings() {
        return findings;
    }

    /** The sessions whose rows were made from their motion. */
    public Set<SessionId> foundAgain() throws StoreException {
        return sessions.foundAgain();
    }

    /** In the order of their names. */
    public List<String> people() throws StoreException {
        return people.names();
    }

    /** Adds a person, unless one has that name. */
    void addPerson(String name) throws StoreException {
        people.add(name);
    }

    /** What somebody chose last. */
    public Optional<Profile> profile(String name) throws StoreException {
        return people.profile(name);
    }

    /** Remembers what somebody chose; makes the person known. */
    public void remember(Profile profile) throws StoreException {
        people.remember(profile);
    }

    /** What was proven of somebody: of each verdict the last proof in front of each camera; nothing of who is not known. */
    public List<KeptProof> proofs(String name) throws StoreException {
        return people.proofs(name);
    }

    /** Replaces what was proven of somebody, all or nothing; makes the person known. */
    public void prove(String name, List<KeptProof> proofs) throws StoreException {
        people.prove(name, proofs);
    }

    /** All sessions of a person, the newest last; none for a person who is not known. */
    public List<SessionOverview> overviews(String person) throws StoreException {
        return sessions.overviews(person);
    }

    public Optional<KeptSession> find(SessionId id) throws StoreException {
        return sessions.find(id);
    }

    /** The newest session of a person. */
    public Optional<SessionId> latest(String person) throws StoreException {
        return sessions.latest(person);
    }

    /** The newest session of anybody. */
    public Optional<SessionId> latest() throws StoreException {
        return sessions.latest();
    }

    /** Says afterwards how much it hurt in a set, 0 to 10. */
    public void rate(SessionId id, int set, int pain) throws StoreException {
        sessions.rate(id, set, pain);
    }

    /** Says afterwards how much it hurt before, 0 to 10; empty takes it back. */
    public void painBefore(SessionId id, OptionalInt pain) throws StoreException {
        sessions.painBefore(id, pain);
    }

    /**
     * Keeps a recording that was analyzed.
     *
     * @param motion its frames, all in set 0
     */
    public KeptSession keep(SessionDetails details, Session session, MotionBuffer motion) throws StoreException {
        return sessions.keep(details, session, motion);
    }

    /**
     * Begins to keep a live session.
     *
     * @param motion what came before, and what is to come: it is the recording's from now on
     */
    public LiveRecording begin(SessionDetails details, LiveSource source, MotionBuffer motion) throws StoreException {
        return sessions.begin(details, source, motion);
    }

    /** The kept motion of a session; empty if there is none. */
    public Optional<KeptFile> motion(SessionId id) {
        return media.motion(id);
    }

    /** The picture of a moment, a JPEG; empty if none is kept. */
    public Optional<byte[]> still(SessionId id, int rep, Moment moment) throws StoreException {
        return media.still(id, rep, moment);
    }

    /** The video of a session, a WebM; empty if none is kept. */
    public Optional<KeptFile> video(SessionId id) {
        return media.video(id);
    }

    /** Second of the session at which its video begins; empty if there is none. */
    public OptionalDouble videoStart(SessionId id) throws StoreException {
        return media.videoStart(id);
    }

    /** The key points at a moment of a repetition; empty if they were not kept. */
    public Optional<Pose> pose(SessionId id, int rep, Moment moment) throws StoreException {
        return media.pose(id, rep, moment);
    }

    /** Puts a session with its motion and its pictures into the trash, from which it goes a day later. */
    public void delete(SessionId id) throws StoreException {
        deletions.delete(id);
    }

    /** Deletes a session at once and for good, also from the trash; nothing of it stays in any file. */
    public void erase(SessionId id) throws StoreException {
        deletions.erase(id);
    }

    /** Takes a session out of the trash again. */
    public void undoDelete(SessionId id) throws StoreException {
        deletions.undoDelete(id);
    }

    /** What lies in the trash of a person, in the order of deletion. */
    public List<SessionOverview> trash(String person) throws StoreException {
        return deletions.trash(person);
    }

    /** What lies in the trash, in the order of deletion. */
    public List<SessionId> trash() throws StoreException {
        return deletions.trash();
    }

    /**
     * Deletes a person with all sessions, at once and also from the trash. Sessions that have no row yet are adopted first, however
     * long it takes, so that none of this person comes back later.
     *
     * @return what may be this person's as well, a line each: folders whose motion tells nothing
     */
    public List<String> erase(String person) throws StoreException {
        return deletions.erase(person);
    }

    /** What SQLite finds when it looks through everything: {@code ok}, or what is wrong. */
    public String integrity() throws StoreException {
        return database.integrity();
    }

    @Override
    public void close() {
        database.close();
    }
}
