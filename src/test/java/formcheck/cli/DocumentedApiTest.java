package formcheck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs of the API page are short, and the one that needs no pose model does what the page says. */
class DocumentedApiTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void eachProgramHasAtMostFifteenLines() {
        assertThat(ProgramsOfTheApiPage.sources().keySet()).containsExactly("FromKeypoints", "FromFrames");
        assertThat(ProgramsOfTheApiPage.sources().values())
                .allSatisfy(source -> assertThat(source.lines().filter(line -> !line.isBlank()))
                        .hasSizeLessThanOrEqualTo(15));
    }

    @Test
    void keypointsGoInAndEventsComeOut() throws Exception {
        Path stream = CapturedStreams.slow(folder.resolve("motion.csv"), 3);
        String out = ProgramsOfTheApiPage.run("FromKeypoints", folder, stream);
        assertThat(out.lines()).allMatch(line -> line.matches("[A-Z]\\w+\\[at=.*"));
        assertThat(out.lines().filter(line -> line.startsWith("RepCompleted["))).hasSize(3);
        assertThat(out).contains("PhaseChanged[", "TopLeft[", "verdict=CLEAN");
    }
}
