package formcheck.motion.posture;

import formcheck.pose.Joint;
import formcheck.pose.Pose;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * The joints of one side of the body.
 *
 * @param out 1 where away from the trunk is to the image's right, as on the left side of a person who faces the camera; else -1
 */
public record SideJoints(
        Joint eye, Joint ear, Joint shoulder, Joint elbow, Joint wrist, Joint little, Joint index, double out) {

    public static final SideJoints LEFT = new SideJoints(
            Joint.LEFT_EYE,
            Joint.LEFT_EAR,
            Joint.LEFT_SHOULDER,
            Joint.LEFT_ELBOW,
            Joint.LEFT_WRIST,
            Joint.LEFT_PINKY,
            Joint.LEFT_INDEX,
            1);

    public static final SideJoints RIGHT = new SideJoints(
            Joint.RIGHT_EYE,
            Joint.RIGHT_EAR,
            Joint.RIGHT_SHOULDER,
            Joint.RIGHT_ELBOW,
            Joint.RIGHT_WRIST,
            Joint.RIGHT_PINKY,
            Joint.RIGHT_INDEX,
            -1);

    /** Head, arms, hands and hips: what posture is measured from. */
    private static final Set<Joint> UPPER_BODY =
            Collections.unmodifiableSet(EnumSet.range(Joint.NOSE, Joint.RIGHT_HIP));

    /** Whether a pose has all joints that posture is measured from, in the image and in the model's own space. */
    static boolean isWhole(Pose pose) {
        for (Joint joint : UPPER_BODY) {
            if (pose.keypoint(joint).isEmpty() || !pose.world().containsKey(joint)) {
                return false;
            }
        }
        return true;
    }
}
