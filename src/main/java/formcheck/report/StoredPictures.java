package formcheck.report;

import formcheck.exercise.Rep;
import formcheck.pose.Pose;
import formcheck.session.Moment;
import formcheck.session.SessionId;
import formcheck.session.SessionStore;
import formcheck.session.StoreException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads stills and keypoints of a session from the store. An unreadable one counts as missing. */
public record StoredPictures(SessionStore store, SessionId session) implements RepPictures {
    private static final Logger LOG = LoggerFactory.getLogger(StoredPictures.class);

    @Override
    public Optional<Pose> pose(Rep rep, Moment moment) {
        try {
            return store.pose(session, rep.index(), moment);
        } catch (StoreException e) {
            LOG.debug("no joints", e);
            return Optional.empty();
        }
    }

    @Override
    public Optional<byte[]> still(Rep rep, Moment moment) {
        try {
            return store.still(session, rep.index(), moment);
        } catch (StoreException e) {
            LOG.debug("no picture", e);
            return Optional.empty();
        }
    }
}
