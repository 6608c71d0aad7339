package formcheck.session;

import formcheck.session.motionfile.MotionBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Finds sessions, stores new ones, and stores later pain ratings. {@link SessionStore} documents each method. */
final class StoredSessions {
    private final Database database;
    private final SessionFiles files;
    private final Set<SessionId> underWay = ConcurrentHashMap.newKeySet();

    StoredSessions(Database database, SessionFiles files) {
        this.database = database;
        this.files = files;
    }

    /** Returns whether this process is storing a session at present. */
    boolean isUnderWay(SessionId id) {
        return underWay.contains(id);
    }

    Set<SessionId> foundAgain() throws StoreException {
        return Set.copyOf(
                database.read(connection -> KeptRows.ids(connection, "select id from session where found_again <> 0")));
    }

    List<SessionOverview> overviews(String person) throws StoreException {
        return database.read(connection -> {
            database.noteListed(connection, person);
            return KeptRows.overviews(connection, person);
        });
    }

    Optional<KeptSession> find(SessionId id) throws StoreException {
        Database holding = database.holding(id);
        Optional<KeptSession> bare = holding.read(connection -> {
            holding.noteRead(connection, id);
            return KeptRows.session(connection, id);
        });
        if (bare.isEmpty()) {
            return bare;
        }
        database.fetch(id);
        List<CurvePoint> curve = files.motion(id, bare.get().session().reps())
                .map(KeptMotion::curve)
                .orElse(List.of());
        return bare.map(session -> session.with(curve));
    }

    Optional<SessionId> latest(String person) throws StoreException {
        return database.read(
                connection -> KeptRows.ids(connection, """
                select session.id from session join person on person.id = session.person
                where lower(person.name) = lower(?) and deleted_millis is null order by began_millis desc, session.id desc
                """, person).stream().findFirst());
    }

    Optional<String> latestPerson() throws StoreException {
        return database.read(connection -> Sql.first(connection, row -> row.getString(1), """
                select person.name from session join person on person.id = session.person
                where deleted_millis is null order by began_millis desc, session.id desc
                """));
    }

    Optional<SessionId> latest() throws StoreException {
        return database.read(connection -> KeptRows.ids(
                        connection,
                        "select id from session where deleted_millis is null order by began_millis desc, id desc")
                .stream()
                .findFirst());
    }

    void rate(SessionId id, int set, int pain) throws StoreException {
        check(pain);
        int changed = change(id, connection -> {
            Sql.run(
                    connection,
                    "update exercise_set set pain = ? where session = ? and number = ?",
                    pain,
                    id.text(),
                    set);
            return Sql.run(connection, """
                    update session set pain_after = (select max(pain) from exercise_set where session = ?)
                    where id = ? and exists (select 1 from exercise_set where session = ? and number = ?)
                    """, id.text(), id.text(), id.text(), set);
        });
        if (changed == 0) {
            throw new StoreException("There is no set " + set + " in session " + id + ".");
        }
    }

    void painBefore(SessionId id, OptionalInt pain) throws StoreException {
        if (pain.isPresent()) {
            check(pain.getAsInt());
        }
        int changed = change(
                id,
                connection -> Sql.run(connection, "update session set pain_before = ? where id = ?", pain, id.text()));
        if (changed == 0) {
            throw StoreException.noSession(id);
        }
    }

    private int change(SessionId id, Database.DatabaseWork<Integer> work) throws StoreException {
        return database.whileNothingMoves(() -> database.holding(id).write(work));
    }

    private static void check(int pain) throws StoreException {
        if (pain < 0 || pain > 10) {
            throw new StoreException("Pain is rated from 0 to 10, not " + pain + ".");
        }
    }

    KeptSession keep(SessionDetails details, Session session, MotionBuffer motion) throws StoreException {
        SessionDetails named = named(details);
        LiveSource source = new LiveSource(
                session.source(), session.model(), session.exercise(), session.width(), session.height());
        List<KeptSet> sets = RecordedSets.of(session.reps());
        MotionAbout about = new MotionAbout(named, KeptSession.Origin.RECORDING, source, session.mirrored());
        SessionId id = database.running().write(connection -> {
            SessionId free = SessionRows.begin(connection, about, database.numbers(), files::isTaken);
            Lease.take(connection, free, Instant.now()); // it is not complete without its motion
            SessionRows.contents(connection, free, sets, session.reps(), session.notAssessed());
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
                    new SessionRows.SessionProgress(
                            session.duration().toNanos() * 1e-9,
                            session.frames(),
                            session.framesWithPose(),
                            session.width(),
                            session.height(),
                            session.damage(),
                            true));
            return free;
        });
        try {
            files.keep(id, about, motion);
        } finally {
            new Lease(database.running(), id).end();
            database.ended(id);
        }
        return find(id).orElseThrow(() -> StoreException.noSession(id));
    }

    LiveRecording begin(SessionDetails details, LiveSource source, MotionBuffer motion) throws StoreException {
        SessionDetails named = named(details);
        MotionAbout about = new MotionAbout(named, KeptSession.Origin.LIVE, source, false);
        SessionId id = database.running().write(connection -> {
            SessionId free = SessionRows.begin(connection, about, database.numbers(), files::isTaken);
            Lease.take(connection, free, Instant.now());
            return free;
        });
        underWay.add(id);
        return new LiveRecording(database, files.folder(id), files.key, id, about, motion, () -> {
            underWay.remove(id);
            database.ended(id);
        });
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
}
