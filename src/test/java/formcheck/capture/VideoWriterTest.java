package formcheck.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VideoWriterTest {
    private static final int WIDTH = 161;
    private static final int HEIGHT = 120;

    @TempDir
    private Path folder = Path.of("");

    /** The left half grows brighter with time, the right half is blue. */
    private static Frame frame(int index, double seconds) {
        byte[] rgb = new byte[3 * WIDTH * HEIGHT];
        Arrays.fill(rgb, (byte) Math.min(255, 4 * index));
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = WIDTH / 2; x < WIDTH; x++) {
                int i = 3 * (y * WIDTH + x);
                rgb[i] = 0;
                rgb[i + 1] = 0;
                rgb[i + 2] = (byte) 255;
            }
        }
        return new Frame(index, Duration.ofNanos(Math.round(seconds * 1e9)), WIDTH, HEIGHT, rgb);
    }

    private static List<Frame> read(Path file) throws CaptureException {
        List<Frame> frames = new ArrayList<>();
        try (FrameSource source = SourceSpec.parse(file.toString()).open(CaptureLimits.DEFAULT)) {
            for (Optional<Frame> next = source.next(); next.isPresent(); next = source.next()) {
                frames.add(next.get());
            }
        }
        return frames;
    }

    @Test
    void keepsImagesAndTheirTimes() throws Exception {
        Path file = folder.resolve("own.webm");
        List<Double> times = new ArrayList<>();
        try (VideoWriter writer = VideoWriter.open(file, WIDTH, HEIGHT)) {
            for (int i = 0; i < 60; i++) {
                double at = 5 + i / 30.0 + (i > 30 ? 0.4 : 0) + (i % 3) * 0.004; // a late start, a gap, jitter
                times.add(at - 5);
                writer.write(frame(i, at));
            }
            assertThat(writer.frames()).isEqualTo(60);
        }
        List<Frame> frames = read(file);
        assertThat(frames).hasSize(60);
        for (int i = 0; i < 60; i++) {
            assertThat(frames.get(i).at().toNanos() * 1e-9).isCloseTo(times.get(i), within(0.01));
        }
        Frame late = frames.get(50);
        assertThat(late.width()).isEqualTo(160);
        assertThat(late.rgb()[3 * (60 * late.width() + 20)] & 0xff).isCloseTo(200, within(12));
        assertThat(late.rgb()[3 * (60 * late.width() + 140) + 2] & 0xff).isGreaterThan(220);
    }

    @Test
    void whatWasWrittenCanBePlayedAlthoughTheFileWasNeverEnded() throws Exception {
        Path file = folder.resolve("own.webm");
        try (VideoWriter writer = VideoWriter.open(file, WIDTH, HEIGHT)) {
            for (int i = 0; i < 150; i++) {
                writer.write(frame(i % 60, i / 30.0));
            }
            Path asAfterACrash = folder.resolve("crashed.webm");
            Files.copy(file, asAfterACrash);
            assertThat(read(asAfterACrash)).hasSizeGreaterThan(100);
        }
    }

    @Test
    void refusesAFileThatCannotBeAndAnImageOfAnotherSize() throws Exception {
        assertThatThrownBy(() -> VideoWriter.open(folder.resolve("none").resolve("own.webm"), WIDTH, HEIGHT))
                .isInstanceOf(CaptureException.class)
                .hasMessageContaining("cannot be written");
        try (VideoWriter writer = VideoWriter.open(folder.resolve("own.webm"), 64, 64)) {
            assertThatThrownBy(() -> writer.write(frame(0, 0))).hasMessageContaining("size changed");
        }
    }
}
