package formcheck.cli;

import formcheck.capture.SourceInfo;
import formcheck.pipeline.PipelineRunner.Listener;
import formcheck.session.Load;
import formcheck.session.PictureChoice;
import formcheck.session.Session;
import formcheck.session.SessionDetails;
import formcheck.session.SessionId;
import formcheck.session.SessionStore;
import formcheck.session.StoreException;
import formcheck.session.Versions;
import formcheck.session.motionfile.MotionBuffer;
import java.util.Optional;
import java.util.OptionalInt;

/** Stores an analysis as a session, if --keep is given. Opens the store before the work, so that an error comes early. */
final class Keeping implements AutoCloseable {
    private final Optional<SessionStore> store;
    private final String person;
    private MotionBuffer motion = new MotionBuffer();

    private Keeping(Optional<SessionStore> store, String person) {
        this.store = store;
        this.person = person;
    }

    static Keeping nothing() {
        return new Keeping(Optional.empty(), "");
    }

    static Keeping in(DataOptions data, String person) throws StoreException, CommandException {
        return new Keeping(Optional.of(data.open()), person);
    }

    /** Returns a listener for the frames of a source. */
    Optional<Listener> begin(SourceInfo info) {
        MotionBuffer fresh = new MotionBuffer();
        fresh.sourceOpened(0, info.width(), info.height());
        motion = fresh;
        return store.map(open -> result -> fresh.add(result, 0));
    }

    Optional<SessionId> keep(Session session, Versions versions) throws StoreException {
        if (store.isEmpty()) {
            return Optional.empty();
        }
        Versions used = session.model().isPresent()
                ? versions
                : new Versions(versions.program(), Optional.empty(), Optional.empty(), versions.rules());
        SessionDetails details = new SessionDetails(
                person, SessionDetails.now(), Load.UNKNOWN, OptionalInt.empty(), used, PictureChoice.NONE);
        return Optional.of(store.get().keep(details, session, motion).id());
    }

    @Override
    public void close() {
        store.ifPresent(SessionStore::close);
    }
}
