package formcheck.capture;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.testkit.ForkedJvm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed while it records leaves a playable video. */
@Tag("live")
class KilledRecordingIT {
    private static final int RATE = 30;
    private static final int SECONDS = 6;

    @TempDir
    Path folder = Path.of("");

    @Test
    void keepsAllButTheLastPieceOfARecordingThatWasKilled() throws Exception {
        Path log = folder.resolve("log");
        Path film = folder.resolve("own.webm");
        Process process = ForkedJvm.start(folder, log, List.of(), EndlessRecording.class, film.toString());
        ForkedJvm.awaitLine(process, log, "written");
        process.destroyForcibly().waitFor();

        int frames = 0;
        try (FrameSource source = SourceSpec.parse(film.toString()).open(CaptureLimits.DEFAULT)) {
            for (Optional<Frame> next = source.next(); next.isPresent(); next = source.next()) {
                frames++;
            }
        }
        assertThat(frames).isBetween((SECONDS - 2) * RATE, SECONDS * RATE);
    }

    /** Writes some seconds of video and then waits to be killed, with the file open. */
    static final class EndlessRecording {
        public static void main(String[] arguments) throws Exception {
            VideoWriter writer = VideoWriter.open(Path.of(arguments[0]), 320, 240);
            for (int i = 0; i < SECONDS * RATE; i++) {
                byte[] rgb = new byte[3 * 320 * 240];
                java.util.Arrays.fill(rgb, (byte) i);
                writer.write(new Frame(i, Duration.ofMillis(i * 1000L / RATE), 320, 240, rgb));
            }
            System.out.println("written");
            Thread.sleep(60_000);
            writer.close();
        }
    }
}
