package formcheck.pose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import formcheck.capture.Frame;
import formcheck.capture.Jpeg;
import formcheck.testkit.ForkedJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Native memory of OpenCV is freed where it was allocated: 100,000 frames do not need more of it than the first
 * thousands.
 */
class CroppingMemoryIT {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final int FRAMES = 100_000;

    /** Leaking one small frame of each hundred would take 16 MB. The Java heap is limited. */
    private static final long MOST_MORE_KB = 12_000;

    @TempDir
    Path folder;

    @Test
    void nativeMemoryStaysFlatOverAHundredThousandFrames() throws Exception {
        assumeTrue(Files.isReadable(STATUS), "only Linux tells how much memory a process has");
        Path log = folder.resolve("log");
        Process process = ForkedJvm.start(
                folder, log, List.of("-Xmx32m", "-Xms32m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC"), Cutting.class);
        assertThat(ForkedJvm.end(process, 240)).as(ForkedJvm.read(log)).isZero();
        List<String> said = ForkedJvm.read(log).lines().toList();
        assertThat(Long.parseLong(said.get(said.size() - 1))).isLessThan(MOST_MORE_KB);
    }

    /** Prints how many kilobytes more it has at the end than after a fifth of the frames. */
    static final class Cutting {
        public static void main(String[] arguments) throws Exception {
            Frame[] frames = {TestFrames.plain(96, 72, 90, 0), TestFrames.plain(72, 96, 160, 1)};
            long settled = 0;
            try (RegionCropper regions = new RegionCropper(32, RegionCropper.Border.REPLICATED);
                    FramePixels image = new FramePixels();
                    SquareCropper squares = new SquareCropper(24)) {
                for (int i = 0; i < FRAMES; i++) {
                    Frame frame = frames[i / 50 % 2]; // alternates between frame sizes
                    regions.crop(frame, new Region(40 + i % 7, 35, 50 + i % 11, 0.01 * (i % 5)));
                    squares.crop(image.rows(frame, 0, frame.height()), new Square(40, 36, 20 + i % 60));
                    if (i % 10 == 0) {
                        Jpeg.of(frame);
                    }
                    if (i == FRAMES / 5) {
                        settled = residentKilobytes();
                    }
                }
            }
            System.out.println(residentKilobytes() - settled);
        }
    }

    private static long residentKilobytes() throws Exception {
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
