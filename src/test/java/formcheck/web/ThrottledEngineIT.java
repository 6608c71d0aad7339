package formcheck.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import formcheck.capture.Frame;
import formcheck.capture.Jpeg;
import formcheck.exercise.ExerciseFile;
import formcheck.pose.Pose;
import formcheck.pose.PoseEstimator;
import formcheck.pose.PoseFrame;
import formcheck.testkit.Figure;
import formcheck.testkit.Movement;
import formcheck.testkit.Posture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A live session on an engine that is slow: real server, guide and rules; known poses. Prints what it measures. */
@Timeout(180)
@Tag("live")
@Tag("long")
class ThrottledEngineIT {
    private static final double CAMERA_RATE = 30;
    private static final int REPETITIONS = 8;
    private static final Posture REST = Posture.arms(20);
    private static final Posture TOP = Posture.arms(106);
    private static final Movement SET =
            Movement.from(REST).hold(7).repetitions(REPETITIONS, TOP, 1.2, 2.8).hold(1.5);
    private static final List<PoseFrame> FILM = Figure.FRONTAL.rate(CAMERA_RATE).film(SET);
    private static final String OPEN =
            "{\"type\":\"open\",\"source\":{\"kind\":\"browser\",\"name\":\"c\",\"width\":640,\"height\":480}}";

    /** Returns the scripted pose of each moment, late. */
    private static final class Throttled implements PoseEstimator {
        private final long fasterMillis;
        private volatile long millis;
        private volatile double now;
        private volatile double changedAt = Double.NaN;

        Throttled(long millis, long fasterMillis) {
            this.millis = millis;
            this.fasterMillis = fasterMillis;
        }

        @Override
        public Optional<Pose> estimate(Frame frame) {
            sleep(millis);
            now = frame.at().toNanos() * 1e-9;
            int index = (int) Math.min(FILM.size() - 1, Math.round(now * CAMERA_RATE));
            return FILM.get(index).pose();
        }

        @Override
        public Optional<Runnable> loadFaster() {
            sleep(1500);
            return Optional.of(() -> {
                millis = fasterMillis;
                changedAt = now;
            });
        }

        private static void sleep(long millis) {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void reset() {}

        @Override
        public void close() {}
    }

    private final List<Integer> sizes = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();
    private int results;
    private int paused;
    private int count;

    private void hear(JsonNode message) {
        if (message.path("type").asText().equals("image-size")) {
            sizes.add(message.path("longestSide").asInt());
        }
        if (!message.path("type").asText().equals("frame")) {
            return;
        }
        results++;
        paused += message.has("pause") ? 1 : 0;
        count = message.path("set").path("count").asInt(count);
        String notice =
                message.path("remark").asText("") + message.path("pause").asText("");
        if (notices.isEmpty() || !notices.get(notices.size() - 1).equals(notice)) {
            notices.add(notice);
        }
    }

    /** Sends the camera's newest image each time a result has come, as the page does. */
    private void play(PageClient page) throws Exception {
        List<byte[]> images = new ArrayList<>();
        for (int light = 120; light < 125; light++) { // an image that never changes counts as a frozen camera
            byte[] rgb = new byte[3 * Figure.WIDTH * Figure.HEIGHT];
            Arrays.fill(rgb, (byte) light);
            images.add(Jpeg.of(new Frame(0, Duration.ZERO, Figure.WIDTH, Figure.HEIGHT, rgb)));
        }
        long began = System.nanoTime();
        int sequence = 0;
        for (double now = 0; now < SET.seconds(); now = (System.nanoTime() - began) * 1e-9) {
            double captured = Math.floor(now * CAMERA_RATE) / CAMERA_RATE;
            page.picture(++sequence, 1000 * captured, images.get(sequence % images.size()));
            String type = "";
            while (!type.equals("frame")) {
                JsonNode message = page.messages.poll(15, TimeUnit.SECONDS);
                assertThat(message).as("an image was not judged").isNotNull();
                type = message.path("type").asText();
                hear(message);
            }
            double next = captured + 1 / CAMERA_RATE - (System.nanoTime() - began) * 1e-9;
            Thread.sleep(Math.max(0, (long) Math.ceil(1000 * next)));
        }
    }

    @ParameterizedTest(name = "{0} ms a frame, {1} ms with the faster model")
    @CsvSource({"15, 15, false, 0", "50, 15, true, 0", "70, 45, true, 2", "95, 75, true, 2"})
    void becomesFasterByItselfAndLosesNoRepetition(long millis, long faster, boolean changes, int smaller)
            throws Exception {
        ServerSettings settings =
                ServerSettings.of(ExerciseFile.builtIn(), List.of()).on(0, 1);
        Throttled engine = new Throttled(millis, faster);
        try (WebServer server = WebServer.start(settings, progress -> engine)) {
            PageClient page = PageClient.open(Visit.by(server.address()));
            page.until("type", "hello");
            page.say(OPEN);
            page.next("opened");
            play(page);
        }
        System.out.printf(
                Locale.ROOT,
                "throttled engine, %d ms, then %d: %.1f results a second, %d of %d repetitions, paused %.0f %%,"
                        + " faster model at %.1f s, sizes %s, notices %s%n",
                millis,
                faster,
                results / SET.seconds(),
                count,
                REPETITIONS,
                100.0 * paused / results,
                engine.changedAt,
                sizes,
                notices);
        assertThat(count).isEqualTo(REPETITIONS);
        assertThat(paused).isZero();
        assertThat(sizes).isEqualTo(List.of(480, 320).subList(0, smaller));
        assertThat(notices.stream().filter(notice -> !notice.isEmpty()).toList())
                .isEqualTo(changes ? List.of("slow") : List.of());
        assertThat(Double.isNaN(engine.changedAt)).isEqualTo(!changes);
        if (changes) {
            assertThat(SET.at(engine.changedAt).left())
                    .as("elevation when the model changed")
                    .isLessThan(50);
        }
    }
}
