package formcheck.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import formcheck.testkit.ScanBomb;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Images of a few bytes that would take hours to decode, through every kind of source. */
@Timeout(60)
class ImageBombTest {
    private static final byte[] BOMB = ScanBomb.jpeg();

    /** Long for an image that is refused, short for one that is decoded. */
    private static final Duration SOON = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    private long began;

    @BeforeEach
    void begin() {
        began = System.nanoTime();
    }

    @AfterEach
    void itTookNoTime() {
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SOON);
    }

    private static JpegWork work(byte[] jpeg) {
        return JpegWork.of(ByteBuffer.wrap(jpeg));
    }

    /** Its frame, its marker and another one in one segment each. */
    private static byte[] withSegments(byte[] jpeg, int marker, int times, byte... content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(jpeg, 0, 2);
        for (int i = 0; i < times; i++) {
            out.write(0xff);
            out.write(marker);
            out.write((content.length + 2) >> 8);
            out.write((content.length + 2) & 255);
            out.writeBytes(content);
        }
        out.write(jpeg, 2, jpeg.length - 2);
        return out.toByteArray();
    }

    private static byte[] progressive(int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(1);
        for (int i = 0; i < width * height; i++) {
            image.setRGB(i % width, i / width, random.nextInt());
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam settings = writer.getDefaultWriteParam();
        settings.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, null), settings);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    // ---------------------------------------------------------------- counting

    @Test
    void scansHeadersAndMarkersAreCounted() throws Exception {
        assertThat(BOMB.length).isLessThan(3_000_000);
        assertThat(work(BOMB).scans()).isEqualTo(ScanBomb.SCANS + 1);
        assertThat(work(ScanBomb.jpeg(640, 480, 7))).isEqualTo(new JpegWork(8, 1, 14, 640 * 480));
        assertThat(work(TestImage.jpeg(64, 48)).scans()).isEqualTo(1);
        assertThat(work(progressive(64, 48)).scans()).isBetween(5, 20);
        assertThat(work(withSegments(
                        TestImage.jpeg(64, 48),
                        0xc2,
                        3,
                        (byte) 8,
                        (byte) 32,
                        (byte) 0,
                        (byte) 32,
                        (byte) 0,
                        (byte) 1,
                        (byte) 1,
                        (byte) 17,
                        (byte) 0)))
                .extracting(JpegWork::frames, JpegWork::pixels)
                .containsExactly(4, 8192L * 8192);
        assertThat(work(withSegments(TestImage.jpeg(64, 48), 0xfe, 100_000)).markers())
                .isBetween(100_000, 100_100);
    }

    @Test
    void whatAnImageCarriesWithItIsNotCountedAsItsOwn() throws Exception {
        byte[] preview = ScanBomb.jpeg(160, 120, 400); // in a segment that decoders skip
        assertThat(work(withSegments(progressive(64, 48), 0xe1, 1, preview)).within(JpegWork.OF_LIVE_IMAGES))
                .isTrue();
    }

    @Test
    void aSegmentThatClaimsToBeLongerThanTheFileHidesNoScans() {
        byte[] hidden = ScanBomb.jpeg(640, 480, 200);
        byte[] claims = ByteBuffer.allocate(hidden.length + 4)
                .put(hidden, 0, 2)
                .putShort((short) 0xffe1)
                .putShort((short) 0xffff)
                .put(hidden, 2, hidden.length - 2)
                .array();
        assertThat(work(claims).scans()).isEqualTo(201);
    }

    @Test
    void anyBytesAreCountedWithoutAnEnd() {
        Random random = new Random(21);
        for (int i = 0; i < 2000; i++) {
            byte[] any = new byte[random.nextInt(400)];
            for (int k = 0; k < any.length; k++) {
                any[k] = (byte) (random.nextInt(3) == 0 ? 0xff : 0xc0 + random.nextInt(64) * random.nextInt(2));
            }
            JpegWork work = work(any);
            assertThat(work.scans() + work.frames()).isLessThanOrEqualTo(work.markers());
        }
    }

    /** The largest accepted work is decoded in a time that nobody notices. */
    @Test
    void theMostThatIsLetThroughLiveIsDecodedAtOnce() {
        try (JpegDecoder decoder = new JpegDecoder(64, 48, CaptureLimits.DEFAULT)) {
            byte[] most = ScanBomb.jpeg(1000, 1000, 97);
            assertThat(work(most).within(JpegWork.OF_LIVE_IMAGES)).isTrue();
            long from = System.nanoTime();
            assertThat(decoder.rgb(most)).isPresent();
            assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(2));
        }
    }

    // ---------------------------------------------------------------- sources

    @Test
    void aBrowsersBombIsLeftOutAndTheNextImageComes() throws Exception {
        byte[] frames = withSegments(
                TestImage.jpeg(64, 48),
                0xc2,
                2000,
                (byte) 8,
                (byte) 32,
                (byte) 0,
                (byte) 32,
                (byte) 0,
                (byte) 1,
                (byte) 1,
                (byte) 17,
                (byte) 0);
        try (PushedFrames source = new SourceSpec.Browser("camera", 64, 48).open(CaptureLimits.DEFAULT)) {
            Thread sender = new Thread(() -> {
                byte[][] bombs = {BOMB, frames, ScanBomb.jpeg(1920, 1080, 99), ScanBomb.jpeg(8, 8, 100)};
                for (int i = 0; i < bombs.length; i++) {
                    source.offer(bombs[i], Duration.ofMillis(10L * i), i);
                    pause();
                }
                try {
                    source.offer(TestImage.jpeg(64, 48), Duration.ofMillis(500), 99);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            sender.start();
            Frame frame = source.next().orElseThrow();
            assertThat(source.arrival(frame.index()).orElseThrow().sequence()).isEqualTo(99);
            sender.join();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void inAFolderOfImagesItIsLeftOutAndSaid() throws Exception {
        Files.write(folder.resolve("1.jpg"), TestImage.jpeg(64, 48));
        Files.write(folder.resolve("2.jpg"), BOMB);
        Files.write(folder.resolve("3.png"), BOMB); // whatever it is called
        Files.write(folder.resolve("4.png"), png("zTXt", packedText(new byte[100_000_000])));
        Files.write(folder.resolve("5.jpg"), TestImage.jpeg(64, 48));
        try (FrameSource source = new SourceSpec.Images(folder, 30).open(CaptureLimits.DEFAULT)) {
            assertThat(source.next().orElseThrow().at()).isEqualTo(Duration.ZERO);
            assertThat(source.next().orElseThrow().at().toMillis()).isEqualTo(133);
            assertThat(source.next()).isEmpty();
            assertThat(source.damage().orElseThrow()).contains("2.jpg");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.jpg", "a.mjpeg", "a.mp4", "a.bin"})
    void asAVideoItIsOneLine(String name) throws Exception {
        Path file = Files.write(folder.resolve(name), BOMB);
        assertThatThrownBy(() -> new SourceSpec.VideoFile(file).open(CaptureLimits.DEFAULT))
                .isInstanceOf(CaptureException.class)
                .hasMessage(
                        name + " holds an image that is not decoded, because it asks for too much work: 27889 scans of"
                                + " 67108864 pixels, 27895 markers. No camera writes such images.");
    }

    @Test
    void amongTheImagesOfAVideoItIsLeftOut() throws Exception {
        ByteArrayOutputStream video = new ByteArrayOutputStream();
        for (int i = 0; i < 12; i++) {
            video.writeBytes(i == 5 || i == 6 ? BOMB : TestImage.jpeg(64, 48));
        }
        Path file = Files.write(folder.resolve("a.mjpeg"), video.toByteArray());
        try (FrameSource source = new SourceSpec.VideoFile(file).open(CaptureLimits.DEFAULT)) {
            int frames = 0;
            while (source.next().isPresent()) {
                frames++;
            }
            assertThat(frames).isEqualTo(10);
            assertThat(source.damage()).isPresent();
        }
    }

    @Test
    void aCameraThatSendsItIsWatchedOn() throws Exception {
        ByteArrayOutputStream parts = new ByteArrayOutputStream();
        for (int i = 0; i < 12; i++) {
            byte[] image = i == 5 || i == 6 ? BOMB : TestImage.jpeg(64, 48);
            parts.writeBytes(("--x\r\nContent-Type: image/jpeg\r\nContent-Length: " + image.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            parts.writeBytes(image);
            parts.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        try (WebServers camera = WebServers.on("127.0.0.1")) {
            camera.serve("/live", "multipart/x-mixed-replace; boundary=x", parts.toByteArray());
            try (FrameSource source = new SourceSpec.Stream(camera.address("/live")).open(CaptureLimits.DEFAULT)) {
                int frames = 0;
                while (source.next().isPresent()) {
                    frames++;
                }
                assertThat(frames).isBetween(9, 10);
            }
        }
    }

    /** FFmpeg decodes a first image to find its format before any packet is returned. */
    @Test
    void aBombInTheFirstPlaceIsNotDecodedToFindOutWhatComes() throws Exception {
        ByteArrayOutputStream video = new ByteArrayOutputStream();
        video.writeBytes(BOMB);
        for (int i = 0; i < 6; i++) {
            video.writeBytes(TestImage.jpeg(64, 48));
        }
        Path file = Files.write(folder.resolve("a.mjpeg"), video.toByteArray());
        try (FrameSource source = new SourceSpec.VideoFile(file).open(CaptureLimits.DEFAULT)) {
            assertThat(source.info().width()).isEqualTo(64);
        }
    }

    // ---------------------------------------------------------------- PNG

    private static byte[] packedText(byte[] text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("a\0\0".getBytes(StandardCharsets.US_ASCII));
        try (DeflaterOutputStream deflated = new DeflaterOutputStream(out, new Deflater(Deflater.BEST_SPEED))) {
            deflated.write(text);
        }
        return out.toByteArray();
    }

    /** With a text behind its header. */
    private static byte[] png(String name, byte[] text) throws IOException {
        byte[] plain = TestImage.encoded(64, 48, "png");
        CRC32 sum = new CRC32();
        byte[] kind = name.getBytes(StandardCharsets.US_ASCII);
        sum.update(kind);
        sum.update(text);
        int header = 8 + 25;
        return ByteBuffer.allocate(plain.length + text.length + 12)
                .put(plain, 0, header)
                .putInt(text.length)
                .put(kind)
                .put(text)
                .putInt((int) sum.getValue())
                .put(plain, header, plain.length - header)
                .array();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zTXt", "iCCP"})
    void whatLiesBesideAnImageMayBeShortAndNotWithoutEnd(String kind) throws Exception {
        Path file = folder.resolve("1.png");
        Files.write(file, png(kind, packedText(new byte[1_000_000])));
        try (FrameSource source = new SourceSpec.Images(folder, 30).open(CaptureLimits.DEFAULT)) {
            assertThat(Colours.ofQuarters(source.next().orElseThrow())).isEqualTo("RGBW");
        }
        Files.write(file, png(kind, packedText(new byte[100_000_000])));
        assertThatThrownBy(() -> new SourceSpec.Images(folder, 30).open(CaptureLimits.DEFAULT))
                .isInstanceOf(CaptureException.class);
        assertThatThrownBy(() -> new SourceSpec.VideoFile(file).open(CaptureLimits.DEFAULT))
                .isInstanceOf(CaptureException.class)
                .hasMessageContaining("too much text or too many profiles");
    }
}
