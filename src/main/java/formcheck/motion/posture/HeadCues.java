package formcheck.motion.posture;

import formcheck.pose.Joint;
import formcheck.pose.Keypoint;
import formcheck.pose.Pose;
import formcheck.pose.WorldPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.statistics.descriptive.Median;

/**
 * Cues of the head's posture in a person who has turned the chair. All are measured towards where the person faces, so that the
 * direction of the turn does not matter: x forward, y up. {@code scripts/posture/head_cues.py} computes the same for training; a
 * test compares both.
 */
final class HeadCues {

    /** A landmark in the image, measured towards where the person faces. */
    private enum Landmark {
        NOSE(0),
        EYE(2),
        MOUTH(4),
        NEAR_EAR(6),
        FAR_EAR(8),
        NEAR_SHOULDER(10),
        FAR_SHOULDER(12),
        NEAR_ELBOW(14),
        HIPS(16);

        private final int at;

        Landmark(int at) {
            this.at = at;
        }

        int x() {
            return at;
        }

        int y() {
            return at + 1;
        }
    }

    private record Pair(Landmark of, Landmark against) {}

    private static final int TURN = 2 * Landmark.values().length;
    private static final int SPACE = 5;

    /** Number of values of one frame. */
    static final int RAW = TURN + SPACE;

    /** Differences of points in the image, in the person's own units. */
    private static final List<Pair> PAIRS = List.of(
            new Pair(Landmark.NEAR_EAR, Landmark.NEAR_SHOULDER),
            new Pair(Landmark.NEAR_EAR, Landmark.FAR_SHOULDER),
            new Pair(Landmark.NOSE, Landmark.NEAR_SHOULDER),
            new Pair(Landmark.NOSE, Landmark.FAR_SHOULDER),
            new Pair(Landmark.MOUTH, Landmark.NEAR_SHOULDER),
            new Pair(Landmark.EYE, Landmark.NEAR_SHOULDER),
            new Pair(Landmark.NOSE, Landmark.NEAR_EAR),
            new Pair(Landmark.MOUTH, Landmark.NOSE),
            new Pair(Landmark.FAR_EAR, Landmark.NEAR_EAR),
            new Pair(Landmark.FAR_SHOULDER, Landmark.NEAR_SHOULDER),
            new Pair(Landmark.NEAR_ELBOW, Landmark.NEAR_SHOULDER),
            new Pair(Landmark.NEAR_SHOULDER, Landmark.HIPS));

    /** Points that are used by themselves, because the camera stands still. */
    private static final List<Landmark> ALONE =
            List.of(Landmark.NEAR_EAR, Landmark.NEAR_SHOULDER, Landmark.FAR_SHOULDER);

    private static final List<String> OF_SPACE =
            List.of("turn", "ears-forward", "ears-up", "nose-forward", "shoulders-forward");

    /** Names of the values of a comparison, in order. */
    static final List<String> NAMES = names();

    /** Number of values that give the turn. */
    static final int VIEW = 5;

    private HeadCues() {}

    private static List<String> names() {
        List<String> names = new ArrayList<>();
        for (Pair pair : PAIRS) {
            names.add(name(pair.of) + "-" + name(pair.against) + "-x");
            names.add(name(pair.of) + "-" + name(pair.against) + "-y");
        }
        for (Landmark landmark : ALONE) {
            names.add(name(landmark) + "-x");
            names.add(name(landmark) + "-y");
        }
        OF_SPACE.forEach(cue -> names.add("space-" + cue));
        return List.copyOf(names);
    }

    private static String name(Landmark landmark) {
        return landmark.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether the person faces the image's right: then their right side is the nearer one. */
    static boolean facesRight(Pose pose) {
        double ears =
                (point(pose, Joint.LEFT_EAR).x() + point(pose, Joint.RIGHT_EAR).x()) / 2;
        return point(pose, Joint.NOSE).x() >= ears;
    }

    /** The nearer ear, by which the head is judged; empty without a whole upper body. */
    static Optional<Keypoint> nearEar(Pose pose) {
        return SideJoints.isWhole(pose)
                ? pose.keypoint(facesRight(pose) ? Joint.RIGHT_EAR : Joint.LEFT_EAR)
                : Optional.empty();
    }

    /** The values of one frame, in pixels, radians and metres; empty without a joint, or without the model's own space. */
    static Optional<double[]> of(Pose pose) {
        return SideJoints.isWhole(pose) ? Optional.of(measure(pose)) : Optional.empty();
    }

    private static double[] measure(Pose pose) {
        boolean right = facesRight(pose);
        double forward = right ? 1 : -1;
        SideJoints near = right ? SideJoints.RIGHT : SideJoints.LEFT;
        SideJoints far = right ? SideJoints.LEFT : SideJoints.RIGHT;
        double[] raw = new double[RAW];
        put(raw, Landmark.NOSE, forward, point(pose, Joint.NOSE));
        put(raw, Landmark.EYE, forward, point(pose, near.eye()));
        put(raw, Landmark.MOUTH, forward, middle(pose, Joint.MOUTH_LEFT, Joint.MOUTH_RIGHT));
        put(raw, Landmark.NEAR_EAR, forward, point(pose, near.ear()));
        put(raw, Landmark.FAR_EAR, forward, point(pose, far.ear()));
        put(raw, Landmark.NEAR_SHOULDER, forward, point(pose, near.shoulder()));
        put(raw, Landmark.FAR_SHOULDER, forward, point(pose, far.shoulder()));
        put(raw, Landmark.NEAR_ELBOW, forward, point(pose, near.elbow()));
        put(raw, Landmark.HIPS, forward, middle(pose, Joint.LEFT_HIP, Joint.RIGHT_HIP));
        space(raw, pose, forward, near, far);
        return raw;
    }

    private static void put(double[] raw, Landmark landmark, double forward, Keypoint point) {
        raw[landmark.x()] = forward * point.x();
        raw[landmark.y()] = -point.y();
    }

    private static void space(double[] raw, Pose pose, double forward, SideJoints near, SideJoints far) {
        WorldPoint nearShoulder = world(pose, near.shoulder());
        WorldPoint farShoulder = world(pose, far.shoulder());
        double turn = Math.atan2(farShoulder.z() - nearShoulder.z(), forward * (farShoulder.x() - nearShoulder.x()));
        WorldPoint shoulders = middle(nearShoulder, farShoulder);
        WorldPoint ears = middle(world(pose, near.ear()), world(pose, far.ear()));
        WorldPoint nose = world(pose, Joint.NOSE);
        raw[TURN] = turn;
        raw[TURN + 1] = ahead(ears, shoulders, forward, turn);
        raw[TURN + 2] = shoulders.y() - ears.y();
        raw[TURN + 3] = ahead(nose, shoulders, forward, turn);
        raw[TURN + 4] = ahead(shoulders, new WorldPoint(0, 0, 0), forward, turn);
    }

    private static double ahead(WorldPoint point, WorldPoint from, double forward, double turn) {
        return Math.sin(turn) * forward * (point.x() - from.x()) - Math.cos(turn) * (point.z() - from.z());
    }

    private static Keypoint point(Pose pose, Joint joint) {
        return pose.keypoint(joint).orElseThrow();
    }

    private static Keypoint middle(Pose pose, Joint a, Joint b) {
        Keypoint one = point(pose, a);
        Keypoint other = point(pose, b);
        return new Keypoint((one.x() + other.x()) / 2, (one.y() + other.y()) / 2);
    }

    private static WorldPoint world(Pose pose, Joint joint) {
        return Optional.ofNullable(pose.world().get(joint)).orElseThrow();
    }

    private static WorldPoint middle(WorldPoint a, WorldPoint b) {
        return new WorldPoint((a.x() + b.x()) / 2, (a.y() + b.y()) / 2, (a.z() + b.z()) / 2);
    }

    /** The median over the frames of one posture. */
    static double[] hold(List<double[]> frames) {
        double[] held = new double[RAW];
        for (int k = 0; k < RAW; k++) {
            int cue = k;
            held[k] = Median.withDefaults()
                    .evaluate(frames.stream().mapToDouble(frame -> frame[cue]).toArray());
        }
        return held;
    }

    /** Size of the head, pixels: from ear to nose, and from eye to mouth. */
    static double size(double[] raw) {
        return Math.max(
                1, Math.hypot(apart(raw, Landmark.NOSE, Landmark.NEAR_EAR), apart(raw, Landmark.EYE, Landmark.MOUTH)));
    }

    private static double apart(double[] raw, Landmark a, Landmark b) {
        return Math.hypot(raw[a.x()] - raw[b.x()], raw[a.y()] - raw[b.y()]);
    }

    /** The values that give the turn. */
    static double[] view(double[] raw) {
        double head = size(raw);
        return new double[] {
            (raw[Landmark.FAR_SHOULDER.x()] - raw[Landmark.NEAR_SHOULDER.x()]) / head,
            (raw[Landmark.FAR_EAR.x()] - raw[Landmark.NEAR_EAR.x()]) / head,
            (raw[Landmark.NOSE.x()] - raw[Landmark.NEAR_EAR.x()]) / head,
            (raw[Landmark.NEAR_ELBOW.x()] - raw[Landmark.NEAR_SHOULDER.x()]) / head,
            raw[TURN]
        };
    }

    /** Differences of two postures, in head sizes, radians and metres; in the order of {@link #NAMES}. */
    static double[] compare(double[] usual, double[] tall) {
        double head = (size(usual) + size(tall)) / 2;
        double[] change = new double[RAW];
        for (int k = 0; k < RAW; k++) {
            change[k] = (usual[k] - tall[k]) / (k < TURN ? head : 1);
        }
        double[] found = new double[NAMES.size()];
        int at = 0;
        for (Pair pair : PAIRS) {
            found[at++] = change[pair.of.x()] - change[pair.against.x()];
            found[at++] = change[pair.of.y()] - change[pair.against.y()];
        }
        for (Landmark landmark : ALONE) {
            found[at++] = change[landmark.x()];
            found[at++] = change[landmark.y()];
        }
        System.arraycopy(change, TURN, found, at, SPACE);
        return found;
    }
}
