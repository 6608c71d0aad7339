package formcheck.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
@SuppressWarnings("NullAway.Init")
class HttpStreamTest extends FrameSourceContract {

    private static final CaptureLimits IMPATIENT =
            new CaptureLimits(Duration.ofMillis(800), Duration.ofMillis(400), 1_000_000);

    private MjpegServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = new MjpegServer();
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Override
    FrameSource create() throws CaptureException {
        return new SourceSpec.Stream(server.address("/live")).open(CaptureLimits.DEFAULT);
    }

    @Test
    void aStreamIsLiveAndNamesItsAddress() throws Exception {
        try (FrameSource source = create()) {
            assertThat(source.info().live()).isTrue();
            assertThat(source.info().duration()).isEmpty();
            assertThat(source.info().name()).isEqualTo(server.address("/live").toString());
            assertThat(Colours.ofQuarters(source.next().orElseThrow())).isEqualTo("RGBW");
        }
    }

    @Test
    void imagesWithoutTimeStampsAreTimedByTheirArrival() throws Exception {
        long asked = System.nanoTime();
        try (FrameSource source = create()) {
            long opened = System.nanoTime();
            Frame frame = source.next().orElseThrow();
            for (int i = 0; i < 20; i++) {
                frame = source.next().orElseThrow();
            }
            long now = System.nanoTime();

            // The server waits 20 ms between images. At the 25 frames/s that FFmpeg makes up it would be 800 ms.
            assertThat(frame.at())
                    .isBetween(Duration.ofNanos(now - opened).minusMillis(100), Duration.ofNanos(now - asked));
        }
    }

    @Test
    void aStreamThatIsEndedByItsServerEnds() throws Exception {
        try (FrameSource source = new SourceSpec.Stream(server.address("/five")).open(CaptureLimits.DEFAULT)) {
            assertThat(all(source)).hasSizeBetween(4, 5);
        }
    }

    @Test
    void aVideoFileOfAWebServerIsNotLive(@TempDir Path folder) throws Exception {
        Path file = new TestVideo(64, 48).write(folder.resolve("a.mkv"));
        server.serve("/a.mkv", Files.readAllBytes(file));
        try (FrameSource source = new SourceSpec.Stream(server.address("/a.mkv")).open(CaptureLimits.DEFAULT)) {
            assertThat(source.info().live()).isFalse();
            assertThat(source.info().duration()).isPresent();
            assertThat(all(source)).hasSize(30);
            assertThat(source.damage()).isEmpty();
        }
    }

    @Test
    void aStreamThatFallsSilentIsSaidWithinItsTimeOut() throws Exception {
        try (FrameSource source = new SourceSpec.Stream(server.address("/falls-silent")).open(IMPATIENT)) {
            assertThatThrownBy(() -> all(source))
                    .isInstanceOf(CaptureException.class)
                    .hasMessage("No frame came from " + server.address("/falls-silent")
                            + " for 0.4 s. Check that it is on and connected.");
            assertThat(source.next()).isEmpty();
        }
    }

    @Test
    void aServerThatNeverAnswersIsGivenUp() {
        long start = System.nanoTime();

        assertThatThrownBy(() -> new SourceSpec.Stream(server.address("/never")).open(IMPATIENT))
                .isInstanceOf(CaptureException.class)
                .hasMessage("No answer from " + server.address("/never")
                        + " within 0.8 s. Check the address, and that the camera is on.");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void aSourceThatWaitsToOpenDoesNotHoldUpOthers() throws Exception {
        CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> {
            try (FrameSource source = new SourceSpec.Stream(server.address("/never"))
                    .open(new CaptureLimits(Duration.ofSeconds(2), Duration.ofSeconds(2), 1_000_000))) {
                return source.info().live();
            } catch (CaptureException e) {
                return false;
            }
        });
        try (FrameSource source = create()) {
            assertThat(source.next()).isPresent();
        }

        assertThat(waiting).isNotDone();
        assertThat(waiting.get(10, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void closingEndsAWaitForASilentServer() throws Exception {
        FrameSource source = new SourceSpec.Stream(server.address("/falls-silent")).open(CaptureLimits.DEFAULT);
        CompletableFuture<Integer> reading = CompletableFuture.supplyAsync(() -> {
            try {
                return all(source).size();
            } catch (CaptureException e) {
                return -1;
            }
        });
        Thread.sleep(400);
        assertThat(reading).isNotDone();
        long start = System.nanoTime();
        source.close();

        assertThat(reading.get(2, TimeUnit.SECONDS)).isBetween(4, 5);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void aPasswordOpensAndIsShownNowhere() throws Exception {
        URI address = server.address("me:" + MjpegServer.PASSWORD.replace("/", "%2F"), "/secret?token=abc&camera=1");
        SourceSpec spec = SourceSpec.parse(address.toString());
        try (FrameSource source = spec.open(CaptureLimits.DEFAULT)) {
            assertThat(source.next()).isPresent();
            assertThat(source.info().name())
                    .isEqualTo(server.address("/secret?token=***&camera=1").toString());
            assertThat(spec.toString())
                    .doesNotContain("word")
                    .doesNotContain("me:")
                    .doesNotContain("abc");
        }
    }

    @Test
    void aWrongPasswordIsSaidWithoutRepeatingIt() {
        URI address = server.address("me:wrong", "/secret");

        assertThatThrownBy(() -> new SourceSpec.Stream(address).open(CaptureLimits.DEFAULT))
                .isInstanceOf(CaptureException.class)
                .hasMessageContaining("user name and password")
                .hasMessageNotContaining("wrong@")
                .hasStackTraceContaining("127.0.0.1")
                .satisfies(e -> assertThat(stackTrace(e)).doesNotContain("me:wrong"));
    }

    @Test
    void anAddressThatLeadsToNoVideoIsSaidInOneLine() {
        assertThat(complaint(server.address("/nothing"))).contains("there is nothing at this address");
        assertThat(complaint(server.address("/text"))).contains("the data is not a video");
        assertThat(complaint(URI.create("http://127.0.0.1:1/live"))).contains("connection refused");
        assertThat(complaint(URI.create("ftp://127.0.0.1/live"))).contains("not an address that can be opened");
    }

    private static String complaint(URI address) {
        try (FrameSource source = new SourceSpec.Stream(address).open(IMPATIENT)) {
            return "opened: " + source.info();
        } catch (CaptureException e) {
            return Optional.ofNullable(e.getMessage()).orElse("");
        }
    }

    private static String stackTrace(Throwable e) {
        java.io.StringWriter text = new java.io.StringWriter();
        e.printStackTrace(new java.io.PrintWriter(text));
        return text.toString();
    }
}
