package formcheck.session;

import formcheck.session.TransferJson.Transferred;
import formcheck.session.motionfile.MotionFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends ended sessions of this machine to a practice's database, rows and files in one transaction, and then deletes the rows
 * here. Sends again every few seconds while the database does not answer. A session that arrived before a kill is not sent twice.
 */
final class PracticeSender implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PracticeSender.class);

    private static final long TRY_AGAIN_SECONDS = 15;

    /** Instead of a person's row: the person was erased meanwhile. */
    private static final Optional<Long> ERASED = Optional.of(-1L);

    /** Whoever reads waits this long for sessions that have just ended. */
    private static final long SETTLING_SECONDS = 5;

    /** Whoever changes a session waits this long for one that is being sent. */
    private static final long MOVING_SECONDS = 15;

    /** Time for the session that is being sent when the program ends. It is sent at the next start otherwise. */
    private static final long ENDING_SECONDS = 3;

    private final Database local;
    private final SessionFiles files;
    private final PostgresConnection sending;
    private final WaitingChoices choices;
    private final PracticePeople people;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "practice");
        made.setDaemon(true);
        return made;
    });
    /** Counts what came to wait; what an earlier run of the program left counts as one. */
    private final AtomicLong arrived = new AtomicLong(1);

    /** Held while a session is sent, and while something changes it where it is. */
    private final ReentrantLock moving = new ReentrantLock();

    private volatile long tried;
    private volatile long sent;
    private volatile Optional<String> away = Optional.empty();

    @SuppressWarnings("FutureReturnValueIgnored") // what is scheduled catches everything itself
    PracticeSender(Path folder, PracticeAddress address, Database local, SessionFiles files) {
        this.local = local;
        this.files = files;
        this.sending = new PostgresConnection(address, Connection.TRANSACTION_READ_COMMITTED, false);
        this.choices = new WaitingChoices(folder);
        this.people = new PracticePeople(folder);
        thread.scheduleWithFixedDelay(this::sendQuietly, TRY_AGAIN_SECONDS, TRY_AGAIN_SECONDS, TimeUnit.SECONDS);
    }

    /** Sends soon. */
    void somethingWaits() {
        arrived.incrementAndGet();
        try {
            thread.execute(this::sendQuietly);
        } catch (RejectedExecutionException e) {
            // The next start sends.
        }
    }

    void choicesWait(String person) throws StoreException {
        choices.add(person);
        arrived.incrementAndGet();
    }

    /** Waits a few seconds until what has ended is in the database. Does not wait while the database does not answer. */
    void settle() {
        if (tried == arrived.get() || away.isPresent()) {
            return;
        }
        try {
            thread.submit(this::sendQuietly).get(SETTLING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
            LOG.debug("not everything is sent yet");
        }
    }

    /** Notes that the database does not answer, or accepts nothing, until it does. */
    void isAway(UnreachableStoreException why) {
        if (away.isEmpty()) {
            away = Optional.of(
                    why.getMessage() + " Your sessions are kept on this computer, and sent when it answers again.");
            LOG.warn("{}", away.get());
        }
    }

    PracticePeople people() {
        return people;
    }

    Set<String> waiting() {
        return choices.people();
    }

    Optional<String> notice() {
        return away;
    }

    /** @throws StoreException if a session is on its way for long */
    <T> T whileNothingMoves(Database.StillWork<T> work) throws StoreException {
        boolean still = false;
        try {
            still = moving.tryLock(MOVING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!still) {
            throw new StoreException("A session is being sent to the practice's database. Try again in a minute.");
        }
        try {
            return work.run();
        } finally {
            moving.unlock();
        }
    }

    private void sendQuietly() {
        long upTo = arrived.get();
        if (sent == upTo && away.isEmpty()) {
            return;
        }
        boolean all = true;
        try {
            if (away.isPresent()) {
                sending.transaction(connection -> true);
            }
            Ended ended = ended();
            all = !ended.others;
            for (String person : choices.people()) {
                try {
                    sendChoices(person);
                } catch (UnreachableStoreException e) {
                    throw e;
                } catch (StoreException e) {
                    all = false;
                    LOG.warn("choices of a person stay on this computer: {}", e.getMessage());
                }
            }
            for (SessionId id : ended.ids) {
                moving.lock();
                try {
                    send(id);
                } catch (UnreachableStoreException e) {
                    throw e;
                } catch (StoreException e) {
                    all = false;
                    LOG.warn("session {} stays on this computer: {}", id, e.getMessage());
                } finally {
                    moving.unlock();
                }
            }
            away = Optional.empty();
            sent = all ? upTo : sent;
        } catch (UnreachableStoreException e) {
            isAway(e);
        } catch (StoreException | RuntimeException e) {
            LOG.warn("sessions stay on this computer: {}", e.getMessage());
        } finally {
            tried = upTo;
        }
    }

    /**
     * What may be sent.
     *
     * @param others whether a session is in progress as well, in this process or another one
     */
    private record Ended(List<SessionId> ids, boolean others) {}

    private Ended ended() throws StoreException {
        Instant now = Instant.now();
        return local.read(connection -> {
            List<SessionId> ended = new ArrayList<>();
            boolean others = false;
            for (SessionId id : KeptRows.ids(
                    connection, "select id from session where deleted_millis is null order by began_millis, id")) {
                if (Lease.isHeld(connection, id, now)) {
                    others = true;
                } else {
                    ended.add(id);
                }
            }
            return new Ended(ended, others);
        });
    }

    private void send(SessionId id) throws StoreException {
        Optional<byte[]> document = local.read(connection -> TransferJson.write(connection, id));
        if (document.isEmpty()) {
            return; // it was deleted before its turn
        }
        Transferred session = TransferJson.read(document.get());
        Path folder = files.folder(id);
        boolean here = Files.isDirectory(folder);
        String person = session.about().details().person();
        Instant written = written(session, folder);
        Optional<Long> row = sending.transaction(connection -> {
            if (!SessionRows.isKnown(connection, id)) {
                if (people.erased(connection, person)
                        .filter(at -> !at.isBefore(written))
                        .isPresent()) {
                    return ERASED;
                }
                session.insert(connection, id);
                if (here) {
                    PracticeFiles.send(connection, files, id);
                }
            }
            return PersonRows.find(connection, person);
        });
        if (row.equals(ERASED)) {
            files.delete(id);
        } else if (row.isPresent()) {
            people.add(person, row.get());
        }
        if (here && !row.equals(ERASED)) {
            PracticeFiles.markSent(folder);
        }
        local.write(connection -> Sql.run(connection, "delete from session where id = ?", id.text()));
    }

    /** Returns when the session was written here: an imported one began long before. */
    private static Instant written(Transferred session, Path folder) {
        Instant began = session.about().details().began().toInstant();
        try {
            Instant motion =
                    Files.getLastModifiedTime(folder.resolve(MotionFile.NAME)).toInstant();
            return motion.isAfter(began) ? motion : began;
        } catch (IOException e) {
            return began; // it has no motion
        }
    }

    private void sendChoices(String person) throws StoreException {
        Optional<Profile> profile = local.read(connection -> PersonRows.profile(connection, person));
        if (profile.isPresent()) {
            List<KeptProof> proofs = local.read(connection -> ProofRows.all(connection, person));
            Optional<Long> row = sending.transaction(connection -> {
                if (people.erased(connection, person).isPresent()) {
                    return ERASED;
                }
                PersonRows.remember(connection, profile.get());
                long id = PersonRows.known(connection, person);
                for (KeptProof proof : proofs) {
                    ProofRows.put(connection, id, proof);
                }
                return Optional.of(id);
            });
            if (!row.equals(ERASED)) {
                people.add(person, row.orElseThrow());
            }
        }
        choices.sent(person);
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(ENDING_SECONDS, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
        sending.abort();
    }
}
