package formcheck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The jar as a user starts it, in a folder that is not FormCheck's. */
class PackagedJarIT {

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    @TempDir
    private Path folder = Path.of("");

    private static Path jar() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.getFileName().toString().matches("formcheck-[^-]+(-SNAPSHOT)?\\.jar"))
                    .findFirst()
                    .orElseThrow()
                    .toAbsolutePath();
        }
    }

    private Process start(List<String> options, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(JAVA.toString()));
        command.addAll(options);
        command.addAll(List.of("-jar", jar().toString()));
        command.addAll(List.of(words));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
    }

    private int run(String... words) throws Exception {
        return finish(start(List.of(), words));
    }

    private static int finish(Process process) throws InterruptedException {
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    private String text(String stream) throws IOException {
        return Files.readString(folder.resolve(stream), StandardCharsets.UTF_8);
    }

    @Test
    void tellsItsVersion() throws Exception {
        assertThat(run("--version")).isZero();
        assertThat(text("out")).startsWith("FormCheck 0.");
        assertThat(text("err")).isEmpty();
    }

    @Test
    void isAModuleOfItsName() throws IOException {
        assertThat(ModuleFinder.of(jar()).find("formcheck").orElseThrow().descriptor())
                .matches(ModuleDescriptor::isAutomatic)
                .extracting(ModuleDescriptor::packages, InstanceOfAssertFactories.collection(String.class))
                .contains("formcheck.pipeline", "formcheck.pose", "formcheck.exercise");
        try (JarFile file = new JarFile(jar().toFile())) {
            assertThat(file.getManifest().getMainAttributes().getValue("Automatic-Module-Name"))
                    .isEqualTo("formcheck");
        }
    }

    @Test
    void findsItsModelsBesideItself() throws Exception {
        String sample = Path.of("samples/hips-outside.mp4").toAbsolutePath().toString();
        assertThat(run("analyze", sample)).as(text("err")).isZero();
        assertThat(text("out")).contains("5 repetitions, 4 valid, 3 clean");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a process cannot be told to stop there, only ended")
    void servesTheCoachUntilItIsToldToStop() throws Exception {
        Process process = start(List.of(), "coach", "--no-browser", "--port", "0", "--data", "kept");
        while (process.isAlive() && !text("out").contains("http://localhost:")) {
            Thread.sleep(20);
        }
        String link = text("out").replaceAll("(?s).*(http://localhost:\\d+/).*", "$1");
        HttpResponse<String> page = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(link)).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("FormCheck");
        process.destroy();
        assertThat(finish(process)).isEqualTo(128 + 15);
        assertThat(text("err")).doesNotContain("\tat ");
    }

    @Test
    void putsNothingButJsonOnStandardOutput() throws Exception {
        String motion = CapturedStreams.slow(folder.resolve("motion.csv"), 2).toString();
        assertThat(run("analyze", "--json", "-", motion, "missing.mp4")).isEqualTo(ExitCode.FAILED);
        assertThat(text("out").lines()).hasSize(2).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
        assertThat(text("err").lines()).hasSize(1);
    }

    @Test
    void saysInOneLineThatItDoesNotRunOnAnotherSystem() throws Exception {
        Process intelMac = start(
                List.of("-Dos.name=Mac OS X", "-Dos.arch=x86_64"),
                "analyze",
                Path.of("samples/hips-outside.mp4").toAbsolutePath().toString());
        assertThat(finish(intelMac)).isEqualTo(ExitCode.FAILED);
        assertThat(text("out")).isEmpty();
        assertThat(text("err").lines()).hasSize(1).first().asString().contains("Mac OS X", "Apple silicon");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a process cannot be told to stop there, only ended")
    void endsInOrderWhenItIsToldToStop() throws Exception {
        Process process = start(
                List.of(),
                "analyze",
                "--json",
                "result.jsonl",
                Path.of("samples/hips-outside.mp4").toAbsolutePath().toString());
        Path begun = folder.resolve(".part1-result.jsonl");
        while (process.isAlive() && Files.notExists(begun)) {
            Thread.sleep(20);
        }
        Thread.sleep(1500); // into loading or into the frames: either has to end
        process.destroy();
        assertThat(finish(process)).isEqualTo(128 + 15);
        assertThat(text("err")).contains("Stopped").doesNotContain("\tat ");
        assertThat(folder.resolve("result.jsonl")).doesNotExist();
        assertThat(begun).doesNotExist();
    }
}
