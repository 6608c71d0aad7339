package formcheck.pose.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import formcheck.capture.CaptureException;
import formcheck.pose.Joint;
import formcheck.pose.Keypoint;
import formcheck.pose.Pose;
import formcheck.pose.PoseFrame;
import formcheck.pose.PoseSource;
import formcheck.pose.stream.StreamOptions.Size;
import formcheck.testkit.Figure;
import formcheck.testkit.Movement;
import formcheck.testkit.Posture;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeypointStreamsTest {
    private static final List<PoseFrame> FILM = Figure.FRONTAL.film(Movement.from(Posture.arms(15))
            .hold(0.5)
            .to(Posture.arms(95), 1)
            .hold(0.3)
            .to(Posture.arms(15), 1));

    @TempDir
    private Path folder = Path.of("");

    /** Content of a stream. */
    private record Read(List<PoseFrame> frames, Size size, String notes) {}

    private static Read read(Path path, StreamOptions options) throws CaptureException {
        try (PoseSource source = KeypointStreams.open(path, options)) {
            List<PoseFrame> frames = new ArrayList<>();
            for (Optional<PoseFrame> next = source.next(); next.isPresent(); next = source.next()) {
                frames.add(next.get());
            }
            return new Read(
                    frames,
                    new Size(source.info().width(), source.info().height()),
                    source.damage().orElse(""));
        }
    }

    private Read read(String text, StreamOptions options) throws Exception {
        return read(Files.writeString(folder.resolve("motion.json"), text), options);
    }

    private Read read(String text) throws Exception {
        return read(text, StreamOptions.NONE);
    }

    private static StreamOptions size(int width, int height) {
        return new StreamOptions(OptionalDouble.empty(), Optional.of(new Size(width, height)));
    }

    private static StreamOptions rate(double framesPerSecond) {
        return new StreamOptions(OptionalDouble.of(framesPerSecond), Optional.empty());
    }

    /** The same joints at the same times, as far as the other program has them. */
    private static void isTheRecording(List<PoseFrame> frames, List<String> layout) {
        assertThat(frames).hasSameSizeAs(FILM);
        for (int i = 0; i < FILM.size(); i++) {
            PoseFrame is = frames.get(i);
            PoseFrame was = FILM.get(i);
            assertThat(is.index()).isEqualTo(i);
            assertThat(is.seconds()).isCloseTo(was.seconds() - FILM.get(0).seconds(), within(2e-3));
            Pose pose = is.pose().orElseThrow();
            was.pose().orElseThrow().keypoints().forEach((joint, keypoint) -> {
                if (layout.contains(joint.id())) {
                    Keypoint read = pose.keypoint(joint).orElseThrow();
                    assertThat(read.x()).as(joint.id()).isCloseTo(keypoint.x(), within(0.01));
                    assertThat(read.y()).as(joint.id()).isCloseTo(keypoint.y(), within(0.01));
                } else {
                    assertThat(pose.keypoint(joint)).isEmpty();
                }
            });
        }
    }

    private static String frames(Function<PoseFrame, String> one) {
        return FILM.stream().map(one).collect(Collectors.joining(",", "[", "]"));
    }

    private static List<String> all() {
        return java.util.Arrays.stream(Joint.values()).map(Joint::id).toList();
    }

    @Test
    void aFolderOfOpenPoseIsOneStream() throws Exception {
        isTheRecording(
                read(OtherPrograms.openPose(folder.resolve("a"), FILM, OtherPrograms.BODY_25, 0.8), size(640, 480))
                        .frames(),
                OtherPrograms.BODY_25);
        isTheRecording(
                read(OtherPrograms.openPose(folder.resolve("b"), FILM, OtherPrograms.COCO_18, 0.8), size(640, 480))
                        .frames(),
                OtherPrograms.COCO_18);
        assertThat(KeypointStreams.isKeypointStream(folder.resolve("a"))).isTrue();
    }

    @Test
    void whatIsMissingIsAssumedAndReported() throws Exception {
        Path openPose = OtherPrograms.openPose(folder.resolve("a"), FILM, OtherPrograms.BODY_25, 0.8);
        Read assumed = read(openPose, StreamOptions.NONE);
        assertThat(assumed.notes())
                .contains(
                        "30 frames a second are assumed",
                        "--fps",
                        assumed.size().toString(),
                        "--size");
        for (PoseFrame frame : assumed.frames()) {
            for (Keypoint keypoint : frame.pose().orElseThrow().keypoints().values()) {
                assertThat(keypoint.x()).isLessThan(assumed.size().width());
                assertThat(keypoint.y()).isLessThan(assumed.size().height());
            }
        }
        Read told = read(openPose, new StreamOptions(OptionalDouble.of(60), Optional.of(new Size(800, 600))));
        assertThat(told.notes()).isEmpty();
        assertThat(told.size()).isEqualTo(new Size(800, 600));
        assertThat(told.frames().get(60).seconds()).isCloseTo(1, within(1e-6));
    }

    @Test
    void aFrameThatIsMissingIsAGapAndAnEmptyOneIsNobody() throws Exception {
        Path openPose = OtherPrograms.openPose(folder.resolve("a"), FILM, OtherPrograms.BODY_25, 0.8);
        Files.delete(openPose.resolve("set_000000000003_keypoints.json"));
        OtherPrograms.write(openPose, 5, OtherPrograms.openPose(List.of()));
        Files.write(openPose.resolve("._set_000000000001_keypoints.json"), new byte[] {0, 5, 22, 7});
        List<PoseFrame> frames = read(openPose, rate(30)).frames();
        assertThat(frames).hasSize(FILM.size() - 1);
        assertThat(frames.get(3).seconds()).isCloseTo(4 / 30.0, within(1e-6));
        assertThat(frames.get(4).pose()).isEmpty();
        assertThat(frames.get(5).pose()).isPresent();
    }

    @Test
    void aDuplicateNameIsReportedWithItsLine() {
        assertThatThrownBy(() -> read("[\n{\"people\": [],\n\"people\": []}]"))
                .isInstanceOf(CaptureException.class)
                .hasMessageContaining(":3")
                .hasMessageContaining("a name is there twice");
    }

    @Test
    void twoRecordingsInOneFolderAreNotMixed() throws Exception {
        Path openPose = OtherPrograms.openPose(folder.resolve("a"), FILM, OtherPrograms.BODY_25, 0.8);
        Files.copy(
                openPose.resolve("set_000000000003_keypoints.json"),
                openPose.resolve("other_000000000003_keypoints.json"));
        assertThatThrownBy(() -> read(openPose, StreamOptions.NONE)).hasMessageContaining("a folder of its own");
    }

    @Test
    void confidencesAboveOneAreOneAndBelowZeroNotKnown() throws Exception {
        String person = "{\"pose_keypoints_2d\":[10,10,1.02, 5,5,0.5, 20,30,-1, 0,0,0, 30,40,NaN, NaN,7,0.5, 1,2,0"
                + ",0,0,0".repeat(18) + "]}";
        Read read = read("[" + OtherPrograms.openPose(List.of(person)) + "," + OtherPrograms.openPose(List.of()) + "]");
        Pose pose = read.frames().get(0).pose().orElseThrow();
        assertThat(pose.keypoint(Joint.NOSE).orElseThrow().visibility()).hasValue(1);
        assertThat(pose.keypoint(Joint.RIGHT_SHOULDER).orElseThrow().visibility())
                .isEmpty();
        assertThat(pose.keypoint(Joint.RIGHT_ELBOW)).isEmpty();
        assertThat(pose.keypoint(Joint.RIGHT_WRIST).orElseThrow().visibility()).isEmpty();
        assertThat(pose.keypoint(Joint.LEFT_SHOULDER)).isEmpty();
        assertThat(pose.keypoint(Joint.LEFT_ELBOW)).isEmpty();
    }

    private static Pose moved(Pose pose, double scale, double x, double y) {
        Map<Joint, Keypoint> moved = new EnumMap<>(Joint.class);
        pose.keypoints().forEach((joint, k) -> moved.put(joint, new Keypoint(scale * k.x() + x, scale * k.y() + y)));
        return new Pose(moved);
    }

    @Test
    void theLargestPersonIsFollowedInWhateverOrderTheyStand() throws Exception {
        Path two = Files.createDirectory(folder.resolve("two"));
        Random random = new Random(1);
        for (PoseFrame frame : FILM) {
            Pose pose = frame.pose().orElseThrow();
            List<String> people = new ArrayList<>();
            people.add(OtherPrograms.openPosePerson(moved(pose, 0.5, 5, 90), OtherPrograms.BODY_25, 0.9));
            people.add(OtherPrograms.openPosePerson(moved(pose, 0.4, 420, 100), OtherPrograms.BODY_25, 0.9));
            if (frame.index() % 20 != 7) {
                people.add(OtherPrograms.openPosePerson(pose, OtherPrograms.BODY_25, 0.9));
            }
            Collections.shuffle(people, random);
            OtherPrograms.write(two, frame.index(), OtherPrograms.openPose(people));
        }
        Read read = read(two, size(640, 480));
        assertThat(read.notes()).contains("several people");
        for (int i = 0; i < FILM.size(); i++) {
            Optional<Keypoint> nose = read.frames().get(i).pose().flatMap(pose -> pose.keypoint(Joint.NOSE));
            if (i % 20 == 7) {
                assertThat(nose).as("frame " + i).isEmpty();
            } else {
                Keypoint was =
                        FILM.get(i).pose().orElseThrow().keypoint(Joint.NOSE).orElseThrow();
                assertThat(nose.orElseThrow().distanceTo(was)).as("frame " + i).isLessThan(1);
            }
        }
    }

    @Test
    void cocosResultsAreReadInAnyOrder() throws Exception {
        List<PoseFrame> shuffled = new ArrayList<>(FILM);
        Collections.shuffle(shuffled, new Random(3));
        Read read = read(OtherPrograms.cocoResults(shuffled), size(640, 480));
        isTheRecording(read.frames(), OtherPrograms.COCO_17);
        assertThat(read.frames()
                        .get(9)
                        .pose()
                        .orElseThrow()
                        .keypoint(Joint.NOSE)
                        .orElseThrow()
                        .visibility()
                        .orElse(0))
                .isCloseTo(0.9, within(1e-6));
    }

    @Test
    void cocoAnnotationsContainTheSizeAndWhichJointsAreMissing() throws Exception {
        Read read = read(OtherPrograms.cocoAnnotations(FILM, 2));
        isTheRecording(read.frames(), OtherPrograms.COCO_17);
        assertThat(read.size())
                .isEqualTo(new Size(FILM.get(0).width(), FILM.get(0).height()));
        assertThat(read.notes()).doesNotContain("size");
        List<PoseFrame> somebody = FILM.stream()
                .map(frame -> frame.index() == 4
                        ? new PoseFrame(
                                4, frame.at(), frame.width(), frame.height(), OptionalDouble.empty(), Optional.empty())
                        : frame)
                .toList();
        assertThat(read(OtherPrograms.cocoAnnotations(somebody, 2))
                        .frames()
                        .get(4)
                        .pose())
                .isEmpty();
    }

    @Test
    void anAnnotatorsHiddenJointIsHiddenOnlyWhereOthersAreInView() throws Exception {
        String start = "{\"images\":[{\"id\":1,\"width\":640,\"height\":480},{\"id\":2,\"width\":640,\"height\":480}],"
                + "\"annotations\":[{\"image_id\":1,\"keypoints\":[9,9,1,8,8,";
        String end = ",7,7,0" + ",5,5,1".repeat(14) + "]}]}";
        Pose both = read(start + "2" + end).frames().get(0).pose().orElseThrow();
        assertThat(both.keypoint(Joint.NOSE).orElseThrow().visibility().orElse(1))
                .isLessThan(0.5);
        assertThat(both.keypoint(Joint.LEFT_EYE).orElseThrow().visibility()).hasValue(1);
        assertThat(both.keypoint(Joint.RIGHT_EYE)).isEmpty();
        Pose ones = read(start + "1" + end).frames().get(0).pose().orElseThrow();
        assertThat(ones.keypoint(Joint.NOSE).orElseThrow().visibility()).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"timestamp_ms\":MS,\"landmarks\":L}]",
                "[{\"frame\":I,\"pose_landmarks\":L,\"pose_world_landmarks\":W}]",
                "{\"fps\":30,\"frames\":[{\"timestampMs\":MS,\"poseLandmarks\":[L],\"poseWorldLandmarks\":[W]}]}",
                "{\"metadata\":{\"fps\":30.0},\"results\":[{\"landmarks\":[L],\"worldLandmarks\":[W]}]}",
                "{\"landmarks\":[L],\"worldLandmarks\":[W],\"timestamp\":S}",
                "[{\"pose_landmarks\":{\"landmark\":L},\"timestamp\":MS}]",
                "[{\"timestamp_us\":US,\"keypoints\":L}]",
                "{\"frame_I\":{\"landmarks\":L}}",
                "[L]",
                "[[L]]",
            })
    void mediaPipesLandmarksAreReadHoweverTheyAreKept(String form) throws Exception {
        boolean list = form.startsWith("[");
        int from = list ? 1 : form.indexOf("[{") >= 0 ? form.indexOf("[{") + 1 : form.contains("_I") ? 1 : 0;
        int to = list
                ? form.length() - 1
                : form.indexOf("[{") >= 0 ? form.length() - 2 : form.contains("_I") ? form.length() - 1 : form.length();
        String each = form.substring(from, to);
        String joined = FILM.stream()
                .map(frame -> each.replace("MS", String.format(Locale.ROOT, "%.3f", 1e3 * frame.seconds()))
                        .replace("US", String.valueOf(Math.round(1e6 * frame.seconds())))
                        .replace("S}", String.format(Locale.ROOT, "%.6f}", frame.seconds()))
                        .replace("I", String.valueOf(frame.index()))
                        .replaceAll("(?<![a-zA-Z])W(?![a-zA-Z])", OtherPrograms.world(frame))
                        .replaceAll("(?<![a-zA-Z])L(?![a-zA-Z])", OtherPrograms.landmarks(frame)))
                .collect(Collectors.joining(from == 0 ? "\n" : ","));
        Read read = read(form.substring(0, from) + joined + form.substring(to), size(Figure.WIDTH, Figure.HEIGHT));
        isTheRecording(read.frames(), all());
        if (form.contains("W")) {
            assertThat(elbow(read.frames().get(20))).isCloseTo(elbow(FILM.get(20)), within(1e-5));
        }
    }

    @Test
    void theShapeOfTheImageFollowsFromPointsInSpace() throws Exception {
        String text = frames(frame -> "{\"t\":" + frame.seconds() + ",\"landmarks\":" + OtherPrograms.landmarks(frame)
                + ",\"worldLandmarks\":" + OtherPrograms.world(frame) + "}");
        Read read = read(text);
        assertThat((double) read.size().width() / read.size().height())
                .isCloseTo((double) Figure.WIDTH / Figure.HEIGHT, within(0.1));
        assertThat(read.notes()).contains(read.size().toString(), "--size");
        Read without = read(frames(
                frame -> "{\"t\":" + frame.seconds() + ",\"landmarks\":" + OtherPrograms.landmarks(frame) + "}"));
        assertThat(without.notes()).contains("assumed", "--size");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "~~ | the file is empty",
                "[] | there is no frame in it",
                "7 | there is neither a list nor an object",
                "{} | there is no frame in it",
                "{\"a\":1} | there is no frame in it",
                "[{\"a\":1},{\"a\":2}] | motion.json:1: frame 1: there are no joints in it",
                "[{\"frame\":1},{\"frame\":2}] | there is nobody in any of its 2 frames",
                "[{\"people\":[]}] | it holds a single frame. Give the folder",
                "[null,{\"landmarks\":[[1,2,3]]},{}] | frame 2: there are 1 joints",
                "[null,null, | this is no whole JSON",
                "{\"people\":[{\"pose_keypoints_2d\":[1,2,3,4]}]} | frame 1: there are 4 numbers, which are not three",
                "{\"people\":[{\"pose_keypoints_2d\":[1,2,3]}]} | there are 1 joints, which are neither",
                "{\"people\":[{\"pose_keypoints_2d\":[\"a\",2,3]}]} | are 1 joints",
                "[{\"t\":1,\"landmarks\":{\"nose\":[\"x\",1]}}] | a number is written as \"x\"",
                "[{\"t\":2,\"landmarks\":{\"nose\":[1,1]}},{\"t\":1,\"landmarks\":{\"nose\":[1,1]}}] | frame 2: time runs backwards",
                "[{\"t\":1,\"landmarks\":{\"nose\":[1e99,1]}}] | nose is outside any image",
                "[{\"image_id\":{},\"keypoints\":{\"nose\":[1,1]}}] | an image's id is {}",
                "{\"images\":[{\"id\":1,\"width\":6,\"height\":5},{\"id\":2,\"width\":5,\"height\":6}]} | images of 6x5 and of 5x6 are not one recording",
            })
    void eachErrorIsOneLineWithFilePlaceAndReason(String text, String reason) throws IOException {
        Path file = Files.writeString(folder.resolve("motion.json"), text.replace("~~", ""));
        assertThatThrownBy(() -> read(file, StreamOptions.NONE))
                .isInstanceOf(CaptureException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(reason)
                .hasMessageNotContaining("\n");
    }

    @Test
    void whatCannotBeAPieceOfARecordingIsNotReadToItsEnd() throws IOException {
        for (String text : List.of(
                "[".repeat(100_000),
                "{\"people\":[" + "{},".repeat(500_000) + "{}]}",
                "[" + "1,".repeat(500_000) + "1]",
                "{\"a\":\"" + "x".repeat(2_000_000) + "\"}",
                "[{\"t\":" + "9".repeat(5_000) + ",\"landmarks\":[]}]")) {
            Path file = Files.writeString(folder.resolve("motion.json"), text);
            assertThatThrownBy(() -> read(file, StreamOptions.NONE))
                    .as(text.substring(0, 20))
                    .isInstanceOf(CaptureException.class)
                    .hasMessageMatching("[^\\r\\n]{1,400}");
        }
    }

    /** 200 MB of detections take 300 MB at most: a hundredth of it is measured here. */
    @Test
    void aLongRecordingNeedsLittleMemory() throws Exception {
        Path file = folder.resolve("long.json");
        int count = 20_000;
        String detection = "\"category_id\":1,\"keypoints\":"
                + OtherPrograms.triples(FILM.get(0).pose().orElseThrow(), OtherPrograms.COCO_17, 0.9)
                + ",\"score\":0.9}";
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write('[');
            for (int i = 0; i < count; i++) {
                out.write((i == 0 ? "" : ",") + "{\"image_id\":" + i + "," + detection);
            }
            out.write(']');
        }
        Recording recording = new Recording("long.json", StreamOptions.NONE);
        JsonFrames frames = new JsonFrames(recording);
        long before = used();
        try (var content = Files.newInputStream(file)) {
            frames.read("long.json", content, java.util.OptionalLong.empty());
        }
        frames.end();
        long kept = used() - before;
        assertThat(recording.read().frames()).hasSize(count);
        assertThat(kept).isLessThan(2 * Files.size(file));
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** x of the left elbow in space, metres. */
    private static double elbow(PoseFrame frame) {
        return Objects.requireNonNull(frame.pose().orElseThrow().world().get(Joint.LEFT_ELBOW))
                .x();
    }
}
