package formcheck.session.motionfile;

import formcheck.motion.BodyMeasures;
import formcheck.pose.PoseFrame;

/**
 * One frame of a kept motion.
 *
 * @param segment counts up where the source was opened anew, or frames are missing: judging starts anew there
 * @param offset second of the session at which the source opened
 * @param set the set in which it was judged; 0 outside of any
 * @param pose the key points, to a quarter of a pixel, in the picture's own time
 * @param measures what the rules judge by, as exactly as they had it
 */
public record KeptFrame(int segment, double offset, int set, PoseFrame pose, BodyMeasures measures) {
    /** Seconds of the session. */
    public double seconds() {
        return offset + measures.seconds();
    }
}
