package formcheck.report;

import formcheck.exercise.Rep;
import formcheck.pose.Pose;
import formcheck.session.Moment;
import java.util.Optional;

/** Where a report takes the pictures of repetitions from. */
public interface RepPictures {

    /** Neither stills nor joints were kept: the report draws the arms from what was measured. */
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

    /** The joints at that moment, in pixels of the session's picture. */
    Optional<Pose> pose(Rep rep, Moment moment);

    /** The picture of that moment as JPEG, not mirrored. */
    Optional<byte[]> still(Rep rep, Moment moment);
}
