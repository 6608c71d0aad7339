package formcheck.session;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes sessions and people: into the trash for a day, or at once and for good. Never deletes through a link. {@link
 * SessionStore} documents each method.
 */
final class Deletions {
    private static final Logger LOG = LoggerFactory.getLogger(Deletions.class);

    /** A deletion by another process is complete after this time: it only renames a folder. */
    private static final Duration DELETING = Duration.ofMinutes(1);

    private final Database database;
    private final SessionFiles files;
    private final StoredPeople people;
    private final StoredSessions sessions;
    private final PairedBrowsers browsers;

    Deletions(
            Database database,
            SessionFiles files,
            StoredPeople people,
            StoredSessions sessions,
            PairedBrowsers browsers) {
        this.database = database;
        this.files = files;
        this.people = people;
        this.sessions = sessions;
        this.browsers = browsers;
    }

    void delete(SessionId id) throws StoreException {
        files.checkNoLinks();
        Instant now = Instant.now();
        database.whileNothingMoves(() -> {
            changeUnlessUnderWay(database.holding(id), id, now, connection -> Tombstones.trash(connection, id, now));
            files.trash(id);
            return id;
        });
    }

    void erase(SessionId id) throws StoreException {
        files.checkNoLinks();
        Instant now = Instant.now();
        database.whileNothingMoves(() -> {
            Database holding = database.holding(id);
            changeUnlessUnderWay(holding, id, now, connection -> {
                int there = Sql.count(connection, "select count(*) from session where id = ?", id.text());
                if (there > 0) { // a tombstone for an unknown session would delete a folder that nobody asked to delete
                    Tombstones.bury(connection, id, now);
                }
                return there;
            });
            bury(holding, List.of(id));
            emptyJournal(holding);
            return id;
        });
    }

    void undoDelete(SessionId id) throws StoreException {
        files.checkNoLinks();
        database.whileNothingMoves(() -> {
            if (database.holding(id).write(connection -> Tombstones.takeBack(connection, id)) == 0) {
                throw new StoreException("There is no session " + id + " in the trash.");
            }
            files.takeBack(id);
            return id;
        });
        database.ended(id); // one that was not sent before it was deleted
    }

    List<SessionOverview> trash(String person) throws StoreException {
        return ofAllParts(connection -> {
            database.noteListed(connection, person);
            return KeptRows.trashed(connection, person);
        });
    }

    List<SessionId> trash() throws StoreException {
        return ofAllParts(Tombstones::trashed);
    }

    /** Returns each once: a part that does not answer may read another in its place. */
    private <T> List<T> ofAllParts(Database.DatabaseWork<List<T>> work) throws StoreException {
        Set<T> found = new LinkedHashSet<>();
        for (Database part : database.parts()) {
            found.addAll(part.read(work));
        }
        return List.copyOf(found);
    }

    private void changeUnlessUnderWay(
            Database holding, SessionId id, Instant now, Database.DatabaseWork<Integer> change) throws StoreException {
        if (sessions.isUnderWay(id)) {
            throw goesOn(id);
        }
        int changed = holding.write(connection -> Lease.isHeld(connection, id, now) ? -1 : change.on(connection));
        if (changed < 0) {
            throw goesOnElsewhere(id);
        }
        if (changed == 0) {
            throw StoreException.noSession(id);
        }
    }

    List<String> erase(String person) throws StoreException {
        files.checkNoLinks();
        Instant now = Instant.now();
        List<String> left =
                new Adoption(database, files).adopt(Adoption.UNLIMITED).lines();
        int erasedPeople = database.whileNothingMoves(() -> {
            int people = 0;
            for (Database part : database.parts()) {
                Erased erased = part.write(connection -> erase(connection, person, now));
                if (erased.held.isPresent()) {
                    SessionId id = erased.held.get();
                    throw sessions.isUnderWay(id) ? goesOn(id) : goesOnElsewhere(id);
                }
                people += erased.people;
                bury(part, erased.sessions);
            }
            return people;
        });
        if (erasedPeople == 0) {
            throw StoreException.noPerson(person);
        }
        bury(
                database.running(),
                database.running().read(Tombstones::all)); // also what a killed process left of an earlier deletion
        for (Database part : database.parts()) {
            emptyJournal(part);
        }
        browsers.erased(people.names().isEmpty());
        return left;
    }

    private Erased erase(Connection connection, String person, Instant now) throws SQLException {
        List<SessionId> theirs = KeptRows.ids(connection, """
                select session.id from session join person on person.id = session.person
                where lower(person.name) = lower(?)
                """, person);
        for (SessionId id : theirs) {
            if (sessions.isUnderWay(id) || Lease.isHeld(connection, id, now)) {
                return new Erased(0, List.of(), Optional.of(id));
            }
        }
        for (SessionId id : theirs) {
            Tombstones.bury(connection, id, now);
        }
        return new Erased(
                Sql.run(connection, "delete from person where lower(name) = lower(?)", person),
                theirs,
                Optional.empty());
    }

    /** The result of an erasure: the number of people and their sessions, or the session in progress that prevents it. */
    private record Erased(int people, List<SessionId> sessions, Optional<SessionId> held) {}

    /**
     * Deletes the folders of sessions that have a tombstone. It stays where other machines have such folders. There this machine keeps
     * one as well for a day: a new session of the same minute under the same name would count as erased.
     */
    private void bury(Database part, List<SessionId> buried) throws StoreException {
        Instant now = Instant.now();
        for (SessionId id : buried) {
            files.delete(id);
            database.running().write(connection -> {
                if (part.isShared()) {
                    Tombstones.bury(connection, id, now);
                } else if (database.isShared()) {
                    Tombstones.forgetOld(connection, id, now);
                } else {
                    Tombstones.forget(connection, id);
                }
                return id;
            });
        }
    }

    private static void emptyJournal(Database part) throws StoreException {
        if (!part.emptyJournal()) {
            throw new StoreException(
                    "It is deleted, but another FormCheck still reads: what was deleted goes from the disk"
                            + " when that one ends.");
        }
    }

    /** Deletes the folders of tombstones, sessions that were in the trash for a day, and pictures past their days, and what killed imports left. */
    void clean(Instant now) throws StoreException {
        try {
            files.checkNoLinks();
        } catch (StoreException e) {
            LOG.warn("{}", e.getMessage());
            return;
        }
        Database own = database.running();
        try {
            files.cleanImports();
            keepWhatIsInDoubt(own, now);
            expirePictures(own, now);
            if (!own.read(connection -> trashedADayAgo(connection, now)).isEmpty()) {
                own.write(connection -> {
                    List<SessionId> over = trashedADayAgo(connection, now); // an undo may have come first
                    for (SessionId id : over) {
                        Tombstones.bury(connection, id, now);
                    }
                    return over;
                });
            }
            List<SessionId> buried = own.read(Tombstones::all);
            bury(own, buried);
            if (!buried.isEmpty() && !own.emptyJournal()) {
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
     * Row and folder may disagree after a kill, or after the database was replaced by an older copy: the one that says "not
     * deleted" wins. Ignores a deletion that another process has just begun.
     */
    private void keepWhatIsInDoubt(Database own, Instant now) throws StoreException {
        List<SessionId> settled = own.read(connection ->
                Tombstones.trashedBefore(connection, now.minus(DELETING).toEpochMilli()));
        for (SessionId id : settled) {
            if (files.isKept(id)) {
                own.write(connection -> Tombstones.takeBack(connection, id));
            }
        }
        for (SessionId id : own.read(
                connection -> KeptRows.ids(connection, "select id from session where deleted_millis is null"))) {
            if (files.isInTrash(id)) {
                files.takeBack(id);
            }
        }
    }

    private void expirePictures(Database own, Instant now) throws StoreException {
        List<SessionId> over = own.read(connection -> KeptRows.ids(
                connection,
                "select id from session where pictures_until_millis < ? and pictures <> 'none'",
                now.toEpochMilli()));
        for (SessionId id : over) {
            try {
                files.deletePictures(id);
            } catch (IOException e) {
                throw new StoreException("Old pictures could not be deleted: " + FailureWords.of(e) + ".", e);
            }
            own.write(connection -> Sql.run(
                    connection, "update session set pictures = 'none', video_from = null where id = ?", id.text()));
        }
    }

    private static StoreException goesOn(SessionId id) {
        return new StoreException("Session " + id + " is going on. End it first.");
    }

    private static StoreException goesOnElsewhere(SessionId id) {
        return new StoreException("Session " + id + " is going on in another FormCheck. End it there first.");
    }
}
