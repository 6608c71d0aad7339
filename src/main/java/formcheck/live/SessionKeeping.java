package formcheck.live;

import formcheck.capture.Frame;
import formcheck.capture.SourceInfo;
import formcheck.exercise.Exercise;
import formcheck.guide.GuideView;
import formcheck.pipeline.FrameResult;
import formcheck.session.KeptProof;
import formcheck.session.Profile;
import formcheck.session.StoreException;
import formcheck.session.prescription.Prescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores one live session after the other, if sessions are stored at all. Belongs to the thread of the live session,
 * except {@link #taken}.
 */
final class SessionKeeping implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SessionKeeping.class);

    private final Optional<SessionStorage> storage;
    private final Consumer<Optional<String>> problems;
    private Optional<LiveKeeper> keeper = Optional.empty();

    /** Keepers of ended sessions that are not completely stored. */
    private final List<LiveKeeper> left = new ArrayList<>();

    /** Stores the images of the current session. */
    private volatile Optional<PictureKeeper> pictures = Optional.empty();

    /**
     * @param storage where sessions are stored; empty if they are not
     * @param problems receives, in any thread, what cannot be stored now; empty once everything can be stored again
     */
    SessionKeeping(Optional<SessionStorage> storage, Consumer<Optional<String>> problems) {
        this.storage = storage;
        this.problems = problems;
    }

    /**
     * Checks the name of the person.
     *
     * @throws StoreException if no session can be stored under it
     */
    void check(SessionChoice choice) throws StoreException {
        if (storage.isPresent()) {
            Profile.checkedName(choice.person());
        }
    }

    /**
     * Returns what is prescribed to the person today in this variant; empty if nothing is, the store does not answer, or this
     * exercise does not allow the prescribed limits.
     */
    Optional<Prescription> prescription(SessionChoice choice, Exercise exercise) {
        if (storage.isEmpty()) {
            return Optional.empty();
        }
        try {
            return storage.get()
                    .store()
                    .get()
                    .prescriptions()
                    .newest(choice.person())
                    .filter(StartedSession::isInForce)
                    .filter(asked -> asked.isFor(exercise));
        } catch (StoreException e) {
            LOG.debug("no prescription is known: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * Begins another session and ends the one before.
     *
     * @param known receives, in any thread, proofs of this person from earlier sessions
     */
    void begin(Exercise exercise, SessionChoice choice, Consumer<List<KeptProof>> known) {
        leave();
        if (storage.isEmpty()) {
            return;
        }
        problems.accept(Optional.empty());
        LiveKeeper begun = new LiveKeeper(storage.get(), StartedSession.now(choice, exercise), new StorageListener() {
            @Override
            public void problem(Optional<String> problem) {
                problems.accept(problem);
            }

            @Override
            public void known(List<KeptProof> proofs) {
                known.accept(proofs);
            }
        });
        keeper = Optional.of(begun);
        pictures = Optional.of(begun.pictures());
    }

    /** Ends the session. What is not stored yet is still written. */
    void leave() {
        left.removeIf(LiveKeeper::isOver);
        keeper.ifPresent(LiveKeeper::leave);
        keeper.ifPresent(left::add);
        keeper = Optional.empty();
        pictures = Optional.empty();
    }

    /** @param at second of the session at time 0 of the source */
    void sourceOpened(double at, SourceInfo info) {
        keeper.ifPresent(keeps -> keeps.sourceOpened(at, info.name(), info.width(), info.height()));
    }

    /** Stores proofs of the person. */
    void proven(List<KeptProof> found) {
        keeper.ifPresent(keeps -> keeps.proven(found));
    }

    /** Changes the exercise that judges the session from now on. */
    void judgedBy(Exercise personal) {
        keeper.ifPresent(keeps -> keeps.judgedBy(personal));
    }

    void judged(FrameResult result, GuideView view) {
        keeper.ifPresent(keeps -> keeps.judged(result, view));
    }

    void shown(GuideView view) {
        keeper.ifPresent(keeps -> keeps.shown(view));
    }

    /** Receives a captured frame. Called in the capture thread. */
    void taken(double opened, Frame frame) {
        pictures.ifPresent(takes -> takes.offer(opened, frame));
    }

    /** Waits until everything is on the disk. */
    @Override
    public void close() {
        left.forEach(LiveKeeper::close);
    }
}
