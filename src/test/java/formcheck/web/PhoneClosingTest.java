package formcheck.web;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.live.PhoneCamera;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When the server for the phone closes by itself, by a clock of the test. */
@Timeout(60)
class PhoneClosingTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1000); // runs over, as System.nanoTime() may
    private final PhoneAccess access = new PhoneAccess(new Secrets(new SecureRandom()), Optional.empty(), now::get);
    private PhoneServer server;

    @BeforeEach
    void make() throws Exception {
        server = new PhoneServer(
                Optional.of(InetAddress.getByName("127.0.0.2")), Optional.empty(), access, new PhoneCamera(), now::get);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private URI open() throws IOException {
        return URI.create(server.open().links().get(0).address());
    }

    private boolean listensAfter(Duration passed, URI link) {
        now.addAndGet(passed.toNanos());
        server.check();
        try (Socket socket = new Socket(link.getHost(), link.getPort())) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void closesWithTheCodeIfNoPhoneWasEverPairedWhateverAStrangerDoes() throws Exception {
        URI link = open();
        assertThat(listensAfter(PhoneAccess.CODE_LIFE.minusNanos(1), link)).isTrue();
        PhoneVisit stranger = new PhoneVisit(link);
        assertThat(stranger.get("/").statusCode()).isEqualTo(200);
        assertThat(stranger.pair("wrong").statusCode()).isEqualTo(403);
        assertThat(stranger.frame("wrong", "page", new byte[20]).statusCode()).isEqualTo(403);
        assertThat(listensAfter(Duration.ofNanos(1), link)).isFalse();
    }

    @Test
    void closesTenMinutesAfterThePhoneWasThere() throws Exception {
        URI link = open();
        PhoneVisit phone = new PhoneVisit(link);
        PhoneVisit.PhoneLink connected = phone.connect(phone.secret(link.getFragment()));
        for (int i = 0; i < 5; i++) {
            assertThat(listensAfter(PhoneServer.AWAY.multipliedBy(3), link))
                    .as("while it is there")
                    .isTrue();
        }
        connected.close();
        awaitNoPhone();
        // A stranger does not count as the phone.
        assertThat(phone.frame("wrong", "page", new byte[20]).statusCode()).isEqualTo(403);
        assertThat(listensAfter(PhoneServer.AWAY.minusNanos(1), link)).isTrue();
        assertThat(listensAfter(Duration.ofNanos(1), link)).isFalse();
        assertThat(server.known()).as("it stays known").isPresent();
    }

    @Test
    void closesTenMinutesAfterItWasOpenedForAKnownPhoneThatDoesNotCome() throws Exception {
        URI first = open();
        new PhoneVisit(first).secret(first.getFragment());
        server.stop();
        URI link = open();
        assertThat(listensAfter(PhoneServer.AWAY.minusNanos(1), link)).isTrue();
        assertThat(listensAfter(Duration.ofNanos(1), link)).isFalse();
    }

    @Test
    void askingForACodeAgainBeginsTheTimeAnew() throws Exception {
        URI link = open();
        new PhoneVisit(link).secret(link.getFragment());
        assertThat(listensAfter(PhoneServer.AWAY.minusNanos(1), link)).isTrue();
        open();
        assertThat(listensAfter(PhoneServer.AWAY.minusNanos(1), link)).isTrue();
        assertThat(listensAfter(Duration.ofNanos(1), link)).isFalse();
    }

    @Test
    void aPhoneThatWasForgottenElsewhereIsOutEvenWhileACodeIsValid() throws Exception {
        URI link = open();
        PhoneVisit phone = new PhoneVisit(link);
        PhoneVisit.PhoneLink connected = phone.connect(phone.secret(link.getFragment()));
        open();
        access.forget(); // as another process does, which knows nothing of this connection
        open();
        server.check();
        assertThat(connected.closed.get(10, TimeUnit.SECONDS)).isEqualTo(1008);
    }

    /** The server hears of an ended connection in its own time. */
    private void awaitNoPhone() throws InterruptedException {
        Thread.sleep(500);
        server.check();
    }
}
