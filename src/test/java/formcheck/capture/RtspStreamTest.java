package formcheck.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
@SuppressWarnings("NullAway.Init")
class RtspStreamTest extends FrameSourceContract {

    private static final CaptureLimits IMPATIENT =
            new CaptureLimits(Duration.ofMillis(700), Duration.ofMillis(400), 1_000_000);

    private RtspServer server;

    @BeforeEach
    void startServer(@TempDir Path folder) throws Exception {
        Path file = new TestVideo(64, 48)
                .codec("mpeg2video", "yuv420p")
                .frames(200, 25)
                .write(folder.resolve("a.ts"));
        server = new RtspServer(Files.readAllBytes(file));
    }

    @AfterEach
    void stopServer() throws IOException {
        server.close();
    }

    @Override
    FrameSource create() throws CaptureException {
        return new SourceSpec.Stream(server.address()).open(CaptureLimits.DEFAULT);
    }

    @Test
    void anRtspStreamIsLiveAndKeepsItsOwnTimeStamps() throws Exception {
        try (FrameSource source = create()) {
            Frame first = source.next().orElseThrow();
            Frame second = source.next().orElseThrow();

            assertThat(source.info().live()).isTrue();
            assertThat(Colours.ofQuarters(first)).isEqualTo("RGBW");
            assertThat(second.at()).isEqualTo(Duration.ofMillis(40));
        }
    }

    @Test
    void aServerThatAcceptsAndSaysNothingIsGivenUp() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            URI address = URI.create("rtsp://127.0.0.1:" + silent.getLocalPort() + "/live");
            long start = System.nanoTime();

            assertThatThrownBy(() -> new SourceSpec.Stream(address).open(IMPATIENT))
                    .isInstanceOf(CaptureException.class)
                    .hasMessageStartingWith("No answer from " + address + " within 0.7 s.");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
        }
    }

    @Test
    void aStreamThatFallsSilentIsSaidWithinItsTimeOut(@TempDir Path folder) throws Exception {
        Path file = new TestVideo(64, 48)
                .codec("mpeg2video", "yuv420p")
                .frames(30, 25)
                .write(folder.resolve("b.ts"));
        try (RtspServer silentSoon = new RtspServer(Files.readAllBytes(file));
                FrameSource source = new SourceSpec.Stream(silentSoon.address()).open(IMPATIENT)) {
            assertThatThrownBy(() -> all(source))
                    .isInstanceOf(CaptureException.class)
                    .hasMessageStartingWith("No frame came from " + silentSoon.address() + " for 0.4 s.");
        }
    }
}
