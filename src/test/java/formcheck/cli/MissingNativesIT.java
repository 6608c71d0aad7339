package formcheck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.pose.ModelCatalog;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A package from which a native library is missing, because it was built for another system or copied in part. */
class MissingNativesIT {
    private static final Pattern PROGRAM = Pattern.compile(".*[/\\\\]target[/\\\\]formcheck-[^/\\\\]*\\.jar");

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"ffmpeg-[^/]*-(linux|macosx|windows)-[^/]*", "pytorch-native-cpu-[^/]*"})
    @Timeout(120)
    void isSaidInOneLine(String missing) throws Exception {
        Pattern jar = Pattern.compile(".*[/\\\\]" + missing + "\\.jar");
        String separator = System.getProperty("path.separator");
        List<String> all = Arrays.asList(System.getProperty("java.class.path").split(Pattern.quote(separator), -1));
        assertThat(all).anyMatch(part -> jar.matcher(part).matches());
        // The packaged program names all of its libraries itself: its classes stand for it.
        String rest = all.stream()
                .filter(part -> !jar.matcher(part).matches())
                .map(part -> PROGRAM.matcher(part).matches() ? "target/classes" : part)
                .map(part -> Path.of(part).toAbsolutePath().toString())
                .collect(Collectors.joining(separator));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dformcheck.cache=" + folder.resolve("cache"),
                        "-D" + ModelCatalog.HOME + "=" + Path.of("").toAbsolutePath(),
                        "-cp",
                        rest,
                        Main.class.getName(),
                        "analyze",
                        Path.of("samples/hips-outside.mp4").toAbsolutePath().toString())
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            assertThat(process.waitFor()).isEqualTo(ExitCode.FAILED);
        } finally {
            process.destroyForcibly();
        }
        assertThat(Files.readString(out, StandardCharsets.UTF_8)).isEmpty();
        assertThat(Files.readString(err, StandardCharsets.UTF_8).strip())
                .doesNotContain("\n", "\tat ")
                .isNotBlank();
    }
}
