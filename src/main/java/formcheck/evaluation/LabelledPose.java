package formcheck.evaluation;

import formcheck.motion.posture.ShownPose;

/**
 * A posture that the person was asked to show.
 *
 * @param pose which
 * @param from seconds from the clip's first frame; it was held from here ...
 * @param to ... to here
 */
public record LabelledPose(ShownPose pose, double from, double to) {
    public LabelledPose {
        if (!(from < to)) {
            throw new IllegalArgumentException("a posture that ends before it begins");
        }
    }
}
