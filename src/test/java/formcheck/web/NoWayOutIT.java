package formcheck.web;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.cli.Main;
import formcheck.pose.ClosedNetwork;
import formcheck.testkit.ForkedJvm;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The coach opens no outgoing connection, from its start to judged frames. */
@Timeout(120)
@Tag("live")
class NoWayOutIT {
    @TempDir
    Path folder = Path.of("");

    @Test
    void theCoachServesAndCallsNobody() throws Exception {
        Path log = folder.resolve("log");
        Process process = ForkedJvm.start(
                folder,
                log,
                List.of(ServerOnly.OPTIONS),
                Coach.class,
                "coach",
                "--verbose",
                "--no-browser",
                "--port",
                "0",
                "--data",
                folder.resolve("data").toString());
        List<String> secrets = new ArrayList<>();
        String word = "";
        try {
            URI link = ForkedJvm.awaitLink(process, log);
            Visit visit = Visit.by(link);
            word = link.getPath();
            secrets.addAll(List.of(visit.token(), visit.cookie()));
            HttpClient client = HttpClient.newHttpClient();
            URI page = URI.create("http://localhost:" + link.getPort() + "/");
            assertThat(client.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString())
                            .body())
                    .contains("FormCheck");
            CountDownLatch judged = new CountDownLatch(1);
            WebSocket socket = client.newWebSocketBuilder()
                    .header("Origin", "http://localhost:" + link.getPort())
                    .header("Cookie", visit.cookie())
                    .subprotocols("formcheck", visit.token())
                    .buildAsync(URI.create("ws://localhost:" + link.getPort() + "/live"), new Judged(judged))
                    .get();
            socket.sendText("""
                            {"type":"open","source":{"kind":"sample","name":"sit-down"},"raises":false,
                             "person":{"name":"Ada","pictures":"video","days":1}}""", true).join();
            assertThat(judged.await(60, TimeUnit.SECONDS))
                    .as(ForkedJvm.read(log))
                    .isTrue();
            keeps();
        } finally {
            process.destroy();
            ForkedJvm.end(process, 30);
        }
        assertThat(ForkedJvm.read(log)).doesNotContain(ClosedNetwork.ASKED);
        // In the link that is printed, and in no line of the log.
        assertThat(ForkedJvm.read(log)).containsOnlyOnce(word).doesNotContain(secrets);
    }

    /** Until the first images of the set's video are on the disk. */
    private void keeps() throws Exception {
        Path sessions = folder.resolve("data/sessions");
        boolean filmed = false;
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!filmed && System.nanoTime() < deadline) {
            Thread.sleep(500);
            if (Files.isDirectory(sessions)) {
                try (Stream<Path> files = Files.walk(sessions)) {
                    filmed = files.anyMatch(file -> file.toString().endsWith(".webm"));
                }
            }
        }
        assertThat(filmed).as("a session with its video").isTrue();
    }

    @Test
    void thisTestWouldDetectACall() throws Exception {
        Path log = folder.resolve("log");
        Process process = ForkedJvm.start(folder, log, List.of(ServerOnly.OPTIONS), Caller.class);
        ForkedJvm.end(process, 30);
        assertThat(ForkedJvm.read(log)).contains(ClosedNetwork.ASKED);
    }

    /** Waits for an image that was judged. */
    private record Judged(CountDownLatch latch) implements WebSocket.Listener {
        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            if (data.toString().contains("\"type\":\"frame\"")) {
                latch.countDown();
            }
            socket.request(1);
            return null;
        }
    }

    /** FormCheck with no way out. */
    static final class Coach {
        public static void main(String[] arguments) throws Exception {
            ClosedNetwork.close();
            Main.main(arguments);
        }
    }

    /** Tries to call. */
    static final class Caller {
        public static void main(String[] arguments) throws Exception {
            SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 9))
                    .close();
        }
    }
}
