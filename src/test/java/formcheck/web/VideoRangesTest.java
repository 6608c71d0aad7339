package formcheck.web;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.exercise.ExerciseFile;
import formcheck.report.KeptSessions;
import formcheck.session.Load;
import formcheck.session.Protection;
import formcheck.session.SessionId;
import formcheck.session.SessionStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code Range} requests for a video, and videos that change while they are sent. */
@Timeout(90)
class VideoRangesTest {
    private static final int REQUESTS = 250;
    private static final int HUGE_FILM = 64 * 1024 * 1024;

    /** A thread that spins takes all of the time that is watched; one that is idle hardly any. */
    private static final Duration WATCHED = Duration.ofMillis(400);

    private static final double MOST_OF_A_CORE = 0.25;

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream standardError = System.err;
    private SessionStore store;
    private WebServer server;
    private Path film;
    private String path = "";
    private Visit visit;

    @BeforeEach
    void start() throws Exception {
        store = SessionStore.open(folder);
        SessionId id = KeptSessions.keep(
                        store,
                        "Ada",
                        ZonedDateTime.now(ZoneId.systemDefault()),
                        Load.UNKNOWN,
                        0,
                        0,
                        KeptSessions.session("bare-hands", 2, 0, 100, 2))
                .id();
        film = folder.resolve("sessions").resolve(id.text()).resolve("video.webm");
        serve(Optional.empty());
        path = "/api/video/" + id.text();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    private void serve(Optional<Protection> protection) throws Exception {
        server = WebServer.start(
                ServerSettings.of(ExerciseFile.builtIn(), List.of())
                        .on(0, 1)
                        .keeping(new StorageSettings(folder, protection, exercise -> KeptSessions.VERSIONS)),
                progress -> new StillEstimator());
        visit = Visit.by(server.address());
    }

    @AfterEach
    void end() throws Exception {
        System.setErr(standardError);
        server.close();
        store.close();
    }

    private byte[] filmOf(int length) throws IOException {
        byte[] content = new byte[length];
        new Random(length).nextBytes(content);
        Files.write(film, content);
        return content;
    }

    private HttpRequest.Builder request() {
        return visit.request(path).timeout(Duration.ofSeconds(5));
    }

    private HttpResponse<byte[]> get(String... ranges) throws Exception {
        HttpRequest.Builder request = request();
        for (String range : ranges) {
            request.header("Range", range);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** What a range asks for, worked out by whoever made it: the first and last byte, or one of the marks below. */
    private record Asked(String header, long first, long last) {
        static final long WHOLE = -1;
        static final long NOTHING = -2;

        static Asked whole(String header) {
            return new Asked(header, WHOLE, WHOLE);
        }

        static Asked nothing(String header) {
            return new Asked(header, NOTHING, NOTHING);
        }
    }

    private static Asked any(Random random, int length) {
        long inside = length == 0 ? 0 : random.nextInt(length);
        long beyond = length + (random.nextBoolean() ? random.nextInt(3) : random.nextLong(Long.MAX_VALUE - length));
        String digits = "9".repeat(1 + random.nextInt(40)) + length; // of any size, and never inside
        boolean empty = length == 0;
        return switch (random.nextInt(16)) {
            case 0 -> empty ? Asked.nothing("bytes=0-") : new Asked("bytes=" + inside + "-", inside, length - 1);
            case 1 -> {
                long last = inside + (empty ? 0 : random.nextLong(length - inside));
                yield empty ? Asked.nothing("bytes=0-0") : new Asked("bytes=" + inside + "-" + last, inside, last);
            }
            case 2 ->
                empty
                        ? Asked.nothing("bytes=0-" + digits)
                        : new Asked("bytes=" + inside + "-" + digits, inside, length - 1);
            case 3 -> Asked.nothing("bytes=" + beyond + "-");
            case 4 -> Asked.nothing("bytes=" + digits + "-");
            case 5 -> Asked.nothing("bytes=" + digits + "-" + digits + "0");
            case 6 -> Asked.nothing("bytes=-0");
            case 7 ->
                empty ? Asked.whole("bytes=-5") : new Asked("bytes=-" + (inside + 1), length - 1 - inside, length - 1);
            case 8 -> empty ? Asked.whole("bytes=-" + digits) : new Asked("bytes=-" + digits, 0, length - 1);
            case 9 -> Asked.whole("bytes=" + (inside + 1) + "-" + inside);
            case 10 -> Asked.whole("bytes=" + digits + "1-" + digits);
            case 11 -> Asked.whole("bytes=0-0," + inside + "-");
            case 12 -> Asked.whole("bytes=" + "0-,".repeat(1 + random.nextInt(1000)) + "-1");
            case 13 -> Asked.whole("lines=" + inside + "-");
            case 14 ->
                empty
                        ? Asked.nothing("Bytes= , 00-,")
                        : new Asked(
                                "BYTES= ," + "0".repeat(random.nextInt(30)) + inside + "-" + inside + " ,",
                                inside,
                                inside);
            default ->
                Asked.whole(List.of(
                                "bytes=a-b",
                                "bytes=-",
                                "bytes",
                                "bytes=",
                                "bytes=--1",
                                "bytes=-1-2",
                                "bytes=1-2-3",
                                "=0-1",
                                "bytes=1 - 2",
                                "bytes=0x0-0x1",
                                "bytes=+1-2",
                                "bytes=-+1",
                                "bytes=1.0-2",
                                "bytes=1e3-",
                                "bytes=0-1;",
                                "bytes:0-1",
                                "bytes=0-1 bytes=0-1",
                                "bytes=0-1,a",
                                "none",
                                "bytes=\t",
                                "bytes=*")
                        .get(random.nextInt(21)));
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 4096, 300_000})
    void everyRangeIsAnsweredAsTheRfcSaysAndNoThreadSpinsAfterwards(int length) throws Exception {
        everyRangeIsAnswered(filmOf(length));
    }

    /** The same video, sealed: pieces of 64 KB, and their ends, are nothing that a client could tell. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4096, 65_536, 300_000})
    void everyRangeOfAProtectedVideoIsAnsweredAsThatOfAnyOther(int length) throws Exception {
        byte[] content = filmOf(length);
        server.close();
        store.close();
        Protection protection = SessionStore.protect(folder, "four plain words here".toCharArray());
        if (length > 0) {
            assertThat(Files.readAllBytes(film)).isNotEqualTo(content);
        }
        serve(Optional.of(protection));
        everyRangeIsAnswered(content);
    }

    private void everyRangeIsAnswered(byte[] content) throws Exception {
        int length = content.length;
        Random random = new Random(length);
        for (int i = 0; i < REQUESTS; i++) {
            Asked asked = any(random, length);
            HttpResponse<byte[]> answer = get(asked.header);
            String of = asked.header.substring(0, Math.min(80, asked.header.length())) + " of " + length;
            String contentRange = answer.headers().firstValue("Content-Range").orElse("");
            if (asked.first == Asked.NOTHING) {
                assertThat(answer.statusCode()).as(of).isEqualTo(416);
                assertThat(contentRange).as(of).isEqualTo("bytes */" + length);
            } else if (asked.first == Asked.WHOLE) {
                assertThat(answer.statusCode()).as(of).isEqualTo(200);
                assertThat(contentRange).as(of).isEmpty();
                assertThat(answer.body()).as(of).isEqualTo(content);
            } else {
                assertThat(answer.statusCode()).as(of).isEqualTo(206);
                assertThat(contentRange).as(of).isEqualTo("bytes " + asked.first + "-" + asked.last + "/" + length);
                assertThat(answer.body())
                        .as(of)
                        .isEqualTo(Arrays.copyOfRange(content, (int) asked.first, (int) asked.last + 1));
            }
        }
        assertThat(busiest()).as("cores' share of each thread").isEmpty();
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    /** The server's threads that compute while nothing is asked, with their share of a core. */
    private static Map<String, Double> busiest() throws InterruptedException {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Map<Long, Long> before = new TreeMap<>();
        for (long id : threads.getAllThreadIds()) {
            before.put(id, threads.getThreadCpuTime(id));
        }
        Thread.sleep(WATCHED.toMillis());
        Map<String, Double> busy = new TreeMap<>();
        before.forEach((id, then) -> {
            ThreadInfo thread = threads.getThreadInfo(id);
            double share = (threads.getThreadCpuTime(id) - then) / (double) WATCHED.toNanos();
            if (thread != null && thread.getThreadName().startsWith("formcheck-") && share > MOST_OF_A_CORE) {
                busy.put(thread.getThreadName() + " " + Arrays.toString(thread.getStackTrace()), share);
            }
        });
        return busy;
    }

    @Test
    void twoHeadersAreMalformedAndAVersionThatNobodyNamedIsNone() throws Exception {
        byte[] content = filmOf(1000);
        assertThat(get("bytes=0-1", "bytes=2-3").body()).isEqualTo(content);
        HttpRequest ifRange = request()
                .header("Range", "bytes=0-1")
                .header("If-Range", "\"version\"")
                .build();
        HttpResponse<byte[]> answer = client.send(ifRange, HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(content);
        assertThat(get().headers().firstValue("ETag"))
                .as("else If-Range could name it")
                .isEmpty();
        assertThat(get().headers().firstValue("Last-Modified")).isEmpty();
        assertThat(get().headers().firstValue("Accept-Ranges")).contains("bytes");
    }

    @Test
    void aHeadHasTheLengthAndNoBodyWhateverRangeItNames() throws Exception {
        filmOf(1000);
        for (String range : List.of("bytes=0-1", "bytes=5000-", "bytes=5-2")) {
            HttpResponse<byte[]> head = client.send(
                    request()
                            .method("HEAD", HttpRequest.BodyPublishers.noBody())
                            .header("Range", range)
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.headers().firstValueAsLong("Content-Length")).hasValue(1000);
            assertThat(head.body()).isEmpty();
        }
        HttpRequest without = HttpRequest.newBuilder(request().build().uri())
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build();
        assertThat(client.send(without, HttpResponse.BodyHandlers.discarding()).statusCode())
                .as("without the token")
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=99999999999-", "bytes=a-b", "bytes=5-2", "bytes=-0", "bytes=0-0,2-3", "bytes=2-"})
    void videosOfThePageAreAnsweredLikeStoredVideos(String range) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + server.address().getPort() + "/movement/sit.webm"))
                .header("Range", range)
                .timeout(Duration.ofSeconds(5))
                .build();
        int length = Files.readAllBytes(Path.of("src/main/resources/formcheck/web/movement/sit.webm")).length;
        HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        boolean nothing = range.equals("bytes=99999999999-") || range.equals("bytes=-0");
        boolean part = range.equals("bytes=2-");
        assertThat(answer.statusCode()).isEqualTo(nothing ? 416 : part ? 206 : 200);
        assertThat(answer.headers().firstValue("Content-Range").orElse(""))
                .isEqualTo(nothing ? "bytes */" + length : part ? "bytes 2-" + (length - 1) + "/" + length : "");
        if (!nothing) {
            assertThat(answer.body()).hasSize(part ? length - 2 : length);
        }
        assertThat(busiest()).isEmpty();
    }

    /** A connection that has read the head of a huge video, and little more. */
    private RawConnection begun() throws IOException {
        try (RandomAccessFile sparse = new RandomAccessFile(film.toFile(), "rw")) {
            sparse.setLength(HUGE_FILM);
        }
        RawConnection connection = new RawConnection(server.address().getPort());
        connection.send("GET " + path + " HTTP/1.1\r\nHost: localhost:"
                + server.address().getPort() + "\r\nX-FormCheck-Token: " + visit.token() + "\r\nCookie: "
                + visit.cookie() + "\r\nConnection: close\r\n\r\n");
        assertThat(connection.head().toLowerCase(Locale.ROOT)).contains("http/1.1 200", "content-length: " + HUGE_FILM);
        return connection;
    }

    private void theServerIsWell() throws Exception {
        byte[] content = filmOf(10);
        assertThat(get("bytes=1-").body()).isEqualTo(Arrays.copyOfRange(content, 1, 10));
        assertThat(busiest()).isEmpty();
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void aVideoThatShrinksWhileItIsSentEndsItsResponseAndItsConnection() throws Exception {
        try (RawConnection connection = begun()) {
            try (RandomAccessFile shrunk = new RandomAccessFile(film.toFile(), "rw")) {
                shrunk.setLength(1000);
            }
            assertThat(connection.rest()).isBetween(0L, HUGE_FILM - 1L);
        }
        theServerIsWell();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aVideoThatIsDeletedWhileItIsSentDoesNoHarm() throws Exception {
        try (RawConnection connection = begun()) {
            Files.delete(film);
            assertThat(connection.rest()).isPositive();
        }
        assertThat(get().statusCode()).isEqualTo(404);
        theServerIsWell();
    }

    @Test
    void aClientThatGoesAwayIsNoError() throws Exception {
        for (int i = 0; i < 20; i++) {
            begun().close();
        }
        theServerIsWell();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aLinkInPlaceOfAVideoIsNotFollowed() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "secret");
        Files.createSymbolicLink(film, secret);
        assertThat(get().statusCode()).isEqualTo(404);
    }
}
