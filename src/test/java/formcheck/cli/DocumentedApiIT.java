package formcheck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program of the API page that needs the pose model. */
@Timeout(180)
class DocumentedApiIT {
    @TempDir
    Path folder = Path.of("");

    @Test
    void framesGoInAndEventsComeOut() throws Exception {
        Path nothing = Files.createFile(folder.resolve("nothing"));
        String out = ProgramsOfTheApiPage.run(
                "FromFrames",
                folder,
                nothing,
                Path.of(Main.SAMPLE).toAbsolutePath().toString());
        assertThat(out.lines().filter(line -> line.startsWith("RepCompleted["))).hasSize(5);
    }
}
