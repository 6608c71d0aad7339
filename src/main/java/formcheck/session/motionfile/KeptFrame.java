package formcheck.session.motionfile;

import formcheck.motion.BodyMeasures;
import formcheck.pose.PoseFrame;

/**
 * One frame of a stored motion.
 *
 * @param segment increases where the source was opened again, or frames are missing; the rules start over there
 * @param offset second of the session at which the source opened
 * @param set the set in which it was judged; 0 outside any set
 * @param pose the keypoints, rounded to a quarter of a pixel, with the frame's own time
 * @param measures the measures that the rules read, bit for bit
 */
public record KeptFrame(int segment, double offset, int set, PoseFrame pose, BodyMeasures measures) {
    /** Returns the time in seconds of the session. */
    public double seconds() {
        return offset + measures.seconds();
    }
}
