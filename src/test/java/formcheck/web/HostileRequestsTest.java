package formcheck.web;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.capture.Frame;
import formcheck.capture.Jpeg;
import formcheck.exercise.ExerciseFile;
import formcheck.testkit.ScanBomb;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hostile requests of other clients. For those of pages see {@link WebServerTest}. */
@Timeout(60)
class HostileRequestsTest {
    private static final Path SAMPLE = Path.of("samples/hips-outside.mp4");
    private static final List<String> HEADERS = List.of(
            "content-security-policy: default-src 'none';",
            "x-content-type-options: nosniff",
            "referrer-policy: no-referrer",
            "cross-origin-resource-policy: same-origin",
            "cross-origin-opener-policy: same-origin",
            "cache-control: no-store");

    private final HttpClient client = HttpClient.newHttpClient();
    private WebServer server;
    private String origin = "";
    private Visit visit;
    private int port;

    @BeforeEach
    void start() throws Exception {
        server = WebServer.start(
                new ServerSettings(0, 1, ExerciseFile.builtIn(), List.of(SAMPLE), 4 * 1024 * 1024, Optional.empty()),
                progress -> new StillEstimator());
        port = server.address().getPort();
        origin = "http://localhost:" + port;
        visit = Visit.by(server.address());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String answer(String request) throws IOException {
        try (RawConnection connection = new RawConnection(port)) {
            connection.send(request);
            return connection.all();
        }
    }

    private String get(String path) throws IOException {
        return answer("GET " + path + " HTTP/1.1\r\nHost: localhost:" + port + "\r\nConnection: close\r\n\r\n");
    }

    @Test
    void everyAnswerCarriesTheHeadersWhateverWasAsked() throws Exception {
        String host = "Host: localhost:" + port + "\r\nConnection: close\r\n\r\n";
        for (String request : List.of(
                "GET / HTTP/1.1\r\n" + host,
                "GET /nothing/here HTTP/1.1\r\n" + host,
                "GET /a/b/c/d HTTP/1.1\r\n" + host,
                "GET /api/choices HTTP/1.1\r\n" + host,
                "GET /open/nothing HTTP/1.1\r\n" + host,
                "GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
                "POST /api/upload HTTP/1.1\r\nContent-Length: 0\r\n" + host,
                "TRACE / HTTP/1.1\r\n" + host,
                "OPTIONS / HTTP/1.1\r\n" + host,
                "GET /live HTTP/1.1\r\n" + host,
                "GET /page/%2e%2e HTTP/1.1\r\n" + host,
                "GET /page/main.js%00 HTTP/1.1\r\n" + host,
                "GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
                "GET / HTTP/1.1\r\nx: " + "y".repeat(20_000) + "\r\n" + host,
                "this is no HTTP\r\n\r\n")) {
            String answer = answer(request).toLowerCase(Locale.ROOT);
            assertThat(answer)
                    .as(request.substring(0, Math.min(60, request.length())))
                    .contains(HEADERS)
                    .doesNotContain(
                            "jetty",
                            "javalin",
                            "exception",
                            "\nserver:",
                            visit.token().toLowerCase(Locale.ROOT));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%61pi/choices",
                "//api/choices",
                "/API/choices",
                "/api//choices",
                "/./api/choices",
                "/page/../api/choices",
                "/api;x=y/choices",
                "/api/choices/",
                "/api/choices?token=x",
                "/api/choices#",
                "\\api\\choices"
            })
    void noDetourLeadsToDataWithoutTheToken(String path) throws Exception {
        assertThat(get(path)).startsWith("HTTP/1.1 4").doesNotContain("variants", "bare-hands");
    }

    @Test
    void theLinkForABrowsersCommandLineIsUsedUpByItsFirstVisit() throws Exception {
        URI link = server.firstVisit();
        assertThat(server.address().toString()).doesNotContain(link.getPath());
        assertThat(get("/open/" + "A".repeat(32))).startsWith("HTTP/1.1 403");
        HttpResponse<String> first =
                client.send(HttpRequest.newBuilder(link).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(first.statusCode()).isEqualTo(303);
        assertThat(link.resolve(first.headers().firstValue("Location").orElseThrow()))
                .hasPath("/")
                .hasNoQuery();
        assertThat(get(link.getPath())).startsWith("HTTP/1.1 403").doesNotContain("Location:");
        assertThat(get("/open/")).startsWith("HTTP/1.1 4").doesNotContain("Location:");
    }

    private HttpResponse<String> upload(HttpRequest.BodyPublisher body) throws Exception {
        return client.send(
                visit.request("/api/upload").header("Origin", origin).POST(body).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static List<Path> uploads() throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            for (Path folder : all.filter(file -> file.getFileName().toString().startsWith("formcheck-upload"))
                    .toList()) {
                files.add(folder);
                try (Stream<Path> inside = Files.list(folder)) {
                    files.addAll(inside.toList());
                }
            }
        }
        return files;
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there a user's temporary folder is the user's own")
    void anUploadIsReadByNobodyElseAndGoneWithTheServer() throws Exception {
        List<Path> before = uploads();
        assertThat(upload(HttpRequest.BodyPublishers.ofFile(SAMPLE)).statusCode())
                .isEqualTo(204);
        List<Path> kept = new ArrayList<>(uploads());
        kept.removeAll(before);
        assertThat(kept).hasSize(3); // the folder, its lock and the video
        for (Path file : kept) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .as(file.toString())
                    .isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------");
        }
        upload(HttpRequest.BodyPublishers.ofString("no video"));
        List<Path> now = new ArrayList<>(uploads());
        now.removeAll(before);
        assertThat(now).containsExactlyInAnyOrderElementsOf(kept);
        server.close();
        assertThat(kept).allMatch(Files::notExists);
    }

    /** Both at once, since each takes its time: the head of a request, and a video, a byte every half second. */
    @Test
    void whoDripsIsEndedAndHoldsNobodyUp() throws Exception {
        CompletableFuture<String> head = dripping("GET / HTTP/1.1\r\nHost: localhost:" + port + "\r\nx: ");
        CompletableFuture<String> video =
                dripping("POST /api/upload HTTP/1.1\r\nHost: localhost:" + port + "\r\nOrigin: "
                        + origin + "\r\nCookie: " + visit.cookie() + "\r\nX-FormCheck-Token: " + visit.token()
                        + "\r\nContent-Length: 100000\r\n\r\n");
        assertThat(visit.get("/api/choices").statusCode()).isEqualTo(200);
        assertThat(head.get(40, TimeUnit.SECONDS)).isEmpty();
        assertThat(video.get(40, TimeUnit.SECONDS)).matches("(?s)(HTTP/1.1 507 .*)?");
        assertThat(upload(HttpRequest.BodyPublishers.ofFile(SAMPLE)).statusCode())
                .isEqualTo(204);
    }

    /** Many more than the server has threads, by somebody who was never let in. */
    @Test
    void shortBodiesThatDoNotComeHoldNobodyUp() throws Exception {
        List<RawConnection> waiting = new ArrayList<>();
        try {
            for (int i = 0; i < 60; i++) {
                RawConnection connection = new RawConnection(port);
                waiting.add(connection);
                connection.send("POST /access/pair HTTP/1.1\r\nHost: localhost:" + port + "\r\nOrigin: " + origin
                        + (i % 2 == 0
                                ? "\r\nContent-Length: 1000\r\n\r\n{"
                                : "\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n"));
            }
            long asked = System.nanoTime();
            assertThat(visit.get("/api/choices").statusCode()).isEqualTo(200);
            assertThat(Visit.by(server.address()).get("/api/choices").statusCode())
                    .isEqualTo(200);
            assertThat((System.nanoTime() - asked) * 1e-9).isLessThan(5);
        } finally {
            for (RawConnection connection : waiting) {
                connection.close();
            }
        }
    }

    /** What is answered by the time that the server has closed the connection. */
    private CompletableFuture<String> dripping(String start) {
        return CompletableFuture.supplyAsync(() -> {
            try (RawConnection connection = new RawConnection(port)) {
                connection.send(start);
                try {
                    while (true) {
                        Thread.sleep(500);
                        connection.send("y");
                    }
                } catch (IOException e) {
                    return connection.all();
                }
            } catch (IOException e) {
                return ""; // it was closed without an answer
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void aVideoThatClaimsToBeHugeIsRefused() throws Exception {
        byte[] video = bombs();
        long asked = System.nanoTime();
        HttpResponse<String> answer = upload(HttpRequest.BodyPublishers.ofByteArray(video));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("not a video");
        assertThat((System.nanoTime() - asked) * 1e-9).isLessThan(10);
    }

    @Test
    void aVideoThatWouldTakeHoursToDecodeIsRefused() throws Exception {
        long asked = System.nanoTime();
        HttpResponse<String> answer = upload(HttpRequest.BodyPublishers.ofByteArray(ScanBomb.jpeg()));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("not a video");
        assertThat((System.nanoTime() - asked) * 1e-9).isLessThan(10);
    }

    /** Returns JPEG files of a few kilobytes that declare 30,000 x 30,000 pixels, one after the other. */
    private static byte[] bombs() throws IOException {
        byte[] jpeg = Jpeg.of(new Frame(0, Duration.ZERO, 64, 48, new byte[3 * 64 * 48]));
        for (int i = 0; i < jpeg.length - 9; i++) {
            if ((jpeg[i] & 0xff) == 0xff && (jpeg[i + 1] & 0xff) == 0xc0) {
                ByteBuffer.wrap(jpeg).putShort(i + 5, (short) 30_000).putShort(i + 7, (short) 30_000);
                break;
            }
        }
        ByteArrayOutputStream video = new ByteArrayOutputStream();
        for (int i = 0; i < 20; i++) {
            video.write(jpeg);
        }
        return video.toByteArray();
    }

    @Test
    void aMessageThatIsTooLargeEndsItsConnectionAndNothingElse() throws Exception {
        PageClient text = PageClient.open(visit);
        text.say("{\"type\":\"" + "x".repeat(17 * 1024) + "\"}");
        assertThat(text.closed.get(10, TimeUnit.SECONDS)).isEqualTo(1009);
        PageClient picture = PageClient.open(visit);
        picture.picture(1, 1, new byte[3 * 1024 * 1024 + 1]);
        assertThat(picture.closed.get(10, TimeUnit.SECONDS)).isEqualTo(1009);
        PageClient.open(visit).next("hello");
    }

    @Test
    void aMessageThatIsDeeplyNestedIsNoMessage() throws Exception {
        PageClient page = PageClient.open(visit);
        page.say("[".repeat(8_000) + "]".repeat(8_000));
        page.say("{\"type\":\"open\",\"source\":" + "{\"a\":".repeat(2_000) + "1" + "}".repeat(2_000) + "}");
        page.say("{\"type\":\"open\",\"source\":{\"kind\":\"none\"}}");
        page.next("refused");
    }
}
