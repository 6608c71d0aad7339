package formcheck.pose.stream;

import formcheck.pose.Joint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Joint orders of programs. Left and right are the person's own in all of them. */
enum JointLayout {
    /** OpenPose BODY_25: its documentation, "Pose Output Format (BODY_25)". */
    BODY_25("nose - right_shoulder right_elbow right_wrist left_shoulder left_elbow left_wrist - right_hip right_knee"
            + " right_ankle left_hip left_knee left_ankle right_eye left_eye right_ear left_ear left_foot_index -"
            + " left_heel right_foot_index - right_heel"),
    /** OpenPose COCO with a neck, 18 joints. */
    COCO_18("nose - right_shoulder right_elbow right_wrist left_shoulder left_elbow left_wrist right_hip right_knee"
            + " right_ankle left_hip left_knee left_ankle right_eye left_eye right_ear left_ear"),
    /** OpenPose MPI, 15 joints. The top of the head is not used. */
    MPI_15("- - right_shoulder right_elbow right_wrist left_shoulder left_elbow left_wrist right_hip right_knee"
            + " right_ankle left_hip left_knee left_ankle -"),
    /** COCO person keypoints, 17 joints: "Keypoint Detection" of its data format. */
    COCO_17("nose left_eye right_eye left_ear right_ear left_shoulder right_shoulder left_elbow right_elbow left_wrist"
            + " right_wrist left_hip right_hip left_knee right_knee left_ankle right_ankle"),
    /** MediaPipe pose landmarks, 33. */
    BLAZEPOSE(String.join(" ", Arrays.stream(Joint.values()).map(Joint::id).toList()));

    /** Joint counts of Halpe with feet, COCO-WholeBody, and Halpe with face and hands, which begin with the 17 of COCO. */
    private static final List<Integer> BEGIN_WITH_COCO_17 = List.of(26, 133, 136);

    private static final Pattern SIDED = Pattern.compile("(left|right|l|r)(.+)");

    private final String ids;

    JointLayout(String ids) {
        this.ids = ids;
    }

    /** Returns the joints in this order; empty for joints that FormCheck does not use. */
    List<Optional<Joint>> joints() {
        return Arrays.stream(ids.split(" ")).map(Joint::ofId).toList();
    }

    /** Returns the layout with this number of joints. */
    static Optional<JointLayout> of(int count) {
        if (BEGIN_WITH_COCO_17.contains(count)) {
            return Optional.of(COCO_17);
        }
        return Arrays.stream(values())
                .filter(layout -> layout.joints().size() == count)
                .findFirst();
    }

    /** Returns the layout that a file names; empty if it names no known joint. */
    static Optional<List<Optional<Joint>>> named(List<String> names) {
        List<Optional<Joint>> joints = new ArrayList<>();
        names.forEach(name -> joints.add(joint(name)));
        return joints.stream().anyMatch(Optional::isPresent) ? Optional.of(joints) : Optional.empty();
    }

    /** Returns a joint by its name in any style: {@code LEFT_SHOULDER}, {@code leftShoulder}, {@code l-shoulder}. */
    static Optional<Joint> joint(String name) {
        String bare = bare(name);
        for (Joint joint : Joint.values()) {
            if (bare(joint.id()).equals(bare)) {
                return Optional.of(joint);
            }
        }
        Matcher sided = SIDED.matcher(bare);
        if (bare.length() > 40 || !sided.matches()) {
            return Optional.empty();
        }
        return Joint.ofId((sided.group(1).startsWith("l") ? "left_" : "right_") + sided.group(2));
    }

    /** Normalises a name: lower case, without separators. */
    static String bare(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[_\\- ]", "");
    }
}
