package formcheck.motion.posture;

import formcheck.pose.Joint;
import formcheck.pose.Pose;
import formcheck.pose.WorldPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cues of depth and posture in one frame's keypoints: logarithms of length ratios, offsets in head or shoulder sizes, and angles
 * / 90 degrees, so that differences between frames are comparable. {@code scripts/posture/cues.py} computes the same for
 * training; a test compares both.
 */
final class PostureCues {

    /** Cues that are comparable only with a calibration: sizes (logarithms of pixels) and positions (pixels). */
    private static final List<String> IMAGE = List.of(
            "size-head",
            "size-shoulders",
            "size-ears",
            "eyes-y",
            "ears-y",
            "shoulders-y",
            "eyes-x",
            "shoulders-x",
            "hips-y");

    private static final List<String> BODY = List.of(
            "shoulders/head",
            "shoulders/ears",
            "ears/head",
            "face-height/eyes",
            "eyes-up/head",
            "ears-up/head",
            "nose-up/head",
            "mouth-up/head",
            "eyes-up/shoulders",
            "ears-up/shoulders",
            "nose-up/shoulders",
            "mouth-up/shoulders",
            "head-aside",
            "nose-below-ears",
            "eyes-below-ears",
            "nose-aside",
            "nose-aside-of-eyes",
            "shoulder-slope",
            "ear-slope",
            "trunk/shoulders",
            "hips/shoulders",
            "elbow-span/shoulders",
            "wrist-span/shoulders",
            "world-shoulders",
            "world-nose",
            "world-ears-up",
            "world-shoulders-up",
            "world-shoulders-back",
            "world-ears-back");

    private static final List<String> ARM = List.of(
            "elevation",
            "forearm-out",
            "upper-arm/head",
            "upper-arm/shoulders",
            "forearm/head",
            "forearm/upper-arm",
            "hand/head",
            "hand/forearm",
            "hand-breadth/hand",
            "elbow-out",
            "elbow-down",
            "wrist-out",
            "wrist-down",
            "shoulder-below-ear",
            "shoulder-out",
            "world-elbow");

    /** Names of the cues in order; {@code ~} marks left minus right, without it the mean of both arms. */
    static final List<String> NAMES = names();

    static final int COUNT = NAMES.size();

    /** Number of cues that need no calibration; they come first. */
    static final int FREE = COUNT - IMAGE.size();

    static final int ELEVATION = NAMES.indexOf("elevation");
    static final int SHOULDER_SIZE = NAMES.indexOf("size-shoulders");

    private static final boolean[] PLACES = places();

    /** Distance of the eyes' outer corners over that of the eyes. */
    private static final double EYES_TO_CORNERS = 1.45;

    /** Least length, pixels. */
    static final double SHORTEST = 0.5;

    private static final double LEAST_RATIO = 0.02;

    private final CuePoints at;
    private final double[] values = new double[COUNT];
    private int filled;

    private PostureCues(CuePoints at) {
        this.at = at;
    }

    /** The cues of a pose, in the order of {@link #NAMES}; empty without a joint, or without the model's own space. */
    static Optional<double[]> of(Pose pose) {
        return SideJoints.isWhole(pose)
                ? Optional.of(new PostureCues(new CuePoints(pose)).measure())
                : Optional.empty();
    }

    /** Whether a cue is a position in the image, which is compared in shoulder widths. */
    static boolean isPlace(int cue) {
        return PLACES[cue];
    }

    private double[] measure() {
        Spot nose = at.spot(Joint.NOSE);
        Spot eyes = middle(Joint.LEFT_EYE, Joint.RIGHT_EYE);
        Spot mouth = middle(Joint.MOUTH_LEFT, Joint.MOUTH_RIGHT);
        Spot ears = middle(Joint.LEFT_EAR, Joint.RIGHT_EAR);
        Spot shoulders = middle(Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER);
        Spot hips = middle(Joint.LEFT_HIP, Joint.RIGHT_HIP);
        double across = (at.distance(Joint.LEFT_EYE_OUTER, Joint.RIGHT_EYE_OUTER)
                        + EYES_TO_CORNERS * at.distance(Joint.LEFT_EYE, Joint.RIGHT_EYE))
                / 2;
        double face = Math.max(eyes.minus(mouth).length(), SHORTEST);
        double head = Math.hypot(across, face);
        double width = at.distance(Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER);
        double earSpan = at.distance(Joint.LEFT_EAR, Joint.RIGHT_EAR);
        put(log(width / head));
        put(log(width / earSpan));
        put(log(earSpan / head));
        put(log(face / across));
        Spot[] heights = {eyes, ears, nose, mouth};
        for (double unit : new double[] {head, width}) {
            for (Spot height : heights) {
                put((shoulders.y() - height.y()) / unit);
            }
        }
        put((ears.x() - shoulders.x()) / width);
        put((nose.y() - ears.y()) / head);
        put((eyes.y() - ears.y()) / head);
        put((nose.x() - ears.x()) / head);
        put((nose.x() - eyes.x()) / head);
        put((at.spot(Joint.LEFT_SHOULDER).y() - at.spot(Joint.RIGHT_SHOULDER).y()) / width);
        put((at.spot(Joint.LEFT_EAR).y() - at.spot(Joint.RIGHT_EAR).y()) / head);
        put(log(Math.max(hips.y() - shoulders.y(), 1) / width));
        put(log(at.distance(Joint.LEFT_HIP, Joint.RIGHT_HIP) / width));
        put(log(at.distance(Joint.LEFT_ELBOW, Joint.RIGHT_ELBOW) / width));
        put(log(at.distance(Joint.LEFT_WRIST, Joint.RIGHT_WRIST) / width));
        space();
        Spot left = at.spot(Joint.LEFT_SHOULDER).minus(at.spot(Joint.RIGHT_SHOULDER));
        Spot line = new Spot(left.x() / width, left.y() / width);
        double[] leftArm = arm(SideJoints.LEFT, line, width, head, ears);
        double[] rightArm = arm(SideJoints.RIGHT, line, width, head, ears);
        for (int k = 0; k < leftArm.length; k++) {
            put((leftArm[k] + rightArm[k]) / 2);
            put(leftArm[k] - rightArm[k]);
        }
        put(Math.log(head));
        put(Math.log(width));
        put(Math.log(earSpan));
        put(eyes.y());
        put(ears.y());
        put(shoulders.y());
        put(eyes.x());
        put(shoulders.x());
        put(hips.y());
        return values;
    }

    private void space() {
        WorldPoint left = at.world(Joint.LEFT_SHOULDER);
        WorldPoint right = at.world(Joint.RIGHT_SHOULDER);
        WorldPoint leftEar = at.world(Joint.LEFT_EAR);
        WorldPoint rightEar = at.world(Joint.RIGHT_EAR);
        double dx = left.x() - right.x();
        double dy = left.y() - right.y();
        double dz = left.z() - right.z();
        double back = (left.z() + right.z()) / 2;
        put(Math.sqrt(dx * dx + dy * dy + dz * dz));
        put(at.world(Joint.NOSE).z() - back);
        put(-(leftEar.y() + rightEar.y()) / 2);
        put(-(left.y() + right.y()) / 2);
        put(back);
        put((leftEar.z() + rightEar.z()) / 2);
    }

    private double[] arm(SideJoints arm, Spot line, double width, double head, Spot ears) {
        Spot shoulder = at.spot(arm.shoulder());
        Spot upper = at.spot(arm.elbow()).minus(shoulder);
        Spot fore = at.spot(arm.wrist()).minus(at.spot(arm.elbow()));
        Spot reach = at.spot(arm.wrist()).minus(shoulder);
        double upperLength = at.distance(arm.shoulder(), arm.elbow());
        double foreLength = at.distance(arm.elbow(), arm.wrist());
        double hand = at.distance(arm.wrist(), arm.index()) + at.distance(arm.wrist(), arm.little());
        return new double[] {
            Math.atan2(arm.out() * along(upper, line), down(upper, line)) / (Math.PI / 2),
            Math.atan2(arm.out() * fore.x(), -fore.y()) / (Math.PI / 2),
            log(upperLength / head),
            log(upperLength / width),
            log(foreLength / head),
            log(foreLength / upperLength),
            log(hand / head),
            log(hand / foreLength),
            log(at.distance(arm.index(), arm.little()) / hand),
            arm.out() * along(upper, line) / width,
            down(upper, line) / width,
            arm.out() * along(reach, line) / width,
            down(reach, line) / width,
            (shoulder.y() - at.spot(arm.ear()).y()) / width,
            arm.out() * (shoulder.x() - ears.x()) / width,
            at.world(arm.elbow()).z() - at.world(arm.shoulder()).z()
        };
    }

    /** Part of a vector along the line of the shoulders, towards the person's left. */
    private static double along(Spot v, Spot line) {
        return v.x() * line.x() + v.y() * line.y();
    }

    private static double down(Spot v, Spot line) {
        return -v.x() * line.y() + v.y() * line.x();
    }

    private Spot middle(Joint a, Joint b) {
        return at.spot(a).middle(at.spot(b));
    }

    private static double log(double ratio) {
        return Math.log(Math.max(ratio, LEAST_RATIO));
    }

    private void put(double value) {
        values[filled++] = value;
    }

    private static boolean[] places() {
        boolean[] places = new boolean[COUNT];
        for (int k = FREE; k < COUNT; k++) {
            places[k] = NAMES.get(k).endsWith("-x") || NAMES.get(k).endsWith("-y");
        }
        return places;
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>(BODY);
        for (String arm : ARM) {
            names.add(arm);
            names.add(arm + "~");
        }
        names.addAll(IMAGE);
        return List.copyOf(names);
    }
}
