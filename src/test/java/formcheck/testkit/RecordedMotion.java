package formcheck.testkit;

import formcheck.pose.Joint;
import formcheck.pose.Keypoint;
import formcheck.pose.Pose;
import formcheck.pose.PoseFrame;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.zip.GZIPInputStream;

/**
 * UI-PRMD (PDDL 1.0), shoulder abduction and scaption: people before a depth camera, ten repetitions each, of one arm. The
 * other arm is its mirror image here. Reads the recordings where they lie beside the project.
 */
public final class RecordedMotion {
    public static final int WIDTH = 1280;
    public static final int HEIGHT = 960;

    private static final double RATE = 30;

    private RecordedMotion() {}

    /**
     * One recording.
     *
     * @param movement m07 is abduction, m10 scaption
     * @param correct whether the person did it as shown
     */
    public record Recorded(String movement, int subject, boolean correct) {}

    /** Returns the frames of each recording, without brightness. */
    public static Map<Recorded, List<PoseFrame>> read() throws IOException {
        Path recordings = BesideProject.file("motion/uiprmd-shoulder.csv.gz");
        Map<Recorded, List<PoseFrame>> all = new LinkedHashMap<>();
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(recordings)), StandardCharsets.UTF_8))) {
            List<String> names = List.of(in.readLine().split(","));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                Map<String, String> row = new HashMap<>();
                String[] cells = line.split(",");
                for (int i = 0; i < cells.length; i++) {
                    row.put(names.get(i), cells[i]);
                }
                Recorded key = new Recorded(
                        row.getOrDefault("movement", ""),
                        Integer.parseInt(row.getOrDefault("subject", "")),
                        row.getOrDefault("correct", "").equals("1"));
                List<PoseFrame> frames = all.computeIfAbsent(key, k -> new ArrayList<>());
                frames.add(frame(row, frames.size()));
            }
        }
        return all;
    }

    /** Seen from straight ahead, a pixel a third of a centimetre. */
    private static PoseFrame frame(Map<String, String> row, int index) {
        Map<Joint, Keypoint> points = new EnumMap<>(Joint.class);
        double axis = value(row, "neck_x");
        put(points, Joint.NOSE, row, "head", axis, 1);
        put(points, Joint.RIGHT_SHOULDER, row, "right_shoulder", axis, 1);
        put(points, Joint.RIGHT_ELBOW, row, "right_elbow", axis, 1);
        put(points, Joint.RIGHT_WRIST, row, "right_wrist", axis, 1);
        put(points, Joint.LEFT_SHOULDER, row, "right_shoulder", axis, -1);
        put(points, Joint.LEFT_ELBOW, row, "right_elbow", axis, -1);
        put(points, Joint.LEFT_WRIST, row, "right_wrist", axis, -1);
        put(points, Joint.RIGHT_HIP, row, "right_hip", axis, 1);
        put(points, Joint.LEFT_HIP, row, "left_hip", axis, 1);
        return new PoseFrame(
                index,
                Duration.ofNanos(Math.round(index / RATE * 1e9)),
                WIDTH,
                HEIGHT,
                OptionalDouble.empty(),
                Optional.of(new Pose(points)));
    }

    private static void put(
            Map<Joint, Keypoint> points, Joint joint, Map<String, String> row, String name, double axis, int sign) {
        double x = (value(row, name + "_x") - axis) * sign;
        points.put(joint, new Keypoint(640 + 3 * x, 800 - 3 * value(row, name + "_y")));
    }

    private static double value(Map<String, String> row, String name) {
        return Double.parseDouble(row.getOrDefault(name, ""));
    }
}
