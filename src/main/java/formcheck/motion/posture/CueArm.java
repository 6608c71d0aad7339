package formcheck.motion.posture;

import formcheck.pose.Joint;

/** The joints of one arm, and where outwards is in the image. */
record CueArm(Joint shoulder, Joint elbow, Joint wrist, Joint little, Joint index, Joint ear, double out) {
    static final CueArm LEFT = new CueArm(
            Joint.LEFT_SHOULDER,
            Joint.LEFT_ELBOW,
            Joint.LEFT_WRIST,
            Joint.LEFT_PINKY,
            Joint.LEFT_INDEX,
            Joint.LEFT_EAR,
            1);
    static final CueArm RIGHT = new CueArm(
            Joint.RIGHT_SHOULDER,
            Joint.RIGHT_ELBOW,
            Joint.RIGHT_WRIST,
            Joint.RIGHT_PINKY,
            Joint.RIGHT_INDEX,
            Joint.RIGHT_EAR,
            -1);
}
