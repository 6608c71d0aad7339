package formcheck.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import formcheck.capture.Frame;
import formcheck.capture.Jpeg;
import formcheck.exercise.ExerciseFile;
import formcheck.testkit.ScanBomb;
import java.net.InetAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The images of a phone on their way into a session, the hostile ones included. */
@Timeout(90)
class PhoneSessionTest {
    private static final String OPEN =
            "{\"type\":\"open\",\"source\":{\"kind\":\"phone\"},\"variant\":\"bare-hands\",\"resume\":%s}";
    private static final double FRAME = 33.3;

    private WebServer server;
    private Visit visit;
    private PageClient page;
    private PhoneVisit phone;
    private String secret = "";

    @BeforeEach
    void pair() throws Exception {
        server = WebServer.start(
                ServerSettings.of(ExerciseFile.builtIn(), List.of())
                        .on(0, 1)
                        .phoneAt(InetAddress.getByName("127.0.0.2")),
                progress -> new StillEstimator());
        visit = Visit.by(server.address());
        page = PageClient.open(visit);
        URI link = PhoneServerTest.link(visit);
        phone = new PhoneVisit(link);
        secret = phone.secret(link.getFragment());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static byte[] image(int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        Arrays.fill(rgb, (byte) 120);
        return Jpeg.of(new Frame(0, Duration.ZERO, width, height, rgb));
    }

    private void open(boolean resume) {
        page.say(OPEN.formatted(resume));
    }

    /** A connected phone whose images are wanted. */
    private PhoneVisit.PhoneLink filming(int width, int height) throws Exception {
        PhoneVisit.PhoneLink link = phone.connect(secret);
        link.camera(width, height, 1000);
        link.awaitWish(true);
        return link;
    }

    /** Sends images until one is judged: those of before the run are not. Returns the result. */
    private JsonNode judged(PhoneVisit.PhoneLink link, byte[] jpeg) throws InterruptedException {
        page.messages.clear();
        for (int i = 0; i < 200; i++) {
            link.image(jpeg);
            Thread.sleep(50);
            for (JsonNode message = page.messages.poll(); message != null; message = page.messages.poll()) {
                if (message.path("type").asText().equals("frame")) {
                    return message;
                }
            }
        }
        throw new AssertionError("no image of the phone is judged");
    }

    private static List<Integer> size(JsonNode frame) {
        return List.of(frame.path("width").asInt(), frame.path("height").asInt());
    }

    @Test
    void thePageLearnsThatAPhoneMayComeComesAndGoes() throws Exception {
        PhoneVisit.PhoneLink link = phone.connect(secret);
        link.camera(640, 480, 0);
        assertThat(page.until("connected", "true").path("expected").asBoolean()).isTrue();
        link.close();
        assertThat(page.until("connected", "false").path("expected").asBoolean())
                .isTrue();
        visit.delete("/api/phone");
        assertThat(page.until("expected", "false").path("connected").asBoolean())
                .isFalse();
    }

    @Test
    void judgesTheImagesOfThePhoneAndShowsThemToThePage() throws Exception {
        open(false);
        PhoneVisit.PhoneLink link = filming(640, 480);
        byte[] jpeg = image(640, 480);
        judged(link, jpeg);
        List<Double> times = new ArrayList<>();
        double began = link.now();
        for (int i = 1; i <= 30; i++) {
            link.image(began + FRAME * i, jpeg);
            Thread.sleep(33);
        }
        page.messages.forEach(message -> {
            if (message.path("type").asText().equals("frame")) {
                times.add(message.path("at").asDouble());
            }
        });
        assertThat(times).hasSizeGreaterThan(10);
        for (int i = 2; i < times.size(); i++) {
            double frames = 1000 * (times.get(i) - times.get(i - 1)) / FRAME; // some may have been dropped
            assertThat(frames).isCloseTo(Math.max(1, Math.rint(frames)), within(0.1));
        }
        byte[] shown = page.pictures.poll(10, TimeUnit.SECONDS);
        assertThat(shown).isNotNull();
        assertThat(Arrays.copyOfRange(shown, 4, 6)).containsExactly(0xff, 0xd8);
        assertThat(ByteBuffer.wrap(shown).getInt()).isZero();
    }

    @Test
    void imagesAreNotWantedBeforeAndAfterASession() throws Exception {
        PhoneVisit.PhoneLink link = phone.connect(secret);
        link.camera(640, 480, 0);
        link.awaitWish(false);
        link.image(FRAME, image(640, 480));
        link.next("received");
        open(false);
        link.awaitWish(true);
        page.say("{\"type\":\"close\"}");
        link.awaitWish(false);
        page.messages.clear();
        link.image(9000, image(640, 480));
        link.next("received");
        Thread.sleep(300);
        assertThat(page.messages.stream().map(message -> message.path("type").asText()))
                .doesNotContain("frame");
    }

    @Test
    void thePhoneIsPreviewedBeforeASession() throws Exception {
        page.say("{\"type\":\"preview\",\"source\":{\"kind\":\"phone\"}}");
        PhoneVisit.PhoneLink link = filming(640, 480);
        byte[] dark = Jpeg.of(new Frame(0, Duration.ZERO, 640, 480, new byte[3 * 640 * 480]));
        for (int i = 1; i < 30; i++) {
            link.image(dark);
            Thread.sleep(20);
        }
        JsonNode placement = page.next("placement");
        while (!placement.path("advice").asText().equals("too-dark")) {
            placement = page.next("placement");
        }
        assertThat(page.pictures.poll(5, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void aPageSendsNoImagesWhereThePhoneIsTheSourceAndThePhoneNoneWhereItIsNot() throws Exception {
        open(false);
        page.next("opened");
        page.picture(1, 10, image(640, 480));
        Thread.sleep(300);
        page.say("{\"type\":\"open\",\"source\":{\"kind\":\"browser\",\"name\":\"c\",\"width\":640,\"height\":480}}");
        page.next("opened");
        PhoneVisit.PhoneLink link = phone.connect(secret);
        link.camera(640, 480, 0);
        link.image(FRAME, image(640, 480));
        link.next("received");
        Thread.sleep(300);
        assertThat(page.messages.stream().map(message -> message.path("type").asText()))
                .doesNotContain("frame");
    }

    @Test
    void aPhoneThatIsHeldUprightIsJudgedInItsShapeAndOneThatIsTurnedLaterGetsBars() throws Exception {
        open(false);
        PhoneVisit.PhoneLink link = filming(480, 640);
        assertThat(size(judged(link, image(480, 640)))).containsExactly(480, 640);
        // Turned, and it has not said so yet.
        assertThat(size(judged(link, image(640, 480)))).containsExactly(480, 640);
        link.camera(640, 480, link.now());
        assertThat(page.next("opened").path("width").asInt()).isEqualTo(640);
        assertThat(size(judged(link, image(640, 480)))).containsExactly(640, 480);
    }

    @Test
    void aPhoneThatDropsAndReturnsGoesOnInTheSameSession() throws Exception {
        open(false);
        PhoneVisit.PhoneLink link = filming(640, 480);
        byte[] jpeg = image(640, 480);
        double first = judged(link, jpeg).path("at").asDouble();
        link.close();
        Thread.sleep(2500);
        assertThat(page.until("pause", "lost").path("type").asText()).isEqualTo("state");
        PhoneVisit.PhoneLink again = phone.connect(secret);
        again.camera(640, 480, 7); // the page was loaded again: its clock begins anew
        again.awaitWish(true);
        page.next("opened");
        double second = judged(again, jpeg).path("at").asDouble();
        assertThat(second - first).isBetween(2.0, 20.0);
    }

    @Test
    void aSessionMayBeginBeforeThePhoneIsThereAndNotWithoutOne() throws Exception {
        open(false);
        page.next("opened");
        PhoneVisit.PhoneLink link = filming(1280, 720);
        assertThat(page.next("opened").path("width").asInt()).isEqualTo(1280);
        link.close();
        visit.delete("/api/phone");
        page.say("{\"type\":\"close\"}");
        open(false);
        assertThat(page.next("refused").path("problem").asText()).isNotBlank();
    }

    private static byte[] message(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] packet(int sequence, double millis, byte[] jpeg) {
        return ByteBuffer.allocate(16 + jpeg.length)
                .putInt(sequence)
                .putInt(0)
                .putDouble(millis)
                .put(jpeg)
                .array();
    }

    @Test
    void aPhoneWithoutAWebSocketSendsItsImagesAsRequests() throws Exception {
        open(false);
        page.next("opened");
        byte[] camera = message("{'type':'camera','name':'rear','width':640,'height':480,'now':1000}");
        assertThat(phone.frame(secret, "one", camera).statusCode()).isEqualTo(200);
        long opened = System.nanoTime();
        page.next("opened");
        page.messages.clear();
        boolean judged = false;
        for (int i = 1; i < 100 && !judged; i++) {
            double now = 1000 + (System.nanoTime() - opened) * 1e-6;
            String wish =
                    phone.frame(secret, "one", packet(i, now, image(640, 480))).body();
            judged = wish.contains("\"wanted\":true")
                    && page.messages.stream()
                            .anyMatch(message -> message.path("type").asText().equals("frame"));
            Thread.sleep(30);
        }
        assertThat(judged).isTrue();

        PhoneVisit.PhoneLink socket = phone.connect(secret);
        Thread.sleep(200);
        assertThat(phone.frame(secret, "one", message("{'type':'ask'}")).statusCode())
                .as("replaced")
                .isEqualTo(409);
        assertThat(socket.closed).isNotDone();
        assertThat(phone.frame(secret, "two", message("{'type':'ask'}")).statusCode())
                .isEqualTo(200);
        assertThat(socket.closed.get(10, TimeUnit.SECONDS)).isEqualTo(PhoneSocket.REPLACED);
    }

    @Test
    void aStrangerSendsNoImagesAsRequestsEither() throws Exception {
        for (String other : List.of("", "x", "A".repeat(32))) {
            assertThat(phone.frame(other, "one", message("{'type':'ask'}")).statusCode())
                    .isEqualTo(403);
        }
        assertThat(phone.post("/frame", "{\"type\":\"ask\"}", "https://evil.example")
                        .statusCode())
                .isEqualTo(404);
        assertThat(phone.frame(secret, "one", new byte[2 * 1024 * 1024]).statusCode())
                .isEqualTo(413);
        for (byte[] junk : List.of(new byte[0], new byte[3], message("{"), message("{'type':7}"))) {
            assertThat(phone.frame(secret, "one", junk).statusCode()).isEqualTo(200);
        }
        visit.delete("/api/phone/known");
    }

    // ---------------------------------------------------------------- hostile images

    @Test
    void malformedAndHugeImagesAreLeftOutAndTheNextOneIsJudged() throws Exception {
        open(false);
        PhoneVisit.PhoneLink link = filming(640, 480);
        byte[] whole = image(640, 480);
        byte[] huge = whole.clone();
        for (int i = 0; i < huge.length - 9; i++) {
            if ((huge[i] & 0xff) == 0xff && (huge[i + 1] & 0xff) == 0xc0) {
                ByteBuffer.wrap(huge).putShort(i + 5, (short) 30_000).putShort(i + 7, (short) 30_000);
                break;
            }
        }
        for (byte[] hostile : List.of(
                new byte[1],
                "no image".getBytes(StandardCharsets.UTF_8),
                Arrays.copyOf(whole, whole.length / 2),
                huge,
                ScanBomb.jpeg(2048, 2048, 3000),
                new byte[900_000])) {
            link.image(hostile);
            Thread.sleep(100);
        }
        link.socket.sendBinary(ByteBuffer.allocate(3), true).join();
        for (double never : new double[] {Double.NaN, -1, 1e300, Double.POSITIVE_INFINITY, 1e11}) {
            link.image(never, whole);
        }
        for (String junk : List.of(
                "",
                "[",
                "null",
                "[]",
                "{\"type\":7}",
                "{\"type\":\"camera\"}",
                "{\"type\":\"camera\",\"width\":-1,\"height\":480,\"now\":1}",
                "{\"type\":\"camera\",\"width\":100000,\"height\":100000,\"now\":1}",
                "{\"type\":\"camera\",\"width\":640,\"height\":480}",
                "{\"type\":\"camera\",\"width\":640,\"height\":480,\"now\":1e300}")) {
            link.say(junk);
        }
        page.messages.clear();
        assertThat(size(judged(link, whole))).containsExactly(640, 480);
        assertThat(link.closed).isNotDone();
    }

    @Test
    void aMessageThatIsTooLargeEndsItsConnectionAndNothingElse() throws Exception {
        open(false);
        PhoneVisit.PhoneLink link = filming(640, 480);
        try {
            link.image(1001, new byte[1024 * 1024 + 1]);
        } catch (RuntimeException e) {
            // It was ended while it was sent.
        }
        assertThat(link.closed.get(10, TimeUnit.SECONDS)).isIn(1009, 1006, -1);
        PhoneVisit.PhoneLink again = filming(640, 480);
        judged(again, image(640, 480));
    }

    @Test
    void aFloodOfImagesEndsItsConnectionAndTheSessionGoesOn() throws Exception {
        open(false);
        PhoneVisit.PhoneLink link = filming(640, 480);
        byte[] jpeg = image(64, 48);
        try {
            for (int i = 0; i < 1000; i++) {
                link.image(1000 + i, jpeg);
            }
        } catch (RuntimeException e) {
            // It was ended.
        }
        assertThat(link.closed.get(10, TimeUnit.SECONDS)).isIn(1008, 1006, -1);
        Thread.sleep(1100); // as the page of the phone does, whose new connection counts with the one before
        PhoneVisit.PhoneLink again = filming(640, 480);
        judged(again, image(640, 480));
    }
}
