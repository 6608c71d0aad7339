package formcheck.motion.posture;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.pose.Joint;
import formcheck.pose.Keypoint;
import formcheck.pose.Pose;
import formcheck.pose.WorldPoint;
import formcheck.testkit.BesideProject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/**
 * Arms raised to the side against arms raised 36 to 51 degrees forward, by real people (UI-PRMD, PDDL 1.0, read where it lies beside
 * the project): whether a camera at 1.5 m can tell them apart by a cue that elbows back are judged by.
 */
class RecordedScaptionTest {
    private static final String ABDUCTION = "m07";

    /** From the camera to the shoulders, centimetres. */
    private static final double DISTANCE = 150;

    /** Pixels by which a centimetre at {@link #DISTANCE} is seen. */
    private static final double SCALE = 4;

    /** Both movements go through these elevations, degrees. */
    private static final double LOW = 75;

    private static final double HIGH = 100;

    /** By how much the pose model puts a joint elsewhere, the whole repetition long; standard deviation, pixels. */
    private static final double ERROR = 2;

    private record Key(String movement, int subject, int repetition) {}

    @Test
    void theForearmLooksLongerThanInTheOwnRaiseToTheSide() throws IOException {
        Map<Key, List<double[]>> repetitions = read(BesideProject.file("motion/uiprmd-shoulder.csv.gz"));
        int cue = PostureCues.NAMES.indexOf("forearm/upper-arm");
        List<Double> aside = new ArrayList<>();
        List<Double> forward = new ArrayList<>();
        for (int subject = 1; subject <= 5; subject++) {
            int own = subject;
            List<double[]> shown = repetitions.entrySet().stream()
                    .filter(entry -> isShown(entry.getKey(), own))
                    .flatMap(entry -> entry.getValue().stream())
                    .toList();
            RaiseCurve curve = new RaiseCurve(shown);
            repetitions.forEach((key, frames) -> {
                if (key.subject == own && !isShown(key, own)) {
                    (key.movement.equals(ABDUCTION) ? aside : forward).add(difference(frames, curve, cue));
                }
            });
        }
        assertThat(aside).hasSize(25);
        assertThat(forward).hasSize(50);
        assertThat(area(aside, forward)).isGreaterThan(0.9);
    }

    /** The first five raises to the side are what the person shows; the others are asked about. */
    private static boolean isShown(Key key, int subject) {
        return key.subject == subject && key.movement.equals(ABDUCTION) && key.repetition <= 5;
    }

    private static double difference(List<double[]> frames, RaiseCurve curve, int cue) {
        double[] differences = frames.stream()
                .mapToDouble(cues -> cues[cue] - curve.at(cues[PostureCues.ELEVATION], cue))
                .sorted()
                .toArray();
        return differences[differences.length / 2];
    }

    /** Of all pairs, the share in which the second is larger. */
    private static double area(List<Double> smaller, List<Double> larger) {
        double pairs = 0;
        for (double one : smaller) {
            pairs += larger.stream().filter(other -> other > one).count();
        }
        return pairs / smaller.size() / larger.size();
    }

    private static Map<Key, List<double[]>> read(Path recordings) throws IOException {
        Map<Key, List<double[]>> all = new TreeMap<>(Comparator.comparing(Key::toString));
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(recordings)), StandardCharsets.UTF_8))) {
            String[] names = in.readLine().split(",");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                Map<String, Double> row = new HashMap<>();
                String[] cells = line.split(",");
                for (int i = 1; i < cells.length; i++) {
                    row.put(names[i], Double.parseDouble(cells[i]));
                }
                if (value(row, "correct") == 1) {
                    double[] cues = PostureCues.of(pose(
                                    row, new Random(List.of(cells).subList(0, 4).hashCode())))
                            .orElseThrow();
                    double elevation = 90 * cues[PostureCues.ELEVATION];
                    Key key = new Key(cells[0], (int) value(row, "subject"), (int) value(row, "repetition"));
                    if (elevation >= LOW && elevation <= HIGH) {
                        all.computeIfAbsent(key, k -> new ArrayList<>()).add(cues);
                    }
                }
            }
        }
        return all;
    }

    /** The right arm and its mirror image. The recording has one point of the head: the others are put around it. */
    private static Pose pose(Map<String, Double> row, Random errors) {
        Map<Joint, double[]> places = new EnumMap<>(Joint.class);
        double[] head = place(row, "head");
        double[] shoulder = place(row, "right_shoulder");
        for (Joint joint : Joint.values()) {
            places.put(joint, head);
        }
        double[][] face = {
            {0, 0, 9},
            {-3, 3, 7},
            {3, 3, 7},
            {-4.5, 3, 6},
            {4.5, 3, 6},
            {-7, 1, 0},
            {7, 1, 0},
            {-2.5, -4, 8},
            {2.5, -4, 8}
        };
        Joint[] faces = {
            Joint.NOSE,
            Joint.RIGHT_EYE,
            Joint.LEFT_EYE,
            Joint.RIGHT_EYE_OUTER,
            Joint.LEFT_EYE_OUTER,
            Joint.RIGHT_EAR,
            Joint.LEFT_EAR,
            Joint.MOUTH_RIGHT,
            Joint.MOUTH_LEFT
        };
        for (int k = 0; k < faces.length; k++) {
            places.put(faces[k], sum(head, face[k]));
        }
        double[] wrist = place(row, "right_wrist");
        both(places, Joint.RIGHT_SHOULDER, Joint.LEFT_SHOULDER, shoulder);
        both(places, Joint.RIGHT_ELBOW, Joint.LEFT_ELBOW, place(row, "right_elbow"));
        both(places, Joint.RIGHT_WRIST, Joint.LEFT_WRIST, wrist);
        both(places, Joint.RIGHT_PINKY, Joint.LEFT_PINKY, sum(wrist, new double[] {-3, 7, 0}));
        both(places, Joint.RIGHT_INDEX, Joint.LEFT_INDEX, sum(wrist, new double[] {3, 7, 0}));
        both(places, Joint.RIGHT_HIP, Joint.LEFT_HIP, place(row, "right_hip"));
        Map<Joint, Keypoint> points = new EnumMap<>(Joint.class);
        Map<Joint, WorldPoint> world = new EnumMap<>(Joint.class);
        places.forEach((joint, at) -> {
            double nearer = SCALE * DISTANCE / (DISTANCE - (at[2] - shoulder[2]));
            double x = 640 + nearer * at[0] + ERROR * errors.nextGaussian();
            points.put(joint, new Keypoint(x, 480 - nearer * (at[1] - shoulder[1]) + ERROR * errors.nextGaussian()));
            world.put(joint, new WorldPoint(at[0] / 100, -at[1] / 100, -at[2] / 100));
        });
        return new Pose(points, world, 1, List.of());
    }

    private static void both(Map<Joint, double[]> places, Joint right, Joint left, double[] at) {
        places.put(right, at);
        places.put(left, new double[] {-at[0], at[1], at[2]});
    }

    private static double[] sum(double[] one, double[] other) {
        double[] sum = Arrays.copyOf(one, one.length);
        for (int k = 0; k < sum.length; k++) {
            sum[k] += other[k];
        }
        return sum;
    }

    /** To the person's left, up, and towards the camera, centimetres from the neck's axis. */
    private static double[] place(Map<String, Double> row, String name) {
        return new double[] {
            value(row, name + "_x") - value(row, "neck_x"), value(row, name + "_y"), value(row, name + "_z")
        };
    }

    private static double value(Map<String, Double> row, String name) {
        return row.getOrDefault(name, Double.NaN);
    }
}
