package formcheck.report;

import formcheck.exercise.Rep;
import formcheck.pose.Pose;
import formcheck.session.Moment;
import java.util.Optional;

/** The source of a repetition's stills and keypoints. */
public interface RepPictures {

    /** No stills and no keypoints: the report draws the arms from the measured elevations. */
    RepPictures NONE = new RepPictures() {
        @Override
        public Optional<Pose> pose(Rep rep, Moment moment) {
            return Optional.empty();
        }

        @Override
        public Optional<byte[]> still(Rep rep, Moment moment) {
            return Optional.empty();
        }
    };

    /** Returns the keypoints at a moment, in pixels of the session's frames. */
    Optional<Pose> pose(Rep rep, Moment moment);

    /** Returns the still of a moment as JPEG, not mirrored. */
    Optional<byte[]> still(Rep rep, Moment moment);
}
