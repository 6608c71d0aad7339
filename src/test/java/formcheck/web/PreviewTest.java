package formcheck.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import formcheck.capture.Frame;
import formcheck.capture.Jpeg;
import formcheck.exercise.ExerciseFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The preview of the start page: the camera is judged before there is a session. */
@Timeout(60)
class PreviewTest {
    private static final String CAMERA =
            "\"source\":{\"kind\":\"browser\",\"name\":\"c\",\"width\":640,\"height\":480}";
    private static final String PREVIEW = "{\"type\":\"preview\"," + CAMERA + "}";
    private static final String OPEN = "{\"type\":\"open\"," + CAMERA + "}";
    private static final String SAMPLE_PREVIEW =
            "{\"type\":\"preview\",\"source\":{\"kind\":\"sample\",\"name\":\"hips-outside\"}}";

    private WebServer server;
    private Visit visit;

    @BeforeEach
    void start() throws Exception {
        server = WebServer.start(
                new ServerSettings(
                        0,
                        1,
                        ExerciseFile.builtIn(),
                        List.of(Path.of("samples/hips-outside.mp4")),
                        1024,
                        Optional.empty()),
                progress -> new StillEstimator());
        visit = Visit.by(server.address());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static byte[] grey(int level) {
        byte[] rgb = new byte[3 * 640 * 480];
        Arrays.fill(rgb, (byte) level);
        return Jpeg.of(new Frame(0, Duration.ZERO, 640, 480, rgb));
    }

    /** Sends images until one is answered: those before the preview has begun are not. */
    private static JsonNode placement(PageClient page, int from, byte[] jpeg) throws InterruptedException {
        for (int sequence = from; sequence < from + 100; sequence++) {
            page.picture(sequence, 33.0 * sequence, jpeg);
            Thread.sleep(33);
            JsonNode found = page.messages.stream()
                    .filter(message -> message.path("type").asText().equals("placement"))
                    .findFirst()
                    .orElse(null);
            if (found != null) {
                page.messages.clear();
                return found;
            }
        }
        throw new AssertionError("no preview");
    }

    @Test
    void saysWhatIsWrongWithThePlace() throws Exception {
        PageClient page = PageClient.open(visit);
        page.say(PREVIEW);
        JsonNode dark = placement(page, 1, grey(2));
        assertThat(dark.path("advice").asText()).isEqualTo("too-dark");
        assertThat(dark.path("ready").asBoolean()).isFalse();
        assertThat(dark.path("sequence").asInt()).isPositive();
    }

    @Test
    void saysThatThePlaceIsRight() throws Exception {
        PageClient page = PageClient.open(visit);
        page.say(PREVIEW);
        for (int sequence = 1; sequence < 200; sequence++) {
            JsonNode said = placement(page, sequence, grey(120));
            if (said.path("ready").asBoolean()) {
                assertThat(said.has("advice")).isFalse();
                return;
            }
        }
        throw new AssertionError("the place is never right");
    }

    @Test
    void beginsNoSessionAndGivesWayToOne() throws Exception {
        PageClient page = PageClient.open(visit);
        page.say(PREVIEW);
        placement(page, 1, grey(120));
        PageClient second = PageClient.open(visit);
        second.say("{\"type\":\"take-over\"}");
        assertThat(second.next("hello").path("going").asBoolean()).isFalse();
        second.say(OPEN);
        second.next("opened");
        second.say(PREVIEW); // a late one does not disturb the session
        second.picture(500, 20_000, grey(120));
        assertThat(second.next("frame").path("stage").asText()).isEqualTo("placement");
        assertThat(second.messages.stream().map(message -> message.path("type").asText()))
                .doesNotContain("placement");
    }

    @Test
    void endsWhenThePageSaysSoAndTakesNoOtherSource() throws Exception {
        PageClient page = PageClient.open(visit);
        page.say(PREVIEW);
        placement(page, 1, grey(120));
        page.say("{\"type\":\"preview\"}");
        Thread.sleep(300);
        page.messages.clear();
        page.say(SAMPLE_PREVIEW);
        page.picture(300, 12_000, grey(120));
        Thread.sleep(500);
        assertThat(page.messages).isEmpty();
        assertThat(page.pictures).isEmpty();
    }
}
