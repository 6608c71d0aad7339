package formcheck.capture;

import static formcheck.capture.FrameSourceContract.all;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class VideoFileTest extends FrameSourceContract {

    @TempDir
    private Path folder;

    @Override
    FrameSource create() throws Exception {
        return open(new TestVideo(64, 48).write(folder.resolve("sound.mp4")));
    }

    @Test
    void aFileSaysWhatItIs() throws Exception {
        try (FrameSource source = create()) {
            SourceInfo info = source.info();

            assertThat(info.name()).isEqualTo("sound.mp4");
            assertThat(info.live()).isFalse();
            assertThat(info.framesPerSecond().orElseThrow()).isBetween(29.9, 30.1);
            assertThat(info.duration().orElseThrow()).isBetween(Duration.ofMillis(990), Duration.ofMillis(1010));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "mpeg4, yuv420p, mp4",
        "mjpeg, yuvj420p, avi",
        "mjpeg, yuvj422p, mov",
        "mjpeg, yuvj444p, mkv",
        "libvpx-vp9, yuv420p, webm",
        "ffv1, yuv420p10le, mkv",
        "ffv1, yuv444p, mkv",
        "ffv1, bgra, mkv",
        "ffv1, yuva420p, mkv",
        "png, rgb24, mov",
        "png, rgba, mkv",
        "rawvideo, nv12, nut",
        "rawvideo, yuyv422, avi",
        "gif, rgb8, gif",
        "mpeg2video, yuv420p, ts",
    })
    void everyCodecPixelFormatAndContainerShowsTheSameImage(String codec, String pixelFormat, String ending)
            throws Exception {
        TestVideo video = new TestVideo(64, 48).codec(codec, pixelFormat);
        if (codec.equals("mpeg2video")) {
            video.frames(15, 25); // this codec supports a few rates only
        }
        try (FrameSource source = open(video.write(folder.resolve("video." + ending)))) {
            List<Frame> frames = all(source);

            assertThat(frames).hasSizeGreaterThanOrEqualTo(15);
            assertThat(frames).extracting(Colours::ofQuarters).containsOnly("RGBW");
        }
    }

    @Test
    void aGreyVideoIsGrey() throws Exception {
        try (FrameSource source =
                open(new TestVideo(64, 48).codec("ffv1", "gray").write(folder.resolve("grey.mkv")))) {
            byte[] rgb = source.next().orElseThrow().rgb();

            assertThat(rgb[0]).isEqualTo(rgb[1]).isEqualTo(rgb[2]);
            assertThat(rgb[0] & 0xff).isBetween(65, 90); // the luma of red
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0, 0, 1, RGBW, 64, 48",
        "0, 1, -1, 0, BRWG, 48, 64",
        "-1, 0, 0, -1, WBGR, 64, 48",
        "0, -1, 1, 0, GWRB, 48, 64",
        "-1, 0, 0, 1, GRWB, 64, 48",
        "0, 1, 1, 0, RBGW, 48, 64",
    })
    void theDisplayMatrixIsApplied(int a, int b, int c, int d, String quarters, int width, int height)
            throws Exception {
        Path file = new TestVideo(64, 48).shownBy(a, b, c, d).write(folder.resolve("turned.mp4"));
        try (FrameSource source = open(file)) {
            assertThat(source.info().width()).isEqualTo(width);
            assertThat(source.info().height()).isEqualTo(height);
            assertThat(Colours.ofQuarters(source.next().orElseThrow())).isEqualTo(quarters);
        }
    }

    @ParameterizedTest
    @CsvSource({"4, 3, 128, 72", "3, 4, 96, 96", "640, 639, 96, 72", "0, 1, 96, 72", "200, 1, 96, 72"})
    void pixelsAreMadeSquare(int across, int down, int width, int height) throws Exception {
        Path file = new TestVideo(96, 72).pixelAspect(across, down).write(folder.resolve("wide.mp4"));
        try (FrameSource source = open(file)) {
            assertThat(source.info().width()).isEqualTo(width);
            assertThat(source.info().height()).isEqualTo(height);
            assertThat(Colours.ofQuarters(source.next().orElseThrow())).isEqualTo("RGBW");
        }
    }

    @Test
    void aTurnedImageWithOblongPixelsIsBothTurnedAndSquared() throws Exception {
        Path file = new TestVideo(96, 72).pixelAspect(4, 3).shownBy(0, 1, -1, 0).write(folder.resolve("both.mp4"));
        try (FrameSource source = open(file)) {
            assertThat(source.info().width()).isEqualTo(72);
            assertThat(source.info().height()).isEqualTo(128);
        }
    }

    @Test
    void variableIntervalsAreKept() throws Exception {
        long[] times = {0, 33, 100, 450, 460, 1000, 2500};
        try (FrameSource source = open(new TestVideo(64, 48).at(times).write(folder.resolve("variable.mkv")))) {
            assertThat(all(source))
                    .extracting(frame -> frame.at().toMillis())
                    .containsExactly(0L, 33L, 100L, 450L, 460L, 1000L, 2500L);
            assertThat(source.damage()).isEmpty();
        }
    }

    @Test
    void timeCountsFromTheFirstImageWhereTheFileStartsLate() throws Exception {
        try (FrameSource source =
                open(new TestVideo(64, 48).at(7000, 7040, 7080).write(folder.resolve("late.mkv")))) {
            assertThat(all(source)).extracting(frame -> frame.at().toMillis()).containsExactly(0L, 40L, 80L);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut.mp4", "cut.mkv", "cut.avi"})
    void aTruncatedFileIsJudgedUpToTheBreak(String name) throws Exception {
        TestVideo video = new TestVideo(64, 48).codec("mjpeg", "yuvj420p").frames(90, 30);
        if (name.endsWith("mp4")) {
            video.muxerOption("movflags", "faststart");
        }
        Path file = video.write(folder.resolve(name));
        shorten(file, 0.6);
        try (FrameSource source = open(file)) {
            List<Frame> frames = all(source);

            assertThat(frames.size()).isBetween(40, 56);
            assertThat(frames.subList(0, 40)).extracting(Colours::ofQuarters).containsOnly("RGBW");
            assertThat(source.damage().orElseThrow()).startsWith("It ends early at 1.");
        }
    }

    @Test
    void aCompleteFileIsNotSaidToBreakOff() throws Exception {
        for (String ending : List.of("mp4", "mkv", "avi", "mov", "webm", "ts", "nut")) {
            Path file = new TestVideo(64, 48)
                    .codec(ending.equals("webm") ? "libvpx-vp9" : "mpeg4", "yuv420p")
                    .frames(20, 30)
                    .write(folder.resolve("whole." + ending));
            try (FrameSource source = open(file)) {
                assertThat(all(source)).as(ending).hasSize(20);
                assertThat(source.damage()).as(ending).isEmpty();
            }
        }
    }

    @Test
    void damageInTheMiddleIsSaidAndTheRestIsRead() throws Exception {
        Path file =
                new TestVideo(64, 48).codec("mjpeg", "yuvj420p").frames(90, 30).write(folder.resolve("scratched.mp4"));
        byte[] bytes = Files.readAllBytes(file);
        System.arraycopy(noise(3000), 0, bytes, bytes.length / 2, 3000);
        Files.write(file, bytes);
        try (FrameSource source = open(file)) {
            List<Frame> frames = all(source);

            assertThat(frames.get(frames.size() - 1).at()).isGreaterThan(Duration.ofMillis(2900));
            assertThat(frames).hasSizeGreaterThan(60);
            assertThat(source.damage().orElseThrow()).contains("damaged");
        }
    }

    @Test
    void anImageOfAnotherSizeIsFittedIntoTheFirst() throws Exception {
        Path file = folder.resolve("growing.mjpeg");
        try (var out = Files.newOutputStream(file)) {
            for (int i = 0; i < 8; i++) {
                out.write(i < 4 ? TestImage.jpeg(64, 48) : TestImage.jpeg(48, 64));
            }
        }
        try (FrameSource source = open(file)) {
            List<Frame> frames = all(source);

            assertThat(frames).hasSize(8).allMatch(frame -> frame.width() == 64 && frame.height() == 48);
            assertThat(Colours.at(frames.get(7), 2, 24)).isEqualTo("K");
            assertThat(Colours.at(frames.get(7), 32, 24)).isEqualTo("W");
        }
    }

    @Test
    void aStillImageIsAVideoOfOneFrame() throws Exception {
        Path file = Files.write(folder.resolve("still.jpg"), TestImage.jpeg(64, 48));
        try (FrameSource source = open(file)) {
            assertThat(all(source)).hasSize(1);
        }
    }

    @Test
    void aNameThatLooksLikeAPatternIsOneFile() throws Exception {
        Files.write(folder.resolve("a1.jpg"), TestImage.jpeg(64, 48));
        Files.write(folder.resolve("a2.jpg"), TestImage.jpeg(64, 48));
        Path file = Files.write(folder.resolve("a%d.jpg"), TestImage.jpeg(32, 32));
        try (FrameSource source = open(file)) {
            assertThat(all(source)).singleElement().extracting(Frame::width).isEqualTo(32);
        }
    }

    @Test
    void aNameThatLooksLikeAnAddressIsAFile() throws Exception {
        Path file = new TestVideo(64, 48).write(folder.resolve("concat:a|b.mp4"));
        try (FrameSource source = open(file)) {
            assertThat(all(source)).hasSize(30);
        }
    }

    @Test
    void aNameWithLettersOfAnyAlphabetIsRead() throws Exception {
        Path file;
        try {
            file = folder.resolve("Übung \u4e00.mp4");
        } catch (InvalidPathException e) {
            Assumptions.abort("this system's file names are plain ASCII");
            return;
        }
        try (FrameSource source = open(new TestVideo(64, 48).write(file))) {
            assertThat(all(source)).hasSize(30);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"list.m3u8", "list.mp4"})
    void aPlaylistLeadsNowhere(String name) throws Exception {
        AtomicInteger asked = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.close();
        });
        server.start();
        try {
            Path other = new TestVideo(64, 48).write(folder.resolve("other.ts"));
            String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/x.ts";
            Path list = Files.writeString(
                    folder.resolve(name),
                    "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n" + address + "\n#EXTINF:1,\n" + other
                            + "\n#EXT-X-ENDLIST\n");

            assertThatThrownBy(() -> open(list))
                    .isInstanceOf(CaptureException.class)
                    .hasMessageStartingWith(name + " is ");
            assertThat(asked).hasValue(0);
        } finally {
            server.stop(0);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ffconcat version 1.0\nfile other.mp4\n",
                "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 5004 RTP/AVP 26\n",
                "<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\"></MPD>",
            })
    void otherFilesThatLeadElsewhereAreRefused(String content) throws Exception {
        new TestVideo(64, 48).write(folder.resolve("other.mp4"));
        Path file = Files.writeString(folder.resolve("leads.mp4"), content);

        assertThatThrownBy(() -> open(file))
                .isInstanceOf(CaptureException.class)
                .hasMessageContaining("leads.mp4 is");
    }

    @Test
    void whatIsNoVideoIsSaidInOneLine() throws Exception {
        Files.createFile(folder.resolve("empty.mp4"));
        Files.writeString(folder.resolve("notes.txt"), "Buy milk.\n".repeat(500));
        Files.write(folder.resolve("noise.mp4"), noise(20_000));
        Files.write(folder.resolve("sound.wav"), wav());
        Path unfinished = new TestVideo(64, 48).write(folder.resolve("unfinished.mp4"));
        shorten(unfinished, 0.7);

        assertThat(complaint("missing.mp4"))
                .isEqualTo("No such file: " + folder.resolve("missing.mp4") + ". Check the path.");
        assertThat(complaint("empty.mp4")).isEqualTo("empty.mp4 is empty. Copy or record it again.");
        assertThat(complaint("notes.txt")).isEqualTo("notes.txt is a text, not a video. Give the video itself.");
        assertThat(complaint("noise.mp4")).startsWith("noise.mp4 is not a video that can be read");
        assertThat(complaint("sound.wav"))
                .isEqualTo("sound.wav holds no video, only sound or the like. Give a video file.");
        assertThat(complaint("unfinished.mp4")).contains("cut off before its index was written");
        assertThatThrownBy(() -> open(folder)).hasMessage(folder + " is a folder, not a video file.");
    }

    @Test
    void anImageBeyondTheLimitIsRefused() throws Exception {
        Path file = new TestVideo(640, 480).codec("mjpeg", "yuvj420p").write(folder.resolve("large.mp4"));
        CaptureLimits small = new CaptureLimits(Duration.ofSeconds(5), Duration.ofSeconds(5), 640 * 480 - 1);

        assertThatThrownBy(() -> new SourceSpec.VideoFile(file).open(small))
                .isInstanceOf(CaptureException.class)
                .hasMessageContaining("large.mp4")
                .hasMessageContaining("640 x 480 pixels");
    }

    private Path rawMjpeg(int images) throws Exception {
        Path file = folder.resolve("raw.mjpeg");
        try (var out = Files.newOutputStream(file)) {
            for (int i = 0; i < images; i++) {
                out.write(TestImage.jpeg(64, 48));
            }
        }
        return file;
    }

    private static List<Long> millis(List<Frame> frames) {
        return frames.stream().map(frame -> frame.at().toMillis()).toList();
    }

    @Test
    void aFileWithoutTimesSaysWhichRateWasTaken() throws Exception {
        try (FrameSource source = open(rawMjpeg(4))) {
            assertThat(millis(all(source))).containsExactly(0L, 40L, 80L, 120L);
            assertThat(source.damage())
                    .contains(
                            "It has no timestamps: 25 frames a second are assumed, so seconds and speeds may be wrong."
                                    + " Set the rate with --fps.");
        }
    }

    @Test
    void aFileWithoutTimesIsShownAtTheRateThatTheUserNames() throws Exception {
        try (FrameSource source =
                new SourceSpec.VideoFile(rawMjpeg(4), OptionalDouble.of(50)).open(CaptureLimits.DEFAULT)) {
            assertThat(source.info().framesPerSecond()).hasValue(50);
            assertThat(millis(all(source))).containsExactly(0L, 20L, 40L, 60L);
            assertThat(source.damage()).isEmpty();
            assertThat(source.info().remark()).isEmpty();
        }
    }

    @Test
    void aRawStreamTakesTheRateThatTheUserNamesRatherThanItsOwn() throws Exception {
        Path file = new TestVideo(64, 48)
                .codec("mpeg2video", "yuv420p")
                .frames(12, 25)
                .write(folder.resolve("raw.m2v"));
        try (FrameSource source = new SourceSpec.VideoFile(file, OptionalDouble.of(10)).open(CaptureLimits.DEFAULT)) {
            assertThat(millis(all(source)).subList(0, 4)).containsExactly(0L, 100L, 200L, 300L);
            assertThat(source.damage()).isEmpty();
        }
        try (FrameSource source = open(file)) {
            assertThat(millis(all(source)).subList(0, 4)).containsExactly(0L, 40L, 80L, 120L);
            assertThat(source.damage().orElseThrow()).startsWith("It has no timestamps: 25 frames a second");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "mkv", "avi", "webm"})
    void aFileThatHoldsItsTimesKeepsThemAndSaysSo(String ending) throws Exception {
        Path file = new TestVideo(64, 48)
                .codec(ending.equals("webm") ? "libvpx-vp9" : "mpeg4", "yuv420p")
                .frames(4, 20)
                .write(folder.resolve("timed." + ending));
        try (FrameSource source = new SourceSpec.VideoFile(file, OptionalDouble.of(60)).open(CaptureLimits.DEFAULT)) {
            assertThat(millis(all(source))).containsExactly(0L, 50L, 100L, 150L);
            assertThat(source.damage()).isEmpty();
            assertThat(source.info().remark())
                    .contains("It has timestamps of its own: 60 frames a second are not used.");
        }
    }

    @ParameterizedTest
    @CsvSource({"240.000000, 30, 240", "120, 30, 120", "960, 30, 960", "60.0, 30, 60", "240, 120, 240"})
    void slowMotionIsPutBackIntoTheTimeInWhichItWasFilmed(String tag, int stored, int filmed) throws Exception {
        Path file = new TestVideo(64, 48)
                .frames(60, stored)
                .tag("com.android.capture.fps", tag)
                .write(folder.resolve("slow.mp4"));
        try (FrameSource source = open(file)) {
            List<Frame> frames = all(source);

            assertThat(frames).hasSize(60);
            for (Frame frame : frames) {
                assertThat(frame.at().toNanos() * 1e-9).isCloseTo((double) frame.index() / filmed, within(1e-4));
            }
            assertThat(source.info().framesPerSecond()).hasValue(filmed);
            assertThat(source.info().duration().orElseThrow().toNanos() * 1e-9).isCloseTo(60.0 / filmed, within(0.02));
            assertThat(source.info().remark())
                    .contains("Slow motion, filmed at " + filmed + " frames a second and stored at " + stored
                            + ": it is judged in the time in which it was filmed.");
            assertThat(source.damage()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "30, 30",
        "30, 15",
        "30, 24",
        "60, 60",
        "60, 45",
        "240, 240",
        "nonsense, 30",
        "NaN, 30",
        "-240, 30",
        "1, 30"
    })
    void anOrdinaryRecordingKeepsItsTimesWhateverItsTag(String tag, int stored) throws Exception {
        Path file = new TestVideo(64, 48)
                .frames(30, stored)
                .tag("com.android.capture.fps", tag)
                .write(folder.resolve("usual.mp4"));
        try (FrameSource source = open(file)) {
            assertThat(all(source).get(29).at().toNanos() * 1e-9).isCloseTo(29.0 / stored, within(1e-3));
            assertThat(source.info().remark()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 240, true", "0, 120, true", "1, 240, false", "0, 30, false", "0, 60, false"})
    void anIphonesTimesAreThoseInWhichItFilmed(String intent, int stored, boolean slowMotion) throws Exception {
        Path file = new TestVideo(64, 48)
                .frames(30, stored)
                .tag("com.apple.quicktime.full-frame-rate-playback-intent", intent)
                .write(folder.resolve("slow.mov"));
        try (FrameSource source = open(file)) {
            assertThat(all(source).get(29).at().toNanos() * 1e-9).isCloseTo(29.0 / stored, within(1e-3));
            assertThat(source.info().remark().isPresent()).isEqualTo(slowMotion);
        }
    }

    @Test
    void aWholeAnimatedImageIsNotSaidToBeDamaged() throws Exception {
        Files.write(folder.resolve("moving.webp"), TestImage.animatedWebp());

        assertThat(complaint("moving.webp"))
                .isEqualTo(
                        "moving.webp is an animated WebP, which cannot be decoded here. Convert it, for instance to MP4"
                                + " with H.264.");
        Path images = Files.createDirectory(folder.resolve("pictures"));
        Files.write(images.resolve("moving.webp"), TestImage.animatedWebp());
        assertThatThrownBy(() -> new SourceSpec.Images(images, 30).open(CaptureLimits.DEFAULT))
                .hasMessageContaining("animated WebP, which cannot be decoded here");
    }

    @ParameterizedTest
    @CsvSource({
        "moving.avif, 00000020667479706176697300000000, an animated AVIF",
        "photo.heic, 00000020667479706865696300000000, a HEIF or AVIF image",
        "photo.jxl, 0000000c4a584c200d0a870a00000014, JPEG XL",
        "bare.jxl, ff0a8003904800000000000000000000, JPEG XL",
    })
    void imagesOfKindsThatAreNotKnownHereAreNamed(String name, String head, String kind) throws Exception {
        Files.write(folder.resolve(name), Arrays.copyOf(HexFormat.of().parseHex(head), 400));

        assertThat(complaint(name)).startsWith(name + " is " + kind + ", which cannot be decoded here. Convert it");
    }

    private String complaint(String name) {
        try (FrameSource source = open(folder.resolve(name))) {
            return "opened: " + source.info();
        } catch (CaptureException e) {
            assertThat(e.getMessage()).doesNotContain("\n");
            return String.valueOf(e.getMessage());
        }
    }

    private static FrameSource open(Path file) throws CaptureException {
        return new SourceSpec.VideoFile(file).open(CaptureLimits.DEFAULT);
    }

    private static void shorten(Path file, double share) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, (int) (bytes.length * share)));
    }

    private static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    /** A second of silence. */
    private static byte[] wav() {
        ByteBuffer bytes = ByteBuffer.allocate(44 + 16_000).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 16_000);
        bytes.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        bytes.putShort((short) 1).putShort((short) 1).putInt(8000).putInt(16_000);
        bytes.putShort((short) 2).putShort((short) 16);
        bytes.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(16_000);
        return bytes.array();
    }
}
