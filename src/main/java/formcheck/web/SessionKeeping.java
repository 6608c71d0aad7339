package formcheck.web;

import formcheck.capture.Frame;
import formcheck.capture.SourceInfo;
import formcheck.exercise.Exercise;
import formcheck.guide.GuideView;
import formcheck.pipeline.FrameResult;
import formcheck.session.KeptProof;
import formcheck.session.Profile;
import formcheck.session.SessionDetails;
import formcheck.session.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Keeps one live session after the other, if sessions are kept at all. Belongs to the thread of the live session; pictures
 * may come from any.
 */
final class SessionKeeping implements AutoCloseable {
    private final Optional<WebServer.Keeping> keeping;
    private final Optional<StoreAccess> store;
    private final Consumer<Optional<String>> problems;
    private Optional<LiveKeeper> keeper = Optional.empty();

    /** Those whose session is over, as long as something of it waits for the disk. */
    private final List<LiveKeeper> left = new ArrayList<>();

    /** Where pictures go that are kept. */
    private volatile Optional<PictureKeeper> pictures = Optional.empty();

    /**
     * @param keeping what is to be known for sessions to be kept
     * @param store where; empty if sessions are not kept
     * @param problems hears, in any thread, why a session is not kept at the moment, or that it is again
     */
    SessionKeeping(
            Optional<WebServer.Keeping> keeping, Optional<StoreAccess> store, Consumer<Optional<String>> problems) {
        this.keeping = keeping;
        this.store = store;
        this.problems = problems;
    }

    /**
     * Whether a session can be kept under such a name.
     *
     * @throws StoreException if it cannot
     */
    void check(SessionChoice choice) throws StoreException {
        if (store.isPresent()) {
            Profile.checkedName(choice.person());
        }
    }

    /**
     * Another session begins; the one before is over.
     *
     * @param known hears, in any thread, what was proven of this person before
     */
    void begin(Exercise exercise, SessionChoice choice, Consumer<List<KeptProof>> known) {
        leave();
        if (keeping.isEmpty() || store.isEmpty()) {
            return;
        }
        problems.accept(Optional.empty());
        LiveKeeper begun = new LiveKeeper(
                store.get(),
                choice,
                exercise,
                () -> keeping.get().versions().apply(exercise),
                SessionDetails.now(),
                problems,
                known);
        keeper = Optional.of(begun);
        pictures = Optional.of(begun.pictures());
    }

    /** The session is over; what of it waits for the disk is still written. */
    void leave() {
        left.removeIf(LiveKeeper::isOver);
        keeper.ifPresent(LiveKeeper::leave);
        keeper.ifPresent(left::add);
        keeper = Optional.empty();
        pictures = Optional.empty();
    }

    /** @param at moment of the session at which the source's times begin, seconds */
    void sourceOpened(double at, SourceInfo info) {
        keeper.ifPresent(keeps -> keeps.sourceOpened(at, info.name(), info.width(), info.height()));
    }

    /** What was proven of the person is kept. */
    void proven(List<KeptProof> found) {
        keeper.ifPresent(keeps -> keeps.proven(found));
    }

    /** It is judged by what was proven from now on. */
    void judgedBy(Exercise personal) {
        keeper.ifPresent(keeps -> keeps.judgedBy(personal));
    }

    void judged(FrameResult result, GuideView view) {
        keeper.ifPresent(keeps -> keeps.judged(result, view));
    }

    void shown(GuideView view) {
        keeper.ifPresent(keeps -> keeps.shown(view));
    }

    /** Called by the thread that takes the pictures. */
    void taken(double opened, Frame frame) {
        pictures.ifPresent(takes -> takes.offer(opened, frame));
    }

    /** Waits until all is on the disk. */
    @Override
    public void close() {
        left.forEach(LiveKeeper::close);
    }
}
