package formcheck.capture;

import formcheck.testkit.AnyBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Any bytes as a video file: frames in the order of their times, or one line that says what is wrong. */
public final class VideoFuzzTest {
    private static final int ENOUGH = 40;
    private static final CaptureLimits LIMITS =
            new CaptureLimits(Duration.ofSeconds(5), Duration.ofSeconds(5), 1024 * 1024);
    private static final Path FILE = temporary(".mp4");

    private static Path temporary(String ending) {
        try {
            Path file = Files.createTempFile("formcheck-any", ending);
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    public static List<byte[]> seeds() throws IOException, FfmpegException {
        List<byte[]> seeds = new ArrayList<>();
        for (String ending : List.of(".mp4", ".avi", ".mkv", ".ts")) {
            Path file = temporary(ending);
            seeds.add(Files.readAllBytes(new TestVideo(64, 48).frames(8, 30).write(file)));
        }
        seeds.add(Files.readAllBytes(
                new TestVideo(64, 48).codec("mjpeg", "yuvj420p").frames(4, 30).write(temporary(".mov"))));
        return seeds;
    }

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        Files.write(FILE, input);
        try (FrameSource source = new SourceSpec.VideoFile(FILE).open(LIMITS)) {
            Duration last = Duration.ofNanos(-1);
            for (int i = 0; i < ENOUGH; i++) {
                Optional<Frame> frame = source.next();
                if (frame.isEmpty()) {
                    break;
                }
                Frame seen = frame.get();
                if (seen.index() != i
                        || seen.at().compareTo(last) <= 0
                        || seen.rgb().length
                                != 3 * source.info().width() * source.info().height()) {
                    throw new AssertionError("frame " + seen.index() + " at " + seen.at());
                }
                last = seen.at();
            }
            source.damage().ifPresent(VideoFuzzTest::oneLine);
        } catch (CaptureException e) {
            oneLine(String.valueOf(e.getMessage()));
        }
    }

    private static void oneLine(String message) {
        if (message.isBlank() || message.chars().anyMatch(Character::isISOControl)) {
            throw new AssertionError("not one line: " + message);
        }
    }

    @Test
    void anyBytesAreFramesOrOneLine() throws Exception {
        AnyBytes.tryAll("video", seeds(), 400, VideoFuzzTest::fuzzerTestOneInput);
    }
}
