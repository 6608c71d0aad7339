package formcheck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.testkit.ForkedJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Inputs that are not regular files, and names that a locale cannot spell. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SpecialFilesTest {

    @TempDir
    private Path folder = Path.of("");

    private String pipe(String name) throws IOException, InterruptedException {
        Path pipe = folder.resolve(name);
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        return pipe.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pipe", "pipe.mp4", "pipe.csv", "pipe.json"})
    void aPipeIsToldInOneLineAndNotWaitedFor(String name) throws Exception {
        String pipe = pipe(name);
        Run run = Run.of("analyze", pipe);

        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(run.errLines()).singleElement().asString().startsWith(pipe + " is not a regular file");
        assertThat(Run.of("evaluate", pipe).errLines()).hasSize(1);
    }

    @Test
    void aFolderWithPipesIsNotWaitedFor() throws Exception {
        pipe("labels.json");
        pipe("x.truth.json");
        pipe("x.mp4");
        pipe("x.png");

        assertThat(Run.of("analyze", folder.toString()).errLines()).hasSize(1);
        assertThat(Run.of("evaluate", folder.toString()).errLines()).hasSize(1);
    }

    @Test
    void aDeviceIsToldInOneLine() {
        assertThat(Run.of("analyze", "/dev/null").errLines())
                .singleElement()
                .asString()
                .contains("not a regular file");
    }

    @Test
    void inAPlainLocaleANameIsReadFromItsFolderAndElseTheLocaleIsNamed() throws Exception {
        try {
            Files.writeString(folder.resolve("\u00dcbung.mp4"), "Buy milk.\n".repeat(500));
        } catch (InvalidPathException e) {
            Assumptions.abort("this system's file names are plain ASCII");
        }
        String named = analyzed(folder.resolve("\u00dcbung.mp4").toString());
        String inFolder = analyzed(folder.toString());

        // It was found and opened: what is wrong with it is told.
        assertThat(inFolder).contains("is not a video that can be read");
        assertThat(named.lines()).hasSize(1);
        assertThat(named).containsAnyOf("Set LC_ALL=C.UTF-8", "is not a video that can be read");
    }

    private String analyzed(String input) throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        Process process = ForkedJvm.start(
                Path.of("").toAbsolutePath(), log, List.of(), Map.of("LC_ALL", "C"), Main.class, "analyze", input);
        assertThat(ForkedJvm.end(process, 50)).isEqualTo(ExitCode.FAILED);
        return ForkedJvm.read(log);
    }
}
