package formcheck.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import formcheck.exercise.ExerciseFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may reach the server for the phone, and what it serves. The images of a phone are in {@link PhoneSessionTest}. */
@Timeout(90)
class PhoneServerTest {
    private static final Path PAGES = Path.of("src/main/resources/formcheck/web");

    private WebServer server;
    private Visit visit;

    @BeforeEach
    void start() throws Exception {
        server = WebServer.start(
                ServerSettings.of(ExerciseFile.builtIn(), List.of())
                        .on(0, 1)
                        .phoneAt(InetAddress.getByName("127.0.0.2")),
                progress -> new StillEstimator());
        visit = Visit.by(server.address());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** Opens the server for the phone, and returns the address with the code. */
    static URI link(Visit page) throws Exception {
        HttpResponse<String> answer = Visit.send(
                page.request("/api/phone").header("Origin", page.origin()).POST(noBody()));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode pairing = new ObjectMapper().readTree(answer.body());
        assertThat(PageTypes.ofPage().problems("PhonePairing", pairing)).isEmpty();
        return URI.create(pairing.path("links").path(0).path("address").asText());
    }

    private static HttpRequest.BodyPublisher noBody() {
        return HttpRequest.BodyPublishers.noBody();
    }

    private URI link() throws Exception {
        return link(visit);
    }

    private static void listensNoLonger(URI link) {
        assertThatThrownBy(() -> new Socket(link.getHost(), link.getPort()).close())
                .isInstanceOf(IOException.class);
    }

    private static void awaitNoListener(URI link) throws InterruptedException {
        for (int i = 0; i < 50; i++) {
            try {
                new Socket(link.getHost(), link.getPort()).close();
            } catch (IOException e) {
                return;
            }
            Thread.sleep(100);
        }
        listensNoLonger(link);
    }

    // ---------------------------------------------------------------- when it listens

    @Test
    void nothingListensInTheNetworkUntilSomebodyAsksForItAndAgainAfterItWasStopped() throws Exception {
        URI link = link();
        assertThat(new PhoneVisit(link).get("/").statusCode()).isEqualTo(200);
        assertThat(visit.delete("/api/phone").statusCode()).isEqualTo(204);
        listensNoLonger(link);
        URI again = link();
        assertThat(new PhoneVisit(again).get("/").statusCode()).isEqualTo(200);
        server.close();
        listensNoLonger(again);
    }

    @Test
    void opensOnlyForAPageWithAccess() throws Exception {
        for (HttpRequest.Builder request : List.of(
                visit.withToken("").request("/api/phone").header("Origin", visit.origin()),
                visit.withCookie("").request("/api/phone").header("Origin", visit.origin()),
                visit.request("/api/phone").header("Origin", "http://evil.example"),
                visit.request("/api/phone"))) {
            assertThat(Visit.send(request.POST(noBody())).statusCode()).isEqualTo(403);
        }
    }

    @Test
    void anAddressThatIsNotOursIsOneLine() throws Exception {
        try (WebServer elsewhere = WebServer.start(
                ServerSettings.of(ExerciseFile.builtIn(), List.of())
                        .on(0, 1)
                        .phoneAt(InetAddress.getByName("192.0.2.1")),
                progress -> new StillEstimator())) {
            Visit page = Visit.by(elsewhere.address());
            HttpResponse<String> answer = Visit.send(
                    page.request("/api/phone").header("Origin", page.origin()).POST(noBody()));
            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(answer.body()).contains("192.0.2.1", "--phone-address").doesNotContain("Exception", "\n");
        }
    }

    @Test
    void thePageOfThisMachineStaysOnTheLoopbackInterface() throws Exception {
        link();
        int port = server.address().getPort();
        assertThatThrownBy(() -> new Socket("127.0.0.2", port).close()).isInstanceOf(IOException.class);
    }

    @Test
    void closesAfterWrongCodesUnlessAPhoneIsPaired() throws Exception {
        URI link = link();
        PhoneVisit stranger = new PhoneVisit(link);
        for (int i = 0; i < PhoneAccess.MOST_GUESSES; i++) {
            assertThat(stranger.pair("wrong" + i).statusCode()).isEqualTo(403);
        }
        awaitNoListener(link);
    }

    @Test
    void closesWhenThePhoneIsForgottenOnThePageAndItsConnectionEnds() throws Exception {
        URI link = link();
        PhoneVisit phone = new PhoneVisit(link);
        PhoneVisit.PhoneLink connected = phone.connect(phone.secret(link.getFragment()));
        JsonNode known = new ObjectMapper().readTree(visit.get("/api/browsers").body());
        assertThat(known.has("phone")).isTrue();
        assertThat(visit.delete("/api/phone/known").statusCode()).isEqualTo(204);
        assertThat(connected.closed.get(10, TimeUnit.SECONDS)).isNotNull();
        listensNoLonger(link);
        assertThat(new ObjectMapper()
                        .readTree(visit.get("/api/browsers").body())
                        .has("phone"))
                .isFalse();
    }

    @Test
    void closesWithAllBrowsers() throws Exception {
        URI link = link();
        PhoneVisit phone = new PhoneVisit(link);
        PhoneVisit.PhoneLink connected = phone.connect(phone.secret(link.getFragment()));
        visit.delete("/api/browsers");
        assertThat(connected.closed.get(10, TimeUnit.SECONDS)).isNotNull();
        listensNoLonger(link);
    }

    // ---------------------------------------------------------------- pairing

    @Test
    void theCodeIsInTheFragmentWhichNoRequestHoldsAndTheCertificateIsForTheAddress() throws Exception {
        URI link = link();
        assertThat(link.getHost()).isEqualTo("127.0.0.2");
        assertThat(link.getPath()).isEqualTo("/");
        assertThat(link.getQuery()).isNull();
        assertThat(link.getFragment()).matches("[A-Za-z0-9_-]{22}");
        PhoneVisit phone = new PhoneVisit(link);
        assertThat(phone.get("/").body()).doesNotContain(link.getFragment());
        assertThat(phone.seen.get(0).getSubjectAlternativeNames()).containsExactly(List.of(7, "127.0.0.2"));
    }

    @Test
    void aReplayedCodeIsRefusedAndTheFirstPhoneStays() throws Exception {
        URI link = link();
        PhoneVisit phone = new PhoneVisit(link);
        String secret = phone.secret(link.getFragment());
        PhoneVisit stranger = new PhoneVisit(link);
        HttpResponse<String> answer = stranger.pair(link.getFragment());
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).isEmpty();
        assertThat(phone.upgrade(secret, phone.origin)).isEqualTo(101);
    }

    @Test
    void aSecondPhoneTakesThePlaceOfTheFirstWhichIsOut() throws Exception {
        URI link = link();
        PhoneVisit first = new PhoneVisit(link);
        String secret = first.secret(link.getFragment());
        PhoneVisit.PhoneLink connected = first.connect(secret);
        PhoneVisit second = new PhoneVisit(link);
        String other = second.secret(link().getFragment());
        assertThat(connected.closed.get(10, TimeUnit.SECONDS)).isEqualTo(1008);
        assertThat(first.upgrade(secret, first.origin)).isEqualTo(404);
        assertThat(second.upgrade(other, second.origin)).isEqualTo(101);
    }

    @Test
    void aPhoneThatConnectsTwiceKeepsTheLaterConnection() throws Exception {
        URI link = link();
        PhoneVisit phone = new PhoneVisit(link);
        String secret = phone.secret(link.getFragment());
        PhoneVisit.PhoneLink first = phone.connect(secret);
        PhoneVisit.PhoneLink second = phone.connect(secret);
        assertThat(first.closed.get(10, TimeUnit.SECONDS)).isEqualTo(PhoneSocket.REPLACED);
        Thread.sleep(300);
        assertThat(second.closed).isNotDone();
    }

    // ---------------------------------------------------------------- a stranger in the network

    @Test
    void aStrangerWithoutASecretGetsThePageAndNoConnection() throws Exception {
        URI link = link();
        PhoneVisit stranger = new PhoneVisit(link);
        assertThat(stranger.get("/").body()).contains("FormCheck");
        assertThat(stranger.upgrade(null, stranger.origin)).isEqualTo(404);
        assertThat(stranger.upgrade("", stranger.origin)).isIn(0, 404);
        assertThat(stranger.upgrade("A".repeat(32), stranger.origin)).isEqualTo(404);
        assertThat(stranger.upgrade(link.getFragment(), stranger.origin)).isEqualTo(404);
        assertThat(stranger.post("/pair", "{\"secret\":\"" + "A".repeat(32) + "\"}", stranger.origin)
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void theSecretOfAPhoneOpensNothingOnThePageOfThisMachineAndTheOtherWayRound() throws Exception {
        URI link = link();
        PhoneVisit phone = new PhoneVisit(link);
        String secret = phone.secret(link.getFragment());
        assertThat(visit.withToken(secret).get("/api/choices").statusCode()).isEqualTo(403);
        assertThat(visit.withCookie("formcheck=" + secret).get("/api/choices").statusCode())
                .isEqualTo(403);
        assertThat(phone.upgrade(visit.token(), phone.origin)).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/choices",
                "/api/people",
                "/api/browsers",
                "/api/phone",
                "/api/month",
                "/live",
                "/open/x",
                "/access/pair",
                "/page/main.js",
                "/page/index.html",
                "/texts/en.json",
                "/movement/sit.webm",
                "/nothing",
                "/page/..%2f..%2ftexts/en.json",
                "//",
                "/page/",
                "/page/phone.html",
                "/camera",
                "/pair",
                "/frame",
                "/report/x"
            })
    void servesNothingElse(String path) throws Exception {
        URI link = link();
        PhoneVisit phone = new PhoneVisit(link);
        String secret = phone.secret(link.getFragment());
        String host = link.getHost() + ":" + link.getPort();
        for (String method : List.of("GET", "POST", "DELETE", "PUT", "OPTIONS", "HEAD", "TRACE")) {
            if (method.equals("POST") && List.of("/pair", "/frame").contains(path)) {
                continue;
            }
            String answer = phone.raw(method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\nOrigin: https://" + host
                    + "\r\nSec-WebSocket-Protocol: formcheck-phone, " + secret + "\r\nContent-Length: 0"
                    + "\r\nConnection: close\r\n\r\n");
            assertThat(answer).as(method + " " + path).matches("(?s)HTTP/1.1 (404|400|405) .*");
            assertThat(answer.toLowerCase(Locale.ROOT))
                    .as(method + " " + path)
                    .contains("content-security-policy: default-src 'none';", "x-content-type-options: nosniff")
                    .doesNotContain("jetty", "javalin", "exception", "\nserver:", "endpoint", "formcheck-phone");
            String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
            assertThat(body).as(method + " " + path).isEmpty();
        }
    }

    @Test
    void servesTheFilesThatThePageLoadsAndNoOther() throws Exception {
        URI link = link();
        PhoneVisit phone = new PhoneVisit(link);
        Set<String> loaded = new TreeSet<>();
        collect(PhoneRoutes.PAGE, loaded, new HashSet<>());
        loaded.addAll(List.of("texts/phone-en.json", "texts/phone-de.json"));
        assertThat(new TreeSet<>(PhoneRoutes.FILES)).isEqualTo(loaded);
        for (String file : PhoneRoutes.FILES) {
            assertThat(phone.get("/" + file).statusCode()).as(file).isEqualTo(200);
        }
        String policy =
                phone.get("/").headers().firstValue("Content-Security-Policy").orElseThrow();
        assertThat(policy)
                .contains("default-src 'none'", "script-src 'self'", "connect-src 'self' wss://127.0.0.2:")
                .doesNotContain("unsafe", "https:", "*", "http:", "ws:");
    }

    /** Adds the files that a page or a module loads, and those that they load. */
    private static void collect(String file, Set<String> loaded, Set<String> visited) throws IOException {
        if (!visited.add(file) || !file.matches(".*\\.(html|js|css)")) {
            return;
        }
        String text = Files.readString(PAGES.resolve(file)).replaceAll("(?s)/\\*.*?\\*/", "");
        List<String> found = new ArrayList<>();
        Pattern.compile(
                        "(?:href|src)=\"/([^\"]+)\"|url\\(\"/([^\"]+)\"\\)|Worker\\(\"/([^\"]+)\"|from \"\\./([^\"]+)\"")
                .matcher(text)
                .results()
                .forEach(match -> {
                    for (int group = 1; group <= 4; group++) {
                        if (match.group(group) != null) {
                            found.add(group == 4 ? "page/" + match.group(group) : match.group(group));
                        }
                    }
                });
        for (String one : found) {
            loaded.add(one);
            collect(one, loaded, visited);
        }
    }

    // ---------------------------------------------------------------- forged requests

    @Test
    void anotherHostOrOriginIsRefusedWithoutAWord() throws Exception {
        URI link = link();
        PhoneVisit phone = new PhoneVisit(link);
        String secret = phone.secret(link.getFragment());
        for (String host : List.of(
                "evil.example",
                "evil.example:" + link.getPort(),
                "127.0.0.2",
                "localhost:" + link.getPort(),
                "127.0.0.2:1")) {
            String answer = phone.raw("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
            assertThat(answer)
                    .as(host)
                    .matches("(?s)HTTP/1.1 40[04] .*\r\n\r\n")
                    .doesNotContain("FormCheck");
        }
        for (String origin : List.of(
                "https://evil.example",
                "null",
                "http://127.0.0.2:" + link.getPort(),
                visit.origin(),
                phone.origin + ".evil.example")) {
            assertThat(phone.upgrade(secret, origin)).as(origin).isEqualTo(404);
            assertThat(phone.post("/pair", "{\"secret\":\"" + secret + "\"}", origin)
                            .statusCode())
                    .as(origin)
                    .isEqualTo(404);
            assertThat(phone.send(HttpRequest.newBuilder(phone.at("/")).header("Origin", origin))
                            .statusCode())
                    .as(origin)
                    .isEqualTo(404);
        }
        assertThat(phone.upgrade(secret, null)).isEqualTo(404);
        for (String site : List.of("cross-site", "same-site")) {
            assertThat(phone.send(HttpRequest.newBuilder(phone.at("/page/phone.js"))
                                    .header("Sec-Fetch-Site", site))
                            .statusCode())
                    .isEqualTo(404);
        }
        assertThat(phone.upgrade(secret, phone.origin)).isEqualTo(101);
    }

    @Test
    void aForgedOriginUsesUpNoGuess() throws Exception {
        URI link = link();
        PhoneVisit phone = new PhoneVisit(link);
        for (int i = 0; i < 2 * PhoneAccess.MOST_GUESSES; i++) {
            phone.post("/pair", "{\"code\":\"wrong\"}", "https://evil.example");
        }
        assertThat(phone.pair(link.getFragment()).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[", "null", "[]", "7", "{\"code\":7}", "{\"code\":null}", "{\"code\":{\"a\":1}}", "{}"})
    void whatIsNoCodePairsNothing(String body) throws Exception {
        URI link = link();
        PhoneVisit phone = new PhoneVisit(link);
        HttpResponse<String> answer = phone.post("/pair", body, phone.origin);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void aBodyThatIsTooLongIsRefused() throws Exception {
        URI link = link();
        PhoneVisit phone = new PhoneVisit(link);
        try {
            assertThat(phone.post("/pair", "x".repeat(200_000), phone.origin).statusCode())
                    .isGreaterThanOrEqualTo(400);
        } catch (IOException e) {
            // The connection was closed before the body had come.
            assertThat(phone.get("/").statusCode()).isEqualTo(200);
        }
    }

    // ---------------------------------------------------------------- connections

    @Test
    void plainHttpOnThePortIsAnsweredWithNothing() throws Exception {
        URI link = link();
        try (Socket socket = new Socket(link.getHost(), link.getPort())) {
            socket.setSoTimeout(15_000);
            socket.getOutputStream()
                    .write(("GET / HTTP/1.1\r\nHost: " + link.getHost() + ":" + link.getPort() + "\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            String answer;
            try {
                answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            } catch (SocketException e) {
                answer = ""; // reset
            }
            assertThat(answer).doesNotContain("HTTP", "FormCheck").hasSizeLessThan(20);
        }
        assertThat(new PhoneVisit(link).get("/").statusCode()).isEqualTo(200);
    }

    /** Fewer than there may be connections: the phone gets in meanwhile. Three kinds of silence are ended within 15 s. */
    @Test
    void slowHandshakesAndSilentConnectionsAreEndedAndHoldNobodyUp() throws Exception {
        URI link = link();
        List<Socket> waiting = new ArrayList<>();
        try {
            for (int i = 0; i < 12; i++) {
                Socket socket = new Socket(link.getHost(), link.getPort());
                socket.setSoTimeout(25_000);
                waiting.add(socket);
                if (i % 3 > 0) {
                    socket.getOutputStream().write(new byte[] {0x16, 3, 1, 2, 0}); // a record that never comes
                }
            }
            Socket encrypted = new PhoneVisit(link).connection();
            waiting.add(encrypted);
            encrypted.getOutputStream().write("GET / HTTP/1.1\r\nx: ".getBytes(StandardCharsets.ISO_8859_1));
            long asked = System.nanoTime();
            assertThat(new PhoneVisit(link).get("/").statusCode()).isEqualTo(200);
            assertThat((System.nanoTime() - asked) * 1e-9).isLessThan(5);
            for (int i = 0; i < 60; i++) { // a byte every quarter of a second
                Thread.sleep(250);
                for (int each = 2; each < 12; each += 3) {
                    drip(waiting.get(each));
                }
            }
            for (Socket socket : waiting) {
                assertThat(ends(socket)).isTrue();
            }
        } finally {
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    private static boolean drip(Socket socket) {
        try {
            socket.getOutputStream().write(0);
            return true;
        } catch (IOException e) {
            return false; // it was ended
        }
    }

    private static boolean accepted(Socket socket, URI link) {
        try {
            socket.connect(new InetSocketAddress(link.getHost(), link.getPort()), 50);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean ends(Socket socket) {
        try {
            socket.setSoTimeout(2000);
            return socket.getInputStream().readAllBytes().length < 10_000;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true; // reset
        }
    }

    /** More than there may be: they wait, and this machine's own page does not notice. */
    @Test
    void aFloodOfConnectionsDoesNotReachThePageOfThisMachine() throws Exception {
        URI link = link();
        List<Socket> flood = new ArrayList<>();
        try {
            int taken = 0;
            for (int i = 0; i < 200; i++) {
                Socket socket = new Socket();
                flood.add(socket);
                taken += accepted(socket, link) ? 1 : 0;
            }
            assertThat(taken).isPositive();
            long asked = System.nanoTime();
            assertThat(visit.get("/api/choices").statusCode()).isEqualTo(200);
            assertThat((System.nanoTime() - asked) * 1e-9).isLessThan(2);
        } finally {
            for (Socket socket : flood) {
                socket.close();
            }
        }
        for (int i = 0; ; i++) {
            try {
                assertThat(new PhoneVisit(link).get("/").statusCode()).isEqualTo(200);
                return;
            } catch (IOException e) {
                assertThat(i).as("the phone gets in after the flood").isLessThan(20);
                Thread.sleep(500);
            }
        }
    }
}
