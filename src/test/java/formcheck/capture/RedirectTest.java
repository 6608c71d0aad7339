package formcheck.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a server may redirect FormCheck to. Uses two servers: the requested one and one that nobody named. */
@Timeout(30)
@SuppressWarnings("NullAway.Init")
@EnabledOnOs(OS.LINUX) // elsewhere only 127.0.0.1 of the loopback's addresses is there
class RedirectTest {
    private static final CaptureLimits LIMITS =
            new CaptureLimits(Duration.ofSeconds(5), Duration.ofSeconds(2), 1_000_000);

    @TempDir
    Path folder;

    private WebServers asked;
    private WebServers other;
    private byte[] video;

    @BeforeEach
    void start() throws Exception {
        asked = WebServers.on("127.0.0.1");
        other = WebServers.on("0.0.0.0"); // it accepts connections to any address of this machine
        video = Files.readAllBytes(new TestVideo(64, 48).write(folder.resolve("a.mkv")));
        asked.serve("/video", "video/x-matroska", video);
        other.serve("/", "video/x-matroska", video);
    }

    @AfterEach
    void stop() {
        asked.close();
        other.close();
    }

    /** Returns "opened" or the error message. */
    private static String opening(URI address) {
        return opening(address, InetAddress::getAllByName);
    }

    private static String opening(URI address, HttpOpening.Resolver resolver) {
        try (FrameSource source = StreamAddresses.open(address, LIMITS, resolver)) {
            int frames = 0;
            while (source.next().isPresent()) {
                frames++;
            }
            return frames > 0 ? "opened" : "empty";
        } catch (CaptureException e) {
            return Optional.ofNullable(e.getMessage()).orElse("");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectOnTheSameHostIsFollowed(int status) {
        asked.redirect("/moved", status, "/video?from=moved");
        assertThat(opening(asked.address("/moved"))).isEqualTo("opened");
        assertThat(asked.asked.get(asked.asked.size() - 1)).isEqualTo("/video?from=moved 127.0.0.1:" + asked.port());
    }

    @Test
    void aRedirectToAnotherPortOfTheSameHostIsFollowedWithoutThePassword() {
        asked.redirect("/moved", 302, "http://127.0.0.1:" + other.port() + "/video");
        URI address = URI.create("http://me:word@127.0.0.1:" + asked.port() + "/moved");
        assertThat(opening(address)).isEqualTo("opened");
        assertThat(other.asked).isNotEmpty().allMatch(request -> !request.contains("Basic"));
    }

    @Test
    void threeRedirectsAreFollowedAndAFourthIsNot() {
        asked.redirect("/3", 302, "/2").redirect("/2", 302, "/1").redirect("/1", 302, "/video");
        asked.redirect("/4", 302, "/3").redirect("/round", 302, "/round");
        assertThat(opening(asked.address("/3"))).isEqualTo("opened");
        assertThat(opening(asked.address("/4")))
                .isEqualTo(asked.address("/4") + " redirects more than 3 times. Give the address of the video itself.");
        assertThat(opening(asked.address("/round"))).contains("redirects more than 3 times");
    }

    static List<String> otherHosts() {
        return List.of(
                "http://127.0.0.2:PORT/video",
                "http://localhost:PORT/video",
                "http://localhost./video:PORT",
                "//127.0.0.2:PORT/video",
                "http://127.1:PORT/video",
                "http://2130706433:PORT/video",
                "http://0x7f000001:PORT/video",
                "http://0x7f.1:PORT/video",
                "http://0177.0.0.1:PORT/video",
                "http://127.000.000.001:PORT/video",
                "http://0.0.0.0:PORT/video",
                "http://0:PORT/video",
                "http://[::1]:PORT/video",
                "http://[::]:PORT/video",
                "http://[::ffff:127.0.0.1]:PORT/video",
                "http://[::ffff:7f00:1]:PORT/video",
                "http://[0:0:0:0:0:ffff:127.0.0.1]:PORT/video",
                "http://169.254.169.254/latest/meta-data",
                "http://10.0.0.1:PORT/",
                "http://127.0.0.1.example:PORT/video",
                "http://127.0.0.1:PORT@127.0.0.2:PORT/video",
                "http://127.0.0.1%2eevil.example:PORT/video",
                "http://127.0.0.1\\@127.0.0.2:PORT/video",
                "http://127.0.0.1 127.0.0.2:PORT/video",
                "http://127.0.0.1:0/video",
                "http://127.0.0.1:99999/video",
                "http://",
                "http:///video",
                "http:video:PORT",
                "ftp://127.0.0.1:PORT/video",
                "tcp://127.0.0.1:PORT",
                "rtsp://127.0.0.1:PORT/video",
                "rtmp://127.0.0.1:PORT/video",
                "file:FILE",
                "file://FILE",
                "FILE:FILE",
                "concat:FILE|FILE",
                "concatf:FILE",
                "subfile,,start,0,end,0,,:FILE",
                "cache:http://127.0.0.1:PORT/video",
                "async:http://127.0.0.1:PORT/video",
                "crypto:http://127.0.0.1:PORT/video",
                "data:video/x-matroska;base64,AAAA",
                "pipe:0",
                "fd:0",
                "unix:FILE",
                "gopher://127.0.0.1:PORT/_video",
                "javascript:alert(1)",
                "http:\u0001//127.0.0.2:PORT/video");
    }

    @ParameterizedTest
    @MethodSource("otherHosts")
    void aRedirectToAnythingElseIsRefusedAndNobodyElseIsAsked(String location) {
        Path file = folder.resolve("a.mkv");
        asked.redirect(
                "/moved",
                302,
                location.replace("PORT", Integer.toString(other.port())).replace("FILE", file.toString()));
        assertThat(opening(asked.address("/moved")))
                .startsWith(asked.address("/moved") + " ")
                .doesNotContain("\n", "\u0001");
        assertThat(other.asked).isEmpty();
    }

    @Test
    void whereItWouldHaveLedIsSaidInOneLine() {
        asked.redirect("/moved", 302, other.address("127.0.0.2", "/video").toString());
        assertThat(opening(asked.address("/moved")))
                .isEqualTo(asked.address("/moved") + " redirects to http://127.0.0.2:" + other.port()
                        + ", which is not followed: only redirects to the same host are. If you trust it, give the address of the"
                        + " video itself.");
    }

    /** A name server that returns a private address the second time. */
    @Test
    void aHostIsLookedUpOnceSoASecondAnswerOfTheNameServerLeadsNowhere() throws Exception {
        asked.redirect("/moved", 302, "http://camera.example:" + other.port() + "/video");
        asked.redirect("/here", 302, "http://CAMERA.example.:" + asked.port() + "/video");
        List<String> lookedUp = new ArrayList<>();
        HttpOpening.Resolver rebinding = host -> {
            lookedUp.add(host);
            return InetAddress.getAllByName(lookedUp.size() == 1 ? "127.0.0.1" : "127.0.0.2");
        };
        try (WebServers within = WebServers.on("127.0.0.2")) {
            within.serve("/", "video/x-matroska", video);
            asked.redirect("/within", 302, "http://camera.example:" + within.port() + "/video");
            assertThat(opening(URI.create("http://camera.example:" + asked.port() + "/within"), rebinding))
                    .contains("cannot be opened");
            assertThat(within.asked).isEmpty();
            assertThat(lookedUp).containsExactly("camera.example");
        }
        lookedUp.clear();
        assertThat(opening(URI.create("http://camera.example:" + asked.port() + "/here"), rebinding))
                .isEqualTo("opened");
        assertThat(lookedUp).containsExactly("camera.example");
        assertThat(asked.asked).contains("/here camera.example:" + asked.port());
    }

    @Test
    void ofSeveralAddressesOfAHostTheOneThatAnswersIsTaken() throws Exception {
        InetAddress[] both = {InetAddress.getAllByName("127.0.0.3")[0], InetAddress.getAllByName("127.0.0.1")[0]};
        assertThat(opening(URI.create("http://camera.example:" + asked.port() + "/video"), host -> both))
                .isEqualTo("opened");
    }

    @Test
    void aHostThatDoesNotExistIsOneLine() {
        HttpOpening.Resolver none = host -> {
            throw new UnknownHostException(host);
        };
        assertThat(opening(URI.create("http://me:word@camera.example/video"), none))
                .isEqualTo("http://camera.example/video cannot be opened: there is no such host. Check the address, and"
                        + " the network.");
    }

    // ---------------------------------------------------------------- playlists

    static List<String> playlists() {
        return List.of(
                "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXT-X-VERSION:3\n#EXTINF:1,\nURL\n#EXT-X-ENDLIST\n",
                "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nURL\n",
                "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile://FILE\n#EXT-X-ENDLIST\n",
                "\ufeff#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nURL\n",
                "#EXTM3U\r\n#EXT-X-MAP:URI=\"URL\"\r\n#EXT-X-TARGETDURATION:1\r\n#EXTINF:1,\r\nURL\r\n",
                "<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" profiles=\"\" type=\"static\""
                        + " mediaPresentationDuration=\"PT1S\"><Period><AdaptationSet mimeType=\"video/webm\">"
                        + "<Representation id=\"1\"><BaseURL>URL</BaseURL></Representation></AdaptationSet></Period></MPD>",
                "ffconcat version 1.0\nfile 'URL'\n",
                "ffconcat version 1.0\nfile FILE\n",
                """
                v=0
                o=- 0 0 IN IP4 127.0.0.1
                s=x
                c=IN IP4 127.0.0.1
                t=0 0
                m=video 5004 RTP/AVP 96
                a=rtpmap:96 H264/90000
                """,
                "[playlist]\nFile1=URL\nNumberOfEntries=1\n",
                "<asx version=\"3.0\"><entry><ref href=\"URL\"/></entry></asx>",
                "<SmoothStreamingMedia><StreamIndex Url=\"URL\"/></SmoothStreamingMedia>",
                "[Reference]\nRef1=URL\n",
                "RTSPtextrtsp://127.0.0.1:PORT/video\n",
                "<svg xmlns=\"http://www.w3.org/2000/svg\"><image href=\"URL\"/></svg>");
    }

    @ParameterizedTest
    @MethodSource("playlists")
    void aPlaylistIsRefusedWhateverItIsCalledAndWhereverItLeads(String list) {
        String text = list.replace("URL", other.address("127.0.0.1", "/video").toString())
                .replace("FILE", folder.resolve("a.mkv").toString())
                .replace("PORT", Integer.toString(other.port()));
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        int number = 0;
        for (String type : List.of(
                "application/vnd.apple.mpegurl",
                "application/dash+xml",
                "video/mp4",
                "video/x-matroska",
                "multipart/x-mixed-replace; boundary=x",
                "text/plain")) {
            for (String name : List.of(".m3u8", ".mpd", ".mp4", ".jpg", "")) {
                String path = "/list" + number++ + name;
                asked.serve(path, type, content);
                assertThat(opening(asked.address(path)))
                        .as(type + " " + path)
                        .matches(".* (is a playlist, not a video|cannot be opened: .*video.*)\\..*");
            }
        }
        assertThat(other.asked).isEmpty();
    }

    @Test
    void aVideoIsAVideoWhateverItIsCalled() {
        asked.serve("/live.m3u8", "application/vnd.apple.mpegurl", video);
        asked.serve("/live.mpd", "application/dash+xml", video);
        assertThat(opening(asked.address("/live.m3u8"))).isEqualTo("opened");
        assertThat(opening(asked.address("/live.mpd"))).isEqualTo("opened");
    }

    // ---------------------------------------------------------------- HTTPS

    private SSLContext certificate() throws Exception {
        Path store = folder.resolve("camera.p12");
        Process made = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "camera",
                        "-keyalg",
                        "RSA",
                        "-dname",
                        "CN=camera",
                        "-storepass",
                        "secret",
                        "-keystore",
                        store.toString(),
                        "-storetype",
                        "PKCS12")
                .redirectErrorStream(true)
                .start();
        assertThat(made.waitFor(20, TimeUnit.SECONDS)).isTrue();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, "secret".toCharArray());
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, "secret".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, new SecureRandom());
        return context;
    }

    @Test
    void fromHttpToHttpsIsFollowedAndBackIsNot() throws Exception {
        HttpOpening.Resolver names = InetAddress::getAllByName;
        try (WebServers secure = WebServers.secureOn("127.0.0.1", certificate())) {
            secure.serve("/video", "video/x-matroska", video);
            asked.redirect("/up", 301, "https://localhost:" + secure.port() + "/video");
            secure.redirect("/down", 301, "http://localhost:" + asked.port() + "/video");
            secure.redirect("/on", 301, "/video");
            assertThat(opening(URI.create("http://localhost:" + asked.port() + "/up"), names))
                    .isEqualTo("opened");
            assertThat(secure.asked)
                    .isNotEmpty()
                    .allMatch(request ->
                            request.contains("localhost:" + secure.port() + " [type=host_name (0), value=localhost]"));
            assertThat(opening(URI.create("https://localhost:" + secure.port() + "/on"), names))
                    .isEqualTo("opened");
            asked.asked.clear();
            assertThat(opening(URI.create("https://localhost:" + secure.port() + "/down"), names))
                    .contains("redirects to http://localhost:" + asked.port() + ", which is not followed");
            assertThat(asked.asked).isEmpty();
        }
    }

    @Test
    void aNameThatHasMovedIsNotFollowedOverTlsEither() throws Exception {
        List<String> lookedUp = new ArrayList<>();
        HttpOpening.Resolver rebinding = host -> {
            lookedUp.add(host);
            return InetAddress.getAllByName(lookedUp.size() == 1 ? "127.0.0.1" : "127.0.0.2");
        };
        try (WebServers secure = WebServers.secureOn("0.0.0.0", certificate())) {
            secure.serve("/video", "video/x-matroska", video);
            asked.redirect("/up", 301, "https://localhost:" + secure.port() + "/video");
            assertThat(opening(URI.create("http://localhost:" + asked.port() + "/up"), rebinding))
                    .contains("another machine under the same name, which is not followed");
            assertThat(secure.asked).isEmpty();
        }
    }

    @Test
    void aRedirectThatAsksForThePasswordFirstIsFollowedWithIt() {
        asked.redirectWithPassword("/locked", "Basic bWU6cEBzcy93b3Jk", "/video");
        URI address = URI.create("http://me:p%40ss%2Fword@127.0.0.1:" + asked.port() + "/locked");
        assertThat(opening(address)).isEqualTo("opened");
    }

    // ---------------------------------------------------------------- RTSP

    /** An RTSP server that redirects. */
    private static ServerSocket sendsOnTo(ExecutorService threads, String location) throws IOException {
        ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        threads.execute(() -> {
            while (!server.isClosed()) {
                try (Socket connection = server.accept()) {
                    byte[] request = new byte[4096];
                    for (int i = 0; i < 3 && connection.getInputStream().read(request) > 0; i++) {
                        String text = new String(request, StandardCharsets.US_ASCII);
                        String sequence =
                                text.substring(text.indexOf("CSeq"), text.indexOf("\r\n", text.indexOf("CSeq")));
                        String answer = text.startsWith("OPTIONS")
                                ? "RTSP/1.0 200 OK\r\n" + sequence + "\r\nPublic: DESCRIBE\r\n\r\n"
                                : "RTSP/1.0 302 Moved\r\n" + sequence + "\r\nLocation: " + location + "\r\n\r\n";
                        connection.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                    }
                } catch (IOException e) {
                    // closed
                }
            }
        });
        return server;
    }

    /** Returns the requests to a server that nobody named. */
    private static List<String> visits(ExecutorService threads, ServerSocket server) {
        List<String> visits = Collections.synchronizedList(new ArrayList<>());
        threads.execute(() -> {
            while (!server.isClosed()) {
                try (Socket connection = server.accept()) {
                    visits.add(connection.toString());
                } catch (IOException e) {
                    // closed
                }
            }
        });
        return visits;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rtsp://127.0.0.2:PORT/live",
                "rtsp://127.0.0.1:PORT/live",
                "rtsp://[::ffff:127.0.0.1]:PORT/live",
                "rtsp://2130706433:PORT/live",
                "rtsps://127.0.0.1:PORT/live",
                "tcp://127.0.0.1:PORT/live",
                "tcp://127.0.0.2:PORT",
                "rtp://127.0.0.1:PORT/live",
                "udp://127.0.0.1:PORT/live",
                "tls://127.0.0.1:PORT/live",
                "http://127.0.0.1:PORT/",
                "rtmp://127.0.0.1:PORT/live",
                "file:///etc/passwd",
                "/live",
                ""
            })
    void nobodyIsVisitedWhomAnRtspServerSendsOnTo(String location) throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        try (ServerSocket target = new ServerSocket(0);
                ServerSocket camera =
                        sendsOnTo(threads, location.replace("PORT", Integer.toString(target.getLocalPort())))) {
            List<String> visits = visits(threads, target);
            String address = "rtsp://127.0.0.1:" + camera.getLocalPort() + "/live";
            long began = System.nanoTime();
            assertThat(opening(URI.create(address)))
                    .startsWith(address + " cannot be opened: ")
                    .doesNotContain("\n");
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
            Thread.sleep(200);
            assertThat(visits).isEmpty();
        } finally {
            threads.shutdownNow();
        }
    }
}
