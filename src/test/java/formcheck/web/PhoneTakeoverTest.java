package formcheck.web;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.live.PhoneCamera;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is the phone when several requests come at once, or one comes late. */
@Timeout(60)
class PhoneTakeoverTest {
    private static final BrowserName NAME = new BrowserName("Chrome", "Linux");
    private static final String ASK = "{\"type\":\"ask\"}";
    private static final int THREADS = 8;

    private final PhoneAccess access =
            new PhoneAccess(new Secrets(new SecureRandom()), Optional.empty(), System::nanoTime);
    private final PhoneCamera camera = new PhoneCamera();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private PhoneServer server;

    @BeforeEach
    void make() throws Exception {
        server = new PhoneServer(
                Optional.of(InetAddress.getByName("127.0.0.2")), Optional.empty(), access, camera, System::nanoTime);
    }

    @AfterEach
    void close() {
        server.close();
        threads.shutdownNow();
    }

    /** Runs a task in all threads at the same time. */
    private <T> List<T> atOnce(Callable<T> task) throws Exception {
        CyclicBarrier together = new CyclicBarrier(THREADS);
        List<Future<T>> running = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            running.add(threads.submit(() -> {
                together.await();
                return task.call();
            }));
        }
        List<T> results = new ArrayList<>();
        for (Future<T> one : running) {
            results.add(one.get(20, TimeUnit.SECONDS));
        }
        return results;
    }

    private String pair() {
        return access.pair(access.newCode(), NAME, 1).orElseThrow();
    }

    private static ByteBuffer nothing() {
        return ByteBuffer.allocate(0);
    }

    @Test
    void aCodeThatIsSentManyTimesAtOncePairsOnePhone() throws Exception {
        for (int round = 0; round < 200; round++) {
            String code = access.newCode();
            List<String> secrets = atOnce(() -> access.pair(code, NAME, 1)).stream()
                    .flatMap(Optional::stream)
                    .toList();
            assertThat(secrets).hasSize(1);
            assertThat(access.knows(secrets.get(0))).isTrue();
        }
    }

    @Test
    void guessesAtOnceAreCountedAsOneAfterTheOther() throws Exception {
        String code = access.newCode();
        atOnce(() -> access.pair("wrong", NAME, 1));
        assertThat(access.codeIsValid()).isEqualTo(THREADS < PhoneAccess.MOST_GUESSES);
        atOnce(() -> access.pair("wrong", NAME, 1));
        assertThat(access.codeIsValid()).isFalse();
        assertThat(access.pair(code, NAME, 1)).isEmpty();
    }

    @Test
    void whateverItsPagesAreCalledAPhoneSendsNoMoreThanItMay() {
        String secret = pair();
        PhoneSocket socket = new PhoneSocket(access, camera);
        long began = System.nanoTime();
        int taken = 0;
        for (int i = 0; i < 10 * PhoneSocket.MOST_A_SECOND; i++) {
            taken += socket.request(secret, "page" + i, ASK, nothing()).isPresent() ? 1 : 0;
        }
        long seconds = 1 + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
        assertThat(taken).isPositive().isLessThanOrEqualTo((int) (seconds + 1) * PhoneSocket.MOST_A_SECOND);
    }

    @Test
    void aSecretOfBeforeBeginsNothingAndClosesNoCamera() {
        String before = pair();
        String secret = pair();
        PhoneSocket socket = new PhoneSocket(access, camera);
        String opened = "{\"type\":\"camera\",\"name\":\"rear\",\"width\":640,\"height\":480,\"now\":1}";
        assertThat(socket.request(secret, "page", opened, nothing())).isPresent();
        for (String page : List.of("page", "other", "")) {
            assertThat(socket.request(before, page, opened, nothing())).isEmpty();
            assertThat(socket.request(null, page, ASK, nothing())).isEmpty();
        }
        assertThat(socket.request(secret, "page", ASK, nothing()))
                .as("it stays")
                .isPresent();
    }

    /** Its secret was the right one when its request began. */
    @Test
    void aRequestThatEndsAfterAnotherPhoneWasPairedDoesNotTakeItsPlace() throws Exception {
        URI link = URI.create(server.open().links().get(0).address());
        PhoneVisit first = new PhoneVisit(link);
        String secret = first.secret(link.getFragment());
        String host = link.getHost() + ":" + link.getPort();
        byte[] body = new byte[200_000];
        try (Socket slow = first.connection()) {
            slow.getOutputStream()
                    .write(("POST /frame HTTP/1.1\r\nHost: " + host + "\r\nOrigin: https://" + host
                                    + "\r\nX-FormCheck-Phone: " + secret
                                    + "\r\nX-FormCheck-Page: old\r\nContent-Length: "
                                    + body.length + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            slow.getOutputStream().write(body, 0, body.length / 2);
            Thread.sleep(500);
            URI next = URI.create(server.open().links().get(0).address());
            PhoneVisit second = new PhoneVisit(next);
            PhoneVisit.PhoneLink connected = second.connect(second.secret(next.getFragment()));
            Thread.sleep(200);
            slow.getOutputStream().write(body, body.length / 2, body.length / 2);
            String answer = new String(slow.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(answer).startsWith("HTTP/1.1 4");
            Thread.sleep(300);
            assertThat(connected.closed).isNotDone();
        }
    }
}
