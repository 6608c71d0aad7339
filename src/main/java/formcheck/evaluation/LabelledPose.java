package formcheck.evaluation;

import formcheck.motion.posture.ShownPose;

/**
 * A posture that the person was asked to show.
 *
 * @param pose which
 * @param from start, seconds from the clip's first frame
 * @param to end, seconds from the clip's first frame
 */
public record LabelledPose(ShownPose pose, double from, double to) {
    public LabelledPose {
        if (!(from < to)) {
            throw new IllegalArgumentException("a posture that ends before it begins");
        }
    }
}
