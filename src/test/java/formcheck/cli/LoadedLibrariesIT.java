package formcheck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.testkit.ForkedJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** From where native code comes into the process: Java's own folder, the system's, and the cache. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "only there a process can read which libraries it has loaded")
@Timeout(300)
class LoadedLibrariesIT {
    private static final Pattern MAPPED = Pattern.compile("\\s(/.*\\.so[.0-9]*)( \\(deleted\\))?$", Pattern.MULTILINE);

    @TempDir
    private Path folder = Path.of("");

    /** A command, and then every library that is mapped. */
    static final class Mapped {
        private Mapped() {}

        public static void main(String[] words) throws IOException {
            Run run = Run.of(words);
            System.out.println("exit " + run.exitCode() + "\n" + run.err());
            System.out.println(Files.readString(Path.of("/proc/self/maps")));
        }
    }

    private String ran(Map<String, String> environment, String... words) throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        Path home = folder.resolve("home");
        Process process = ForkedJvm.start(
                folder,
                log,
                List.of("-Duser.home=" + home, "-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("tmp"))),
                environment,
                Mapped.class,
                words);
        assertThat(ForkedJvm.end(process, 200)).isZero();
        return ForkedJvm.read(log);
    }

    /** A home that cannot be written to, as a service's often is: a file lies in its place. */
    @Test
    void everyLibraryComesFromTheCacheWhenTheHomeCannotBeWrittenTo() throws Exception {
        Files.createFile(folder.resolve("home"));
        Path cache = folder.toRealPath().resolve("cache");
        String clip = Path.of("samples/hips-outside.mp4").toAbsolutePath().toString();
        String data = folder.resolve("data").toString();

        String log = ran(Map.of(), "analyze", "--keep", "--data", data, "--cache", cache.toString(), clip);

        assertThat(log).startsWith("exit 0");
        Set<String> loaded = libraries(log);
        assertThat(loaded)
                .as("PyTorch, OpenCV, FFmpeg and SQLite are loaded")
                .anyMatch(path -> path.contains("libtorch_cpu"))
                .anyMatch(path -> path.contains("libopencv_java"))
                .anyMatch(path -> path.contains("libavcodec"))
                .anyMatch(path -> path.contains("libsqlitejdbc"));
        Path java = Path.of(System.getProperty("java.home")).toRealPath();
        assertThat(loaded)
                .allMatch(path -> Stream.of(cache, java, Path.of("/usr"), Path.of("/lib"), Path.of("/lib64"))
                        .anyMatch(Path.of(path)::startsWith));
        try (Stream<Path> temporary = Files.walk(folder.resolve("tmp"))) {
            assertThat(temporary.map(Path::toString)).noneMatch(path -> path.matches(".*\\.(so|jnilib|tmp)[.0-9]*"));
        }
    }

    @Test
    void withoutASafePlaceNothingIsStartedAndOneLineSaysSo() throws Exception {
        Files.createFile(folder.resolve("home"));
        String clip = Path.of("samples/hips-outside.mp4").toAbsolutePath().toString();
        for (Map<String, String> environment : List.of(
                Map.of("XDG_CACHE_HOME", folder.resolve("home").toString()),
                Map.of(
                        "FORMCHECK_CACHE",
                        Files.createSymbolicLink(folder.resolve("link"), folder).toString()))) {
            String log = ran(environment, "analyze", clip);
            assertThat(log).startsWith("exit 1\nNative libraries are not loaded from ");
            assertThat(log.lines().skip(2).findFirst()).as("a second line").contains("");
            assertThat(libraries(log)).noneMatch(path -> path.matches(".*(torch|avcodec|sqlite|jnidispatch).*"));
        }
    }

    private static Set<String> libraries(String maps) {
        Set<String> libraries = new TreeSet<>();
        Matcher mapped = MAPPED.matcher(maps);
        while (mapped.find()) {
            libraries.add(mapped.group(1));
        }
        return libraries;
    }
}
