package formcheck.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import formcheck.capture.Frame;
import formcheck.capture.Jpeg;
import formcheck.exercise.ExerciseFile;
import formcheck.pose.Joint;
import formcheck.pose.Keypoint;
import formcheck.pose.Pose;
import formcheck.pose.PoseEstimator;
import formcheck.testkit.ScanBomb;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Failures between page and server during a set. */
@Timeout(90)
class LiveFaultsTest {
    private static final Path SAMPLE = Path.of("samples/hips-outside.mp4");
    private static final String BROWSER =
            "{\"type\":\"open\",\"source\":{\"kind\":\"browser\",\"name\":\"c\",\"width\":640,\"height\":480}";
    private static final byte[] JPEG = jpeg(640, 480);

    /** Returns a pose that makes the analysis throw, for a white image. */
    private record FailingEstimator(PoseEstimator other) implements PoseEstimator {
        @Override
        @SuppressWarnings("NullAway") // stands for whatever judging may stumble over
        public Optional<Pose> estimate(Frame frame) {
            Optional<Pose> pose = other.estimate(frame);
            if (frame.rgb()[0] != (byte) 255) {
                return pose;
            }
            Map<Joint, Keypoint> keypoints = new EnumMap<>(pose.orElseThrow().keypoints());
            Keypoint shoulder = pose.orElseThrow().keypoint(Joint.LEFT_SHOULDER).orElseThrow();
            keypoints.put(Joint.LEFT_SHOULDER, new Keypoint(shoulder.x(), shoulder.y(), null, null));
            return Optional.of(new Pose(keypoints));
        }

        @Override
        public void reset() {
            other.reset();
        }

        @Override
        public void close() {
            other.close();
        }
    }

    private WebServer server;
    private Visit visit;

    @BeforeEach
    void start() throws Exception {
        server = WebServer.start(
                new ServerSettings(0, 1, ExerciseFile.builtIn(), List.of(SAMPLE), 1024, Optional.empty()),
                progress -> new FailingEstimator(new StillEstimator()));
        visit = Visit.by(server.address());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static byte[] jpeg(int width, int height) {
        return Jpeg.of(new Frame(0, Duration.ZERO, width, height, new byte[3 * width * height]));
    }

    private RawConnection raw() throws IOException {
        return new RawConnection(server.address().getPort()).upgraded(visit);
    }

    @Test
    void aConnectionThatEndsInMidMessageLeavesTheSessionToThePageThatComesBack() throws Exception {
        try (RawConnection cut = raw()) {
            cut.say(BROWSER + "}");
            cut.awaitText("opened"); // a cut before the session began would leave nothing to come back to
            cut.beginBinary(50_000, Arrays.copyOf(JPEG, 1000));
        }
        PageClient page = PageClient.open(visit);
        JsonNode first = page.messages.take();
        if (first.path("type").asText().equals("taken")) { // the server has not yet heard of the cut
            page.say("{\"type\":\"take-over\"}");
            first = page.next("hello");
        }
        assertThat(first.path("going").asBoolean()).isTrue();
        page.say(BROWSER + ",\"resume\":true}");
        page.next("opened");
        page.picture(1, 10, JPEG);
        assertThat(page.next("frame").path("stage").asText()).isEqualTo("placement");
    }

    @Test
    void aPageThatDoesNotReadMissesFramesAndHoldsUpNothing() throws Exception {
        try (RawConnection slow = raw()) {
            slow.say("{\"type\":\"open\",\"source\":{\"kind\":\"sample\",\"name\":\"hips-outside\"}}");
            Thread.sleep(9_000); // more images than the buffers between it and the server hold
            long before = -1;
            long largestLeap = 0;
            long newest = 0;
            long asked = System.nanoTime();
            while (System.nanoTime() - asked < 3e9) {
                Optional<String> text = slow.next();
                if (text.isPresent()) {
                    JsonNode message = new ObjectMapper().readTree(text.get());
                    if (message.path("type").asText().equals("frame")) {
                        newest = message.path("frame").asLong();
                        largestLeap = before < 0 ? 0 : Math.max(largestLeap, newest - before);
                        before = newest;
                    }
                }
            }
            assertThat(largestLeap).as("frames left out").isGreaterThan(20);
            assertThat(newest).as("newest frame, of 20.7 a second").isGreaterThan(130);
        }
    }

    @Test
    void anAddressThatNeverAnswersHoldsUpNeitherAnotherSourceNorTheEnd() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            PageClient page = PageClient.open(visit);
            String address = "http://127.0.0.1:" + silent.getLocalPort() + "/camera";
            page.say("{\"type\":\"open\",\"source\":{\"kind\":\"address\",\"address\":\"" + address + "\"}}");
            Thread.sleep(500);
            long asked = System.nanoTime();
            page.say(BROWSER + "}");
            page.next("opened");
            page.picture(1, 10, JPEG);
            page.next("frame");
            page.say("{\"type\":\"open\",\"source\":{\"kind\":\"address\",\"address\":\"" + address + "\"}}");
            Thread.sleep(200);
            server.close();
            assertThat((System.nanoTime() - asked) * 1e-9).isLessThan(8);
        }
    }

    @Test
    void brokenImagesOtherSizesAndAClockThatFallsBackDoNotEndTheSet() throws Exception {
        PageClient page = PageClient.open(visit);
        page.say(BROWSER + "}");
        page.next("opened");
        page.picture(1, 100_000, JPEG);
        assertThat(page.next("frame").path("sequence").asInt()).isEqualTo(1);
        page.picture(2, 100_033, Arrays.copyOf(JPEG, JPEG.length / 3));
        page.picture(3, 100_066, new byte[5000]);
        page.picture(4, 100_100, jpeg(320, 400));
        assertThat(page.next("frame").path("sequence").asInt()).isEqualTo(4);
        page.picture(5, 7, JPEG);
        assertThat(page.next("frame").path("sequence").asInt()).isEqualTo(5);
        page.picture(6, 40, JPEG);
        assertThat(page.next("frame").path("sequence").asInt()).isEqualTo(6);
    }

    @Test
    void anImageThatWouldTakeHoursToDecodeIsLeftOutAndTheNextOneIsJudged() throws Exception {
        PageClient page = PageClient.open(visit);
        page.say(BROWSER + "}");
        page.next("opened");
        page.picture(1, 10, JPEG);
        assertThat(page.next("frame").path("sequence").asInt()).isEqualTo(1);
        byte[] bomb = ScanBomb.jpeg();
        long asked = System.nanoTime();
        for (int sequence = 2; sequence < 6; sequence++) {
            page.picture(sequence, 10 + 33 * sequence, bomb);
        }
        page.picture(6, 300, JPEG);
        assertThat(page.next("frame").path("sequence").asInt()).isEqualTo(6);
        assertThat((System.nanoTime() - asked) * 1e-9).isLessThan(5);
        server.close();
        assertThat((System.nanoTime() - asked) * 1e-9).isLessThan(10);
    }

    @Test
    void anImageThatCannotBeJudgedIsSaidOnceAndEndsNothing() throws Exception {
        byte[] white = new byte[3 * 640 * 480];
        Arrays.fill(white, (byte) 255);
        byte[] unbearable = Jpeg.of(new Frame(0, Duration.ZERO, 640, 480, white));
        PageClient page = PageClient.open(visit);
        page.say(BROWSER + "}");
        page.next("opened");
        page.picture(1, 10, JPEG);
        page.next("frame");
        page.picture(2, 43, unbearable);
        page.next("frame-failed");
        for (int sequence = 3; sequence < 6; sequence++) {
            page.picture(sequence, 10 + 33 * sequence, sequence == 4 ? unbearable : JPEG);
            int answered = page.next("frame").path("sequence").asInt();
            while (answered != sequence) { // that of an image before
                answered = page.next("frame").path("sequence").asInt();
            }
        }
    }
}
