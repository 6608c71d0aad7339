package formcheck.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import formcheck.exercise.ExerciseFile;
import formcheck.report.KeptSessions;
import formcheck.session.PairedBrowsers;
import formcheck.session.SessionStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets access, with what, for how long, and how it ends. */
@Timeout(60)
class AccessTest {
    /** Requests for data, read or changed. */
    private static final List<String> DATA = List.of(
            "GET /api/choices",
            "GET /api/people",
            "POST /api/people",
            "DELETE /api/people?person=Ada",
            "GET /api/month",
            "GET /api/latest",
            "GET /api/sessions/2026-11-01-1200/page",
            "GET /api/sessions/2026-11-01-1200/file.html",
            "GET /api/sessions/2026-11-01-1200/file.pdf",
            "GET /api/sessions/2026-11-01-1200/still/1/top",
            "GET /api/sessions/2026-11-01-1200/points",
            "GET /api/video/2026-11-01-1200",
            "DELETE /api/sessions/2026-11-01-1200",
            "POST /api/sessions/2026-11-01-1200/undo-delete",
            "POST /api/upload",
            "GET /api/browsers",
            "DELETE /api/browsers",
            "DELETE /api/browsers/x");

    @TempDir
    Path data;

    private WebServer server;
    private int port;
    private String origin = "";

    @BeforeEach
    void start() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        origin = "http://localhost:" + port;
        server = started();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private WebServer started() throws IOException {
        return WebServer.start(
                ServerSettings.of(ExerciseFile.builtIn(), List.of())
                        .on(port, 1)
                        .keeping(new StorageSettings(data, exercise -> KeptSessions.VERSIONS)),
                progress -> new StillEstimator());
    }

    private void startAnew() throws IOException {
        server.close();
        server = started();
    }

    private static int status(Visit visit, String request, String... headers) throws Exception {
        String[] words = request.split(" ");
        HttpRequest.Builder asked = visit.request(words[1])
                .method(words[0], HttpRequest.BodyPublishers.ofString("{}"))
                .header("Origin", visit.origin());
        for (int i = 0; i < headers.length; i += 2) {
            asked.header(headers[i], headers[i + 1]);
        }
        return Visit.send(asked).statusCode();
    }

    // ---------------------------------------------------------------- cookies and addresses

    @Test
    void theCookieIsNamedForThePortOutOfReachOfScriptsAndOfOtherSites() throws Exception {
        Visit visit = Visit.thatIsRemembered(server.address());
        assertThat(visit.cookie()).matches("formcheck-" + port + "=[A-Za-z0-9_-]{12}\\.[A-Za-z0-9_-]{32}");
        assertThat(visit.attributes().split("; "))
                .containsExactlyInAnyOrder("Path=/", "HttpOnly", "SameSite=Strict", "Max-Age=7776000");
        assertThat(Visit.by(server.address()).attributes())
                .as("of a browser that keeps no key the cookie ends with it")
                .doesNotContain("Max-Age");
    }

    @Test
    void noAnswerSetsAnyOtherCookie() throws Exception {
        Visit visit = Visit.thatIsRemembered(server.address());
        List<String> set = new ArrayList<>();
        for (String path : List.of("/", "/page/main.js", "/nothing", "/api/choices", "/api/people", "/open/wrong")) {
            HttpResponse<String> answer = visit.get(path);
            set.addAll(answer.headers().allValues("Set-Cookie"));
            assertThat(answer.headers().map().toString()).doesNotContainIgnoringCase("jsessionid");
        }
        try (RawConnection socket = new RawConnection(port)) {
            socket.send("GET /live HTTP/1.1\r\nHost: localhost:" + port + "\r\nOrigin: " + origin + "\r\nCookie: "
                    + visit.cookie() + "\r\nSec-WebSocket-Protocol: formcheck, " + visit.token()
                    + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                    + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n");
            String head = socket.head();
            assertThat(head).startsWith("HTTP/1.1 101");
            assertThat(head.toLowerCase(Locale.ROOT))
                    .doesNotContain("set-cookie", "jsessionid", visit.token().toLowerCase(Locale.ROOT))
                    .contains("sec-websocket-protocol: formcheck\r\n");
        }
        assertThat(set).isEmpty();
    }

    @Test
    void theLinkLeadsAwayFromItselfToAWordThatIsUsedOnce() throws Exception {
        HttpResponse<String> led = Visit.send(HttpRequest.newBuilder(server.address()));
        assertThat(led.statusCode()).isEqualTo(303);
        URI to = URI.create(led.headers().firstValue("Location").orElseThrow());
        assertThat(to.getPath()).isEqualTo("/");
        assertThat(to.getFragment()).isNotBlank();
        assertThat(server.address().toString()).doesNotContain(to.getFragment());
        String body = "{\"word\":\"" + to.getFragment() + "\"}";
        assertThat(Visit.post(origin, "/access/pair", "", body).statusCode()).isEqualTo(200);
        assertThat(Visit.post(origin, "/access/pair", "", body).statusCode()).isEqualTo(403);
        assertThat(Visit.by(server.address()).get("/api/choices").statusCode())
                .as("the printed link opens for another browser too")
                .isEqualTo(200);
    }

    @Test
    void anInvalidLinkShowsThePageWhichExplainsHowToGetAccess() throws Exception {
        HttpResponse<String> answer = Visit.send(HttpRequest.newBuilder(URI.create(origin + "/open/wrong")));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("/page/main.js");
        assertThat(answer.headers().firstValue("Location")).isEmpty();
    }

    // ---------------------------------------------------------------- what opens nothing

    /** Browsers send it to every server of this machine, whatever its port. */
    @Test
    void theCookieAloneOpensNothing() throws Exception {
        Visit visit = Visit.thatIsRemembered(server.address());
        for (String request : DATA) {
            assertThat(status(visit.withToken(""), request)).as(request).isEqualTo(403);
        }
        JsonNode challenge = new ObjectMapper()
                .readTree(Visit.post(origin, "/access/challenge", visit.cookie(), "")
                        .body());
        Visit thief = Visit.thatIsRemembered(server.address()); // with a key, but another one
        assertThat(enter(visit.cookie(), challenge.path("challenge").asText(), thief))
                .isEqualTo(403);
    }

    private int enter(String cookie, String challenge, Visit signer) throws Exception {
        String signature = signer.sign("FormCheck on port " + port + ": " + challenge);
        return Visit.post(
                        origin,
                        "/access/enter",
                        cookie,
                        "{\"challenge\":\"" + challenge + "\",\"signature\":\"" + signature + "\"}")
                .statusCode();
    }

    @Test
    void theTokenAloneOpensNothing() throws Exception {
        Visit visit = Visit.by(server.address());
        Visit other = Visit.by(server.address());
        for (String request : DATA) {
            assertThat(status(visit.withCookie(""), request)).as(request).isEqualTo(403);
            assertThat(status(visit.withCookie(other.cookie()), request))
                    .as(request + " with another browser's cookie")
                    .isEqualTo(403);
        }
    }

    @Test
    void aSignatureIsGoodOnceAndForItsOwnChallengeAndPort() throws Exception {
        Visit visit = Visit.thatIsRemembered(server.address());
        String challenge = challenge(visit);
        String other = challenge(visit);
        String ofAnotherPort = visit.sign("FormCheck on port " + (port + 1) + ": " + other);
        assertThat(Visit.post(
                                origin,
                                "/access/enter",
                                visit.cookie(),
                                "{\"challenge\":\"" + other + "\",\"signature\":\"" + ofAnotherPort + "\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(enter(visit.cookie(), challenge, visit)).isEqualTo(200);
        assertThat(enter(visit.cookie(), challenge, visit)).isEqualTo(403);
        assertThat(enter("", challenge(visit), visit)).as("without the cookie").isEqualTo(403);
        startAnew();
        assertThat(enter(visit.cookie(), challenge, visit)).isEqualTo(403);
    }

    private String challenge(Visit visit) throws Exception {
        return new ObjectMapper()
                .readTree(Visit.post(origin, "/access/challenge", visit.cookie(), "")
                        .body())
                .path("challenge")
                .asText();
    }

    @Test
    void cookiesThatAServerOnAnotherPortAddedDoNotLockTheBrowserOut() throws Exception {
        Visit visit = Visit.by(server.address());
        String name = "formcheck-" + port;
        Visit tossed = visit.withCookie(name + "=x.y; " + name + "=; other=1; " + visit.cookie());
        assertThat(tossed.get("/api/choices").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "cross-site, 403",
        "same-site, 403",
        "something-new, 403",
        "same-origin, 200",
        "none, 200",
    })
    void requestsFromAnotherSiteOrPortAreRefusedWhateverTheyCarry(String site, int expected) throws Exception {
        Visit visit = Visit.by(server.address());
        assertThat(status(visit, "GET /api/choices", "Sec-Fetch-Site", site)).isEqualTo(expected);
        assertThat(status(visit, "POST /access/challenge", "Sec-Fetch-Site", site))
                .isEqualTo(expected);
        assertThat(Visit.send(visit.request("/page/main.js").header("Sec-Fetch-Site", site))
                        .statusCode())
                .isEqualTo(expected);
    }

    @Test
    void aLinkToThePageMayStandOnAnotherSiteButNothingOfItMayBeUsedThere() throws Exception {
        Visit nobody = new Visit(origin, "", "", "", Optional.empty());
        assertThat(Visit.send(nobody.request("/")
                                .header("Sec-Fetch-Site", "cross-site")
                                .header("Sec-Fetch-Mode", "navigate")
                                .header("Sec-Fetch-Dest", "document"))
                        .statusCode())
                .isEqualTo(200);
        for (String use : List.of("iframe", "image", "script", "empty", "video")) {
            assertThat(Visit.send(nobody.request("/")
                                    .header("Sec-Fetch-Site", "same-site")
                                    .header("Sec-Fetch-Mode", use.equals("iframe") ? "navigate" : "no-cors")
                                    .header("Sec-Fetch-Dest", use))
                            .statusCode())
                    .as(use)
                    .isEqualTo(403);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pair", "challenge", "enter"})
    void theWaysInNeedAnOriginOfThisHost(String way) throws Exception {
        for (String other : List.of("http://127.0.0.1:" + port, "http://localhost:" + (port + 1), "null")) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(origin + "/access/" + way))
                    .header("Origin", other)
                    .POST(HttpRequest.BodyPublishers.ofString("{}"));
            HttpResponse<String> answer = Visit.send(request);
            assertThat(answer.statusCode()).as(other).isEqualTo(403);
        }
        for (String junk : List.of("", "[", "[]", "{\"word\":7,\"key\":[]}", "x".repeat(70_000), "\u0000")) {
            assertThat(Visit.post(origin, "/access/" + way, "", junk).statusCode())
                    .isBetween(400, 499);
        }
    }

    /** Browsers look there first for localhost. */
    @Test
    void nobodyElseListensOnThisPortOfLocalhost() throws Exception {
        InetAddress v6 = InetAddress.getByAddress(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1});
        try (ServerSocket free = new ServerSocket()) {
            free.bind(new InetSocketAddress(v6, 0));
        } catch (SocketException e) {
            Assumptions.abort("there is no IPv6 here");
        }
        try (Socket socket = new Socket(v6, port)) {
            socket.getOutputStream()
                    .write(("GET / HTTP/1.1\r\nHost: localhost:" + port + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 200")
                    .contains("FormCheck");
        }
        try (ServerSocket taken = new ServerSocket()) {
            taken.bind(new InetSocketAddress(v6, 0));
            assertThat(Loopback.bind(taken.getLocalPort())).isEmpty();
        }
    }

    // ---------------------------------------------------------------- known after a start, and forgotten

    @Test
    void aBrowserIsKnownAfterAStartAndItsOldTokenIsNot() throws Exception {
        Visit visit = Visit.thatIsRemembered(server.address());
        Visit unknown = Visit.by(server.address());
        startAnew();
        assertThat(visit.get("/api/choices").statusCode()).isEqualTo(403);
        Visit again = visit.again(origin).orElseThrow();
        assertThat(again.token()).isNotEqualTo(visit.token());
        assertThat(again.get("/api/choices").statusCode()).isEqualTo(200);
        assertThat(unknown.again(origin)).isEmpty();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there an access list holds for the folder")
    void whatIsKeptOfABrowserIsReadByItsOwnerAloneAndLetsNobodyIn() throws Exception {
        Visit visit = Visit.thatIsRemembered(server.address());
        Path file = data.resolve("browsers.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        String secret = visit.cookie().replaceFirst(".*\\.", "");
        assertThat(Files.readString(file)).doesNotContain(secret, visit.token());
    }

    @Test
    void aBrowserThatComesByTheLinkAgainIsKnownOnce() throws Exception {
        Visit first = Visit.thatIsRemembered(server.address());
        assertThat(PairedBrowsers.in(data).all()).hasSize(1);
        HttpResponse<String> led = Visit.send(HttpRequest.newBuilder(server.address()));
        String word =
                URI.create(led.headers().firstValue("Location").orElseThrow()).getFragment();
        String key = java.util.Base64.getEncoder()
                .encodeToString(first.keys().orElseThrow().getPublic().getEncoded());
        Visit.post(origin, "/access/pair", first.cookie(), "{\"word\":\"" + word + "\",\"key\":\"" + key + "\"}");
        assertThat(PairedBrowsers.in(data).all()).hasSize(1);
        assertThat(first.get("/api/choices").statusCode()).isEqualTo(403);
    }

    @Test
    void aRemovedBrowserLosesAccessAtOnceAndDeletesItsData() throws Exception {
        Visit ada = Visit.thatIsRemembered(server.address());
        Visit bob = Visit.thatIsRemembered(server.address());
        PageClient open = PageClient.open(ada);
        JsonNode list = new ObjectMapper().readTree(bob.get("/api/browsers").body());
        assertThat(list.path("browsers")).hasSize(2);
        String id = ada.cookie().replaceFirst(".*=(.*)\\..*", "$1");
        HttpResponse<String> done = bob.delete("/api/browsers/" + id);
        assertThat(done.statusCode()).isEqualTo(204);
        assertThat(done.headers().firstValue("Clear-Site-Data"))
                .as("of the other one")
                .isEmpty();
        assertThat(open.closed.get(10, TimeUnit.SECONDS)).as("its open page").isEqualTo(1008);
        assertThat(ada.get("/api/choices").statusCode()).isEqualTo(403);
        assertThat(bob.get("/api/choices").statusCode()).isEqualTo(200);
        startAnew();
        assertThat(ada.again(origin)).isEmpty();
        HttpResponse<String> told = Visit.post(origin, "/access/challenge", ada.cookie(), "");
        assertThat(told.statusCode()).isEqualTo(403);
        assertThat(told.headers().firstValue("Clear-Site-Data")).contains("\"cache\", \"storage\"");
        assertThat(told.headers().firstValue("Set-Cookie").orElseThrow())
                .contains("formcheck-" + port + "=;", "Max-Age=0");
        assertThat(bob.again(origin)).isPresent();
    }

    /** As another coach on the same folder does, or {@code erase} in another window. */
    @Test
    void whatAnotherProcessForgetsIsOutOfOpenPagesToo() throws Exception {
        try (SessionStore store = SessionStore.open(data)) {
            store.addPerson("Ada");
        }
        Visit ada = Visit.thatIsRemembered(server.address());
        Visit bob = Visit.thatIsRemembered(server.address());
        PageClient adas = PageClient.open(ada);
        PageClient bobs = PageClient.open(bob);
        PairedBrowsers.in(data).forget(ada.cookie().replaceFirst(".*=(.*)\\..*", "$1"));
        assertThat(adas.closed.get(10, TimeUnit.SECONDS)).isEqualTo(1008);
        assertThat(bobs.closed).isNotDone();
        try (SessionStore store = SessionStore.open(data)) {
            store.erase("Ada");
        }
        assertThat(bobs.closed.get(10, TimeUnit.SECONDS))
                .as("with the last person")
                .isEqualTo(1008);
    }

    @Test
    void afterAllBrowsersAreForgottenNoneIsIn() throws Exception {
        Visit ada = Visit.thatIsRemembered(server.address());
        Visit bob = Visit.by(server.address());
        HttpResponse<String> done = ada.delete("/api/browsers");
        assertThat(done.headers().firstValue("Clear-Site-Data")).isPresent();
        assertThat(ada.get("/api/choices").statusCode()).isEqualTo(403);
        assertThat(bob.get("/api/choices").statusCode()).isEqualTo(403);
        assertThat(ada.again(origin)).isEmpty();
    }

    @Test
    void browsersThatWereAbsentLearnOfAnErasure() throws Exception {
        try (SessionStore store = SessionStore.open(data)) {
            store.addPerson("Ada");
            store.addPerson("Bob");
        }
        Visit away = Visit.thatIsRemembered(server.address());
        String before = epoch(away);
        server.close();
        try (SessionStore store = SessionStore.open(data)) {
            store.erase("Ada");
        }
        server = started();
        Visit back = away.again(origin).orElseThrow();
        assertThat(epoch(back)).isNotEqualTo(before);
        server.close();
        try (SessionStore store = SessionStore.open(data)) {
            store.erase("Bob");
        }
        server = started();
        assertThat(away.again(origin)).as("nobody is left").isEmpty();
        assertThat(Visit.post(origin, "/access/challenge", away.cookie(), "")
                        .headers()
                        .firstValue("Clear-Site-Data"))
                .isPresent();
    }

    private String epoch(Visit visit) throws Exception {
        HttpResponse<String> answer = Visit.send(
                visit.request("/access/challenge").header("Origin", origin).POST(HttpRequest.BodyPublishers.noBody()));
        return new ObjectMapper().readTree(answer.body()).path("epoch").asText();
    }

    @Test
    void withTheLastPersonThePagesOwnBrowserIsForgottenAndOnlyThePageGoesOn() throws Exception {
        try (SessionStore store = SessionStore.open(data)) {
            store.addPerson("Ada");
            store.addPerson("Bob");
        }
        Visit visit = Visit.thatIsRemembered(server.address());
        assertThat(visit.delete("/api/people?person=Ada").headers().firstValue("Clear-Site-Data"))
                .as("of Bob's browser")
                .isEmpty();
        HttpResponse<String> last = visit.delete("/api/people?person=Bob");
        assertThat(last.statusCode()).isEqualTo(204);
        assertThat(last.headers().firstValue("Clear-Site-Data")).isPresent();
        assertThat(last.headers().firstValue("Set-Cookie").orElseThrow()).contains("Max-Age=0");
        assertThat(visit.withCookie("").get("/api/people").statusCode()).isEqualTo(200);
        assertThat(visit.again(origin)).isEmpty();
        assertThat(PairedBrowsers.in(data).all()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0, Firefox, Linux",
        "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML) Chrome/140.0 Safari/537.36 Edg/140.0, Edge, Windows",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.0 Safari/605.1.15, Safari, macOS",
        "<script>alert(1)</script>, '', ''"
    })
    void aBrowserIsCalledByWordsOfOurOwn(String agent, String browser, String system) {
        assertThat(BrowserName.of(agent)).isEqualTo(new BrowserName(browser, system));
    }
}
