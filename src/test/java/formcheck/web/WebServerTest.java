package formcheck.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import formcheck.capture.Jpeg;
import formcheck.exercise.ExerciseFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WebServerTest {
    private static final Path SAMPLE = Path.of("samples/hips-outside.mp4");

    private final HttpClient client = HttpClient.newHttpClient();
    private WebServer server;
    private String origin = "";
    private Visit visit;

    @BeforeEach
    void start() throws Exception {
        ServerSettings settings =
                new ServerSettings(0, 1, ExerciseFile.builtIn(), List.of(SAMPLE), 2 * 1024 * 1024, Optional.empty());
        server = WebServer.start(settings, progress -> new StillEstimator());
        URI address = server.address();
        origin = "http://localhost:" + address.getPort();
        visit = Visit.by(address);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(origin + path));
    }

    private HttpResponse<String> answer(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Status line of a request whose every byte is chosen here. */
    private String raw(String text) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), URI.create(origin).getPort())) {
            socket.setSoTimeout(5000);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            InputStream in = socket.getInputStream();
            return new String(in.readNBytes(12), StandardCharsets.ISO_8859_1);
        }
    }

    private String get(String path, String host, String more) throws IOException {
        return raw("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n" + more + "Connection: close\r\n\r\n");
    }

    // ---------------------------------------------------------------- the page

    @Test
    void servesThePageWithItsFilesAndAStrictPolicy() throws Exception {
        HttpResponse<String> page = answer(request("/"));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("FormCheck", "/page/main.js")
                .doesNotContain("<style", "onclick=", visit.token());
        String policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();
        assertThat(policy)
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "https:", "*");
        for (String file : List.of("/page/main.js", "/page/coach.css", "/texts/de.json", "/page/icon.svg")) {
            assertThat(answer(request(file)).statusCode()).as(file).isEqualTo(200);
        }
    }

    @Test
    void servesTheRecordingsOfTheVoice() throws Exception {
        HttpResponse<String> seven = answer(request("/voice/de-7.weba"));
        assertThat(seven.statusCode()).isEqualTo(200);
        assertThat(seven.headers().firstValue("Content-Type")).contains("audio/webm");
        assertThat(answer(request("/voice/prompts.json")).body()).contains("de-7.weba");
    }

    @Test
    void servesItsOwnTypefaceAndAllowsNoOther() throws Exception {
        for (String file : List.of("/font/inter-latin.woff2", "/font/inter-latin-ext.woff2")) {
            HttpResponse<String> font = answer(request(file));
            assertThat(font.statusCode()).as(file).isEqualTo(200);
            assertThat(font.headers().firstValue("Content-Type")).contains("font/woff2");
            assertThat(font.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("font-src 'self';");
        }
        assertThat(answer(request("/font/inter-bold.ttf")).statusCode()).isEqualTo(404);
    }

    @Test
    void servesPartsOfAVideo() throws Exception {
        HttpResponse<String> part = answer(request("/movement/sit.webm").header("Range", "bytes=0-99"));
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.headers().firstValue("Content-Type")).contains("video/webm");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/page/..%2f..%2fexercise%2felbows-back-raise.yaml",
                "/page/../../../../etc/passwd",
                "/..%2f..%2fetc/passwd",
                "/page/%2e%2e",
                "/page/main.js%00.css",
                "/META-INF/NOTICE",
                "/page/nothing.js",
                "/samples/hips-outside.mp4"
            })
    void givesNothingElse(String path) throws Exception {
        String status = get(path, "localhost:" + URI.create(origin).getPort(), "");
        assertThat(status).matches("HTTP/1.1 (400|404)");
    }

    @Test
    void listensOnTheLoopbackInterfaceAlone() throws Exception {
        int port = URI.create(origin).getPort();
        for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            for (InetAddress address : Collections.list(network.getInetAddresses())) {
                if (!address.isLoopbackAddress()) {
                    assertThatThrownBy(() -> new Socket(address, port).close()).isInstanceOf(IOException.class);
                }
            }
        }
    }

    // ---------------------------------------------------------------- who may do what

    @Test
    void refusesAnotherHostEvenForThePage() throws Exception {
        int port = URI.create(origin).getPort();
        assertThat(get("/", "localhost:" + port, "")).endsWith("200");
        assertThat(get("/", "127.0.0.1:" + port, "")).endsWith("200");
        for (String host :
                List.of("evil.example", "evil.example:" + port, "localhost", "localhost:1", "[::1]:" + port)) {
            assertThat(get("/", host, "")).as(host).endsWith("403");
        }
    }

    @Test
    void refusesDataWithoutTheTokenOrWithoutTheCookie() throws Exception {
        assertThat(answer(request("/api/choices")).statusCode()).isEqualTo(403);
        assertThat(visit.withToken("x" + visit.token()).get("/api/choices").statusCode())
                .isEqualTo(403);
        assertThat(visit.withToken("").get("/api/choices").statusCode())
                .as("the cookie alone, which servers on other ports are sent too")
                .isEqualTo(403);
        assertThat(visit.withCookie("").get("/api/choices").statusCode())
                .as("the token alone")
                .isEqualTo(403);
        assertThat(visit.get("/api/choices").statusCode()).isEqualTo(200);
    }

    @Test
    void refusesAnotherOriginEvenWithTheToken() throws Exception {
        for (String other : List.of("http://evil.example", "null", "https://localhost:1", origin + ".evil.example")) {
            assertThat(answer(visit.request("/api/choices").header("Origin", other))
                            .statusCode())
                    .as(other)
                    .isEqualTo(403);
        }
    }

    @Test
    void aPostNeedsAnOrigin() throws Exception {
        // Refused before it is read: of a long body the client would be told by a closed connection as well.
        HttpRequest.BodyPublisher video = HttpRequest.BodyPublishers.ofString("a video");
        assertThat(answer(visit.request("/api/upload").POST(video)).statusCode())
                .isEqualTo(403);
    }

    @Test
    void theLiveFeedNeedsHostOriginAndToken() throws Exception {
        assertThat(refused(origin, visit.withToken("wrong"))).isEqualTo(403);
        assertThat(refused(origin, visit.withCookie("formcheck=x"))).isEqualTo(403);
        assertThat(refused("http://evil.example", visit)).isEqualTo(403);
        assertThat(refused(null, visit)).isEqualTo(403);
        PageClient feed = PageClient.open(visit);
        assertThat(feed.next("hello").path("going").asBoolean()).isFalse();
        feed.close();
    }

    private int refused(@Nullable String from, Visit with) throws InterruptedException {
        try {
            new PageClient(client, with, from).close();
            return 101;
        } catch (ExecutionException e) {
            return e.getCause() instanceof WebSocketHandshakeException handshake
                    ? handshake.getResponse().statusCode()
                    : 0;
        }
    }

    // ---------------------------------------------------------------- data

    @Test
    void listsTheChoices() throws Exception {
        JsonNode choices = new ObjectMapper().readTree(visit.get("/api/choices").body());
        assertThat(choices.path("variants").toString()).contains("bare-hands", "larger-range");
        assertThat(choices.path("samples").toString()).isEqualTo("[\"hips-outside\"]");
    }

    private HttpResponse<String> upload(HttpRequest.BodyPublisher body) throws Exception {
        return answer(visit.request("/api/upload").header("Origin", origin).POST(body));
    }

    @Test
    void takesAVideoInAndNothingElse() throws Exception {
        assertThat(upload(HttpRequest.BodyPublishers.ofFile(SAMPLE)).statusCode())
                .isEqualTo(204);
        for (String junk : List.of("", "no video", "#EXTM3U\nhttp://127.0.0.1/x.ts\n", "<html></html>")) {
            HttpResponse<String> answer = upload(HttpRequest.BodyPublishers.ofString(junk));
            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.body()).contains("not a video").doesNotContain("Exception", "/tmp");
        }
    }

    @Test
    void refusesAVideoThatIsTooLargeWhetherItSaysSoOrNot() throws Exception {
        byte[] large = new byte[3 * 1024 * 1024];
        assertThat(upload(HttpRequest.BodyPublishers.ofByteArray(large)).statusCode())
                .isEqualTo(413);
        HttpResponse<String> unsaid =
                upload(HttpRequest.BodyPublishers.fromPublisher(HttpRequest.BodyPublishers.ofByteArray(large)));
        assertThat(unsaid.statusCode()).isEqualTo(422);
        assertThat(unsaid.body()).contains("larger than 2 MB");
    }

    // ---------------------------------------------------------------- the live feed

    @Test
    void judgesTheImagesOfAPage() throws Exception {
        PageClient feed = PageClient.open(visit);
        feed.say("{\"type\":\"open\",\"source\":{\"kind\":\"browser\",\"name\":\"c\",\"width\":640,\"height\":480},"
                + "\"variant\":\"bare-hands\"}");
        feed.next("opened");
        byte[] jpeg =
                Jpeg.of(new formcheck.capture.Frame(0, java.time.Duration.ZERO, 640, 480, new byte[3 * 640 * 480]));
        for (int i = 1; i <= 5; i++) {
            feed.picture(i, 33.3 * i, jpeg);
            JsonNode frame = feed.next("frame");
            assertThat(frame.path("sequence").asInt()).isEqualTo(i);
            assertThat(frame.path("stage").asText()).isEqualTo("placement");
            assertThat(frame.path("points").has("left_elbow")).isTrue();
            assertThat(frame.path("server").path("all").asDouble()).isPositive();
        }
        feed.close();
    }

    @Test
    void playsASampleAsIfLiveWithItsImages() throws Exception {
        PageClient feed = PageClient.open(visit);
        feed.say("{\"type\":\"open\",\"source\":{\"kind\":\"sample\",\"name\":\"hips-outside\"},\"variant\":\"band\"}");
        assertThat(feed.next("opened").path("width").asInt()).isEqualTo(640);
        feed.next("frame");
        byte[] picture = feed.pictures.poll(10, TimeUnit.SECONDS);
        assertThat(picture).isNotNull();
        assertThat(picture[4] & 0xff).isEqualTo(0xff);
        assertThat(picture[5] & 0xff).isEqualTo(0xd8);
        feed.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kind\":\"sample\",\"name\":\"../../etc/passwd\"}",
                "{\"kind\":\"camera\",\"device\":\"/etc/passwd\"}",
                "{\"kind\":\"address\",\"address\":\"file:///etc/passwd\"}",
                "{\"kind\":\"upload\"}",
                "{\"kind\":\"browser\",\"width\":-1,\"height\":480}",
                "{\"kind\":\"browser\",\"width\":100000,\"height\":100000}",
                "{}"
            })
    void refusesSourcesThatItDoesNotKnow(String source) throws Exception {
        PageClient feed = PageClient.open(visit);
        feed.say("{\"type\":\"open\",\"source\":" + source + "}");
        assertThat(feed.next("refused").path("problem").asText()).isNotBlank();
        feed.close();
    }

    @Test
    void livesThroughWhateverAPageSends() throws Exception {
        PageClient feed = PageClient.open(visit);
        for (String junk :
                List.of("", "[", "null", "[]", "{\"type\":7}", "{\"type\":\"open\"}", "{\"type\":\"pain\"}")) {
            feed.say(junk);
        }
        feed.socket.sendBinary(ByteBuffer.allocate(3), true).join();
        feed.say("{\"type\":\"open\",\"source\":{\"kind\":\"browser\",\"width\":640,\"height\":480}}");
        feed.next("opened");
        feed.socket.sendBinary(ByteBuffer.allocate(3), true).join();
        feed.picture(1, Double.NaN, new byte[100]);
        feed.picture(2, -5, new byte[100]);
        feed.picture(3, 10, new byte[100]);
        feed.say("{\"type\":\"command\",\"name\":\"nonsense\"}");
        feed.say("{\"type\":\"command\",\"name\":\"pain\"}");
        assertThat(feed.until("stage", "pain")).isNotNull();
        feed.close();
    }

    @Test
    void triesACameraInTheNetworkAgainThatDoesNotAnswer() throws Exception {
        PageClient feed = PageClient.open(visit);
        feed.say("{\"type\":\"open\",\"source\":{\"kind\":\"address\",\"address\":\"http://127.0.0.1:9/stream\"}}");
        for (int i = 0; i < 2; i++) {
            JsonNode closed = feed.next("closed");
            assertThat(closed.path("again").asBoolean()).isTrue();
            assertThat(closed.path("problem").asText()).contains("127.0.0.1").doesNotContain("Exception");
        }
        feed.close();
    }

    @Test
    void aSecondPageWaitsUntilItTakesOver() throws Exception {
        PageClient first = PageClient.open(visit);
        first.next("hello");
        PageClient second = PageClient.open(visit);
        second.next("taken");
        second.say("{\"type\":\"take-over\"}");
        second.next("hello");
        first.next("taken");
        second.close();
        first.close();
    }

    @Test
    void aPageThatTakesOverAnUploadedVideoGoesOnWithItsSession() throws Exception {
        upload(HttpRequest.BodyPublishers.ofFile(SAMPLE));
        String open = "{\"type\":\"open\",\"source\":{\"kind\":\"upload\"},\"resume\":%s}";
        PageClient first = PageClient.open(visit);
        first.next("hello");
        first.say(open.formatted(false));
        first.next("opened");
        first.say("{\"type\":\"command\",\"name\":\"next\"}");
        first.until("stage", "baseline");
        PageClient second = PageClient.open(visit);
        second.next("taken");
        second.say("{\"type\":\"take-over\"}");
        assertThat(second.next("hello").path("going").asBoolean()).isTrue();
        second.say(open.formatted(true));
        second.next("opened");
        assertThat(second.until("stage", "baseline"))
                .as("its stage is as it was")
                .isNotNull();
        second.close();
        first.close();
    }

    @Test
    void aPageThatIsLoadedAnewFindsItsSession() throws Exception {
        PageClient page = PageClient.open(visit);
        page.say("{\"type\":\"open\",\"source\":{\"kind\":\"browser\",\"width\":640,\"height\":480}}");
        page.next("opened");
        page.close();
        PageClient again = PageClient.open(visit);
        JsonNode hello = again.next("hello");
        assertThat(hello.path("going").asBoolean()).isTrue();
        again.close();
    }

    @Test
    void anUploadedVideoIsGoneWithTheServer() throws Exception {
        upload(HttpRequest.BodyPublishers.ofFile(SAMPLE));
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        String ofThisProcess =
                "formcheck-upload-" + ProcessHandle.current().pid() + "-"; // other tests run in another one
        assertThat(startingWith(temporary, ofThisProcess)).isNotEmpty();
        server.close();
        assertThat(startingWith(temporary, ofThisProcess)).isEmpty();
    }

    private static List<Path> startingWith(Path folder, String name) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(name))
                    .toList();
        }
    }

    @Test
    void takesTheNextPortIfOneIsTaken() throws Exception {
        int port = URI.create(origin).getPort();
        ServerSettings settings = ServerSettings.of(ExerciseFile.builtIn(), List.of());
        try (WebServer other = WebServer.start(settings.on(port, 20), progress -> new StillEstimator())) {
            assertThat(other.address().getPort()).isBetween(port + 1, port + 20);
            assertThat(Visit.by(other.address()).get("/api/choices").statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void saysThatThePortIsTaken() {
        int port = URI.create(origin).getPort();
        ServerSettings settings = ServerSettings.of(ExerciseFile.builtIn(), List.of());
        assertThatThrownBy(() -> WebServer.start(settings.on(port, 1), progress -> new StillEstimator()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("--port");
    }
}
