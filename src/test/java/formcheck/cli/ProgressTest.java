package formcheck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.capture.SourceInfo;
import formcheck.exercise.ExerciseFile;
import formcheck.pipeline.FormPipeline;
import formcheck.pose.PoseFrame;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private long now;

    /** A minute of video in which nobody is seen, at twice its speed. */
    private String shown(boolean interactive, Optional<Duration> length) {
        Terminal terminal = new Terminal(
                new PrintStream(new ByteArrayOutputStream()),
                new PrintStream(err),
                StandardCharsets.UTF_8,
                interactive,
                false,
                80);
        SourceInfo info = new SourceInfo("set.mp4", 640, 480, OptionalDouble.of(10), length, false);
        ProgressLine progress = new ProgressLine(terminal, info, () -> now);
        FormPipeline pipeline = new FormPipeline(ExerciseFile.builtIn().variant());
        for (int i = 0; i < 600; i++) {
            now += 50_000_000;
            progress.frame(pipeline.process(
                    new PoseFrame(i, Duration.ofMillis(100L * i), 640, 480, OptionalDouble.of(120), Optional.empty())));
        }
        progress.end(List.of());
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void isALineNowAndThenWhereNobodyLooksOn() {
        assertThat(shown(false, Optional.of(Duration.ofMinutes(1))).lines())
                .containsExactly(
                        "set.mp4   33 %  20 frames/s  0:20 left  0 repetitions",
                        "set.mp4   67 %  20 frames/s  0:10 left  0 repetitions",
                        "set.mp4  100 %  20 frames/s  0:00 left  0 repetitions");
    }

    @Test
    void isOneLineThatVanishesAtTheEndWhereSomebodyLooksOn() {
        String shown = shown(true, Optional.of(Duration.ofMinutes(1)));
        assertThat(shown).doesNotContain("\n").endsWith(" \r");
        assertThat(shown.split("\r")).allMatch(line -> line.length() < 80).hasSizeGreaterThan(100);
    }

    @Test
    void tellsTheTimeWhereTheLengthIsNotKnown() {
        assertThat(shown(false, Optional.empty()).lines().findFirst())
                .contains("set.mp4  at 0:20  20 frames/s  0 repetitions");
    }
}
