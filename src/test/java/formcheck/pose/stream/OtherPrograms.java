package formcheck.pose.stream;

import formcheck.pose.Joint;
import formcheck.pose.Keypoint;
import formcheck.pose.Pose;
import formcheck.pose.PoseFrame;
import formcheck.pose.WorldPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes frames as OpenPose, COCO tools and MediaPipe programs do, by their documentation. */
final class OtherPrograms {
    static final List<String> BODY_25 = List.of(
            ("nose neck right_shoulder right_elbow right_wrist left_shoulder left_elbow left_wrist mid_hip right_hip right_knee"
                            + " right_ankle left_hip left_knee left_ankle right_eye left_eye right_ear left_ear left_foot_index"
                            + " left_small_toe left_heel right_foot_index right_small_toe right_heel")
                    .split(" "));
    static final List<String> COCO_18 = List.of(
            ("nose neck right_shoulder right_elbow right_wrist left_shoulder left_elbow left_wrist right_hip right_knee"
                            + " right_ankle left_hip left_knee left_ankle right_eye left_eye right_ear left_ear")
                    .split(" "));
    static final List<String> COCO_17 = List.of(
            ("nose left_eye right_eye left_ear right_ear left_shoulder right_shoulder left_elbow right_elbow left_wrist"
                            + " right_wrist left_hip right_hip left_knee right_knee left_ankle right_ankle")
                    .split(" "));

    private OtherPrograms() {}

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.6f", value);
    }

    /** Three numbers a joint, zeros for one that was not seen. */
    static String triples(Pose pose, List<String> layout, double confidence) {
        List<String> numbers = new ArrayList<>();
        for (String name : layout) {
            Optional<Keypoint> seen = Joint.ofId(name).flatMap(pose::keypoint);
            numbers.add(seen.map(k -> number(k.x()) + "," + number(k.y()) + "," + number(confidence))
                    .orElse("0,0,0"));
        }
        return "[" + String.join(",", numbers) + "]";
    }

    static String openPosePerson(Pose pose, List<String> layout, double confidence) {
        return "{\"person_id\":[-1],\"pose_keypoints_2d\":" + triples(pose, layout, confidence)
                + ",\"face_keypoints_2d\":[],\"hand_left_keypoints_2d\":[]}";
    }

    static String openPose(List<String> people) {
        return "{\"version\":1.3,\"people\":[" + String.join(",", people) + "]}";
    }

    static Path openPose(Path folder, List<PoseFrame> frames, List<String> layout, double confidence)
            throws IOException {
        Files.createDirectories(folder);
        for (PoseFrame frame : frames) {
            write(
                    folder,
                    frame.index(),
                    openPose(frame.pose().stream()
                            .map(pose -> openPosePerson(pose, layout, confidence))
                            .toList()));
        }
        return folder;
    }

    static void write(Path folder, long number, String text) throws IOException {
        Files.writeString(folder.resolve(String.format(Locale.ROOT, "set_%012d_keypoints.json", number)), text);
    }

    static String cocoResults(List<PoseFrame> frames) {
        return frames.stream()
                .filter(frame -> frame.pose().isPresent())
                .map(frame -> "{\"image_id\":" + frame.index() + ",\"category_id\":1,\"keypoints\":"
                        + triples(frame.pose().orElseThrow(), COCO_17, 0.9) + ",\"score\":0.97}")
                .collect(Collectors.joining(",\n", "[", "]"));
    }

    static String cocoAnnotations(List<PoseFrame> frames, double flag) {
        String annotations = frames.stream()
                .filter(frame -> frame.pose().isPresent())
                .map(frame -> "{\"id\":" + (7 * frame.index() + 1) + ",\"image_id\":" + (5000 + frame.index())
                        + ",\"category_id\":1,\"iscrowd\":0,\"keypoints\":"
                        + triples(frame.pose().orElseThrow(), COCO_17, flag).replace(".000000]", "]")
                        + ",\"segmentation\":[[1,2,3,4]],\"num_keypoints\":17}")
                .collect(Collectors.joining(","));
        String images = frames.stream()
                .map(frame -> "{\"id\":" + (5000 + frame.index()) + ",\"width\":" + frame.width() + ",\"height\":"
                        + frame.height() + ",\"file_name\":\"" + String.format(Locale.ROOT, "f_%06d.jpg", frame.index())
                        + "\"}")
                .collect(Collectors.joining(","));
        return "{\"info\":{\"year\":2026},\"annotations\":[" + annotations + "],\"images\":[" + images
                + "],\"categories\":[{\"id\":1,\"name\":\"person\"}]}";
    }

    static String landmarks(PoseFrame frame) {
        return joints(
                frame,
                (joint, pose) -> pose.keypoint(joint)
                        .map(k -> "{\"x\":" + number(k.x() / frame.width()) + ",\"y\":" + number(k.y() / frame.height())
                                + ",\"z\":-0.1,\"visibility\":"
                                + number(k.visibility().orElse(0.9)) + "}")
                        .orElse("{\"x\":null,\"y\":null}"));
    }

    static String world(PoseFrame frame) {
        return joints(frame, (joint, pose) -> {
            WorldPoint point = pose.world().getOrDefault(joint, new WorldPoint(0, 0, 0));
            return "{\"x\":" + number(point.x()) + ",\"y\":" + number(point.y()) + ",\"z\":" + number(point.z()) + "}";
        });
    }

    private static String joints(PoseFrame frame, java.util.function.BiFunction<Joint, Pose, String> one) {
        return frame.pose()
                .map(pose -> java.util.Arrays.stream(Joint.values())
                        .map(joint -> one.apply(joint, pose))
                        .collect(Collectors.joining(",", "[", "]")))
                .orElse("[]");
    }
}
