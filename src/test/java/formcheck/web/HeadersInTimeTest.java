package formcheck.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HeadersInTimeTest {
    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final String REQUEST = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private final Server server = new Server();
    private Socket socket;

    @BeforeEach
    void start() throws Exception {
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        HeadersInTime inTime = new HeadersInTime(LIMIT);
        inTime.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                Content.Source.asString(request);
                response.write(true, StandardCharsets.UTF_8.encode("here"), callback);
                return true;
            }
        });
        server.setHandler(inTime);
        server.start();
        socket = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort());
        socket.setSoTimeout(5000);
    }

    @AfterEach
    void stop() throws Exception {
        socket.close();
        server.stop();
    }

    private void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void answered() throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder answer = new StringBuilder();
        while (!answer.toString().endsWith("here")) {
            int c = in.read();
            assertThat(c).as(answer.toString()).isNotNegative();
            answer.append((char) c);
        }
        assertThat(answer).startsWith("HTTP/1.1 200");
    }

    /** Sends a letter every tenth of a second until the connection is closed; seconds. */
    private double secondsOfDripping() throws Exception {
        long began = System.nanoTime();
        try {
            for (int i = 0; i < 200; i++) {
                send(i == 0 ? "GET / HTTP/1.1\r\nx: " : "y");
                Thread.sleep(100);
            }
        } catch (SocketException e) {
            return (System.nanoTime() - began) * 1e-9;
        }
        throw new AssertionError("dripping goes on");
    }

    @Test
    void aHeadThatComesLetterByLetterIsNotWaitedFor() throws Exception {
        assertThat(secondsOfDripping()).isBetween(0.9, 5.0);
    }

    @Test
    void norAfterARequestThatWasWhole() throws Exception {
        send(REQUEST);
        answered();
        assertThat(secondsOfDripping()).isBetween(0.9, 5.0);
    }

    @Test
    void aConnectionThatIsKeptForTheNextRequestStays() throws Exception {
        for (int i = 0; i < 3; i++) {
            send(REQUEST);
            answered();
            Thread.sleep(2 * LIMIT.toMillis());
        }
    }

    @Test
    void aBodyThatTakesLongerIsNoHead() throws Exception {
        send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 30\r\n\r\n");
        for (int i = 0; i < 30; i++) {
            send("y");
            Thread.sleep(100);
        }
        answered();
    }
}
