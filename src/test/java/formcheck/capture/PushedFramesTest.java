package formcheck.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class PushedFramesTest extends FrameSourceContract {
    private static final int WIDTH = 64;
    private static final int HEIGHT = 48;

    private static PushedFrames open() {
        return new SourceSpec.Browser("camera", WIDTH, HEIGHT).open(CaptureLimits.DEFAULT);
    }

    /** Simulates a browser that sends until the source is closed. */
    @Override
    FrameSource create() throws IOException {
        PushedFrames source = open();
        byte[] jpeg = TestImage.jpeg(WIDTH, HEIGHT);
        source.offer(jpeg, Duration.ZERO, 0);
        Thread sender = new Thread(() -> {
            try {
                for (int i = 1; i < 400; i++) {
                    Thread.sleep(5);
                    source.offer(jpeg, Duration.ofMillis(5L * i), i);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        sender.setDaemon(true);
        sender.start();
        return source;
    }

    @Test
    void theNewestImageWins() throws Exception {
        try (PushedFrames source = open()) {
            byte[] jpeg = TestImage.jpeg(WIDTH, HEIGHT);
            source.offer(jpeg, Duration.ofMillis(10), 1);
            source.offer(jpeg, Duration.ofMillis(20), 2);
            source.offer(jpeg, Duration.ofMillis(30), 3);
            Frame frame = source.next().orElseThrow();
            assertThat(frame.at()).isEqualTo(Duration.ofMillis(30));
            assertThat(source.arrival(frame.index()).orElseThrow().sequence()).isEqualTo(3);
        }
    }

    @Test
    void anImageOfTheColoursItWasTakenIn() throws Exception {
        try (PushedFrames source = open()) {
            source.offer(TestImage.jpeg(WIDTH, HEIGHT), Duration.ZERO, 1);
            byte[] rgb = source.next().orElseThrow().rgb();
            int red = 3 * (5 * WIDTH + 5);
            assertThat(rgb[red] & 0xff).isGreaterThan(230);
            assertThat(rgb[red + 1] & 0xff).isLessThan(25);
            int blue = 3 * (40 * WIDTH + 5);
            assertThat(rgb[blue + 2] & 0xff).isGreaterThan(230);
        }
    }

    @Test
    void anImageThatIsNotLaterIsLeftOut() throws Exception {
        try (PushedFrames source = open()) {
            byte[] jpeg = TestImage.jpeg(WIDTH, HEIGHT);
            source.offer(jpeg, Duration.ofMillis(50), 1);
            assertThat(source.next().orElseThrow().index()).isZero();
            Thread late = new Thread(() -> {
                try {
                    Thread.sleep(50);
                    source.offer(jpeg, Duration.ofMillis(50), 2);
                    Thread.sleep(50);
                    source.offer(jpeg, Duration.ofMillis(40), 3);
                    Thread.sleep(50);
                    source.offer(jpeg, Duration.ofMillis(90), 4);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            late.start();
            assertThat(source.next().orElseThrow().at()).isEqualTo(Duration.ofMillis(90));
            late.join();
        }
    }

    @Test
    void timeGoesOnWhereTheSendersClockFallsBack() throws Exception {
        try (PushedFrames source = open()) {
            byte[] jpeg = TestImage.jpeg(WIDTH, HEIGHT);
            source.offer(jpeg, Duration.ofSeconds(100), 1);
            assertThat(source.next().orElseThrow().at()).isEqualTo(Duration.ofSeconds(100));
            source.offer(jpeg, Duration.ofMillis(20), 2);
            assertThat(source.next().orElseThrow().at()).isEqualTo(Duration.ofMillis(100_033));
            source.offer(jpeg, Duration.ofMillis(60), 3);
            assertThat(source.next().orElseThrow().at()).isEqualTo(Duration.ofMillis(100_073));
        }
    }

    @Test
    void anImageOfAnotherShapeGetsBarsAndIsNotStretched() throws Exception {
        try (PushedFrames source = open()) {
            source.offer(TestImage.jpeg(48, 48), Duration.ZERO, 1);
            Frame frame = source.next().orElseThrow();
            assertThat(frame.width()).isEqualTo(WIDTH);
            assertThat(frame.rgb()[3 * (24 * WIDTH + 2)] & 0xff).isLessThan(10);
            assertThat(frame.rgb()[3 * (8 * WIDTH + 12)] & 0xff).isGreaterThan(200);
        }
    }

    @Test
    void whatIsNoImageIsLeftOutAndDoesNoHarm() throws Exception {
        byte[] good = TestImage.jpeg(WIDTH, HEIGHT);
        Random random = new Random(5);
        try (JpegDecoder decoder = new JpegDecoder(WIDTH, HEIGHT, CaptureLimits.DEFAULT)) {
            assertThat(decoder.rgb(new byte[0])).isEmpty();
            assertThat(decoder.rgb("GIF89a".getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                    .isEmpty();
            assertThat(decoder.rgb(TestImage.encoded(WIDTH, HEIGHT, "png"))).isEmpty();
            assertThat(decoder.rgb(Arrays.copyOf(good, 20))).isEmpty();
            assertThat(decoder.rgb(Arrays.copyOf(good, good.length - 40)))
                    .as("breaks off")
                    .isEmpty();
            for (int i = 0; i < 300; i++) {
                byte[] bad = Arrays.copyOf(good, 1 + random.nextInt(good.length));
                for (int k = 0; k < 1 + i % 9; k++) {
                    bad[random.nextInt(bad.length)] = (byte) random.nextInt();
                }
                if (i % 2 == 0 && bad.length > 2) { // as if it were whole
                    bad[bad.length - 2] = (byte) 0xff;
                    bad[bad.length - 1] = (byte) 0xd9;
                }
                decoder.rgb(bad).ifPresent(rgb -> assertThat(rgb).hasSize(3 * WIDTH * HEIGHT));
            }
            assertThat(decoder.rgb(good)).isPresent();
        }
    }

    @Test
    void anImageThatClaimsToBeHugeIsRefused() throws Exception {
        byte[] jpeg = TestImage.jpeg(WIDTH, HEIGHT);
        for (int i = 0; i < jpeg.length - 9; i++) {
            if ((jpeg[i] & 0xff) == 0xff && (jpeg[i + 1] & 0xff) == 0xc0) {
                Arrays.fill(jpeg, i + 5, i + 9, (byte) 0xff); // 65535 x 65535
                break;
            }
        }
        try (JpegDecoder decoder = new JpegDecoder(WIDTH, HEIGHT, CaptureLimits.DEFAULT)) {
            assertThat(decoder.rgb(jpeg)).isEmpty();
            assertThat(decoder.rgb(TestImage.jpeg(WIDTH, HEIGHT))).isPresent();
        }
    }

    @Test
    void aCameraHasASensibleSize() {
        assertThatThrownBy(() -> new SourceSpec.Browser("camera", 0, 480)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SourceSpec.Browser("camera", 640, 100_000))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
