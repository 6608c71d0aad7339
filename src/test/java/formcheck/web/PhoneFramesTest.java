package formcheck.web;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.exercise.ExerciseFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A paired phone that sends frames without end that are no messages. */
@Timeout(60)
class PhoneFramesTest {
    private static final int PING = 0x89;
    private static final int PART = 0x00;
    private static final int BEGIN_OF_BINARY = 0x02;

    private static byte[] frame(int kind, int length) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(kind);
        bytes.write(0x80 | length); // masked with zeros
        bytes.writeBytes(new byte[4 + length]);
        return bytes.toByteArray();
    }

    private static Socket upgraded(PhoneVisit phone, URI link, String secret) throws IOException {
        Socket socket = phone.connection();
        String host = link.getHost() + ":" + link.getPort();
        socket.getOutputStream()
                .write(("GET /camera HTTP/1.1\r\nHost: " + host + "\r\nOrigin: https://" + host
                                + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13"
                                + "\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Protocol: formcheck-phone, "
                                + secret + "\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1));
        byte[] status = socket.getInputStream().readNBytes(12);
        assertThat(new String(status, StandardCharsets.ISO_8859_1)).isEqualTo("HTTP/1.1 101");
        return socket;
    }

    @ParameterizedTest
    @CsvSource({PING + ",0", PART + ",0", PART + ",1"})
    void endWithItsConnectionAndTheMachinesOwnPageAnswersMeanwhile(int kind, int length) throws Exception {
        try (WebServer server = WebServer.start(
                ServerSettings.of(ExerciseFile.builtIn(), List.of())
                        .on(0, 1)
                        .phoneAt(InetAddress.getByName("127.0.0.2")),
                progress -> new StillEstimator())) {
            Visit visit = Visit.by(server.address());
            URI link = PhoneServerTest.link(visit);
            PhoneVisit phone = new PhoneVisit(link);
            String secret = phone.secret(link.getFragment());
            try (Socket socket = upgraded(phone, link, secret)) {
                socket.getOutputStream().write(frame(BEGIN_OF_BINARY, 1));
                ByteArrayOutputStream many = new ByteArrayOutputStream();
                for (int i = 0; i < 500; i++) {
                    many.writeBytes(frame(kind, length));
                }
                assertThat(endsWithin(Duration.ofSeconds(15), socket, many.toByteArray(), visit))
                        .isTrue();
            }
            assertThat(phone.upgrade(secret, phone.origin)).isEqualTo(101);
        }
    }

    private static boolean endsWithin(Duration longest, Socket socket, byte[] frames, Visit visit) throws Exception {
        long began = System.nanoTime();
        while (System.nanoTime() - began < longest.toNanos()) {
            try {
                for (int i = 0; i < 20; i++) {
                    socket.getOutputStream().write(frames);
                }
            } catch (IOException e) {
                return true;
            }
            long asked = System.nanoTime();
            assertThat(visit.get("/api/choices").statusCode()).isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(2));
        }
        return false;
    }
}
