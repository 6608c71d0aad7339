package formcheck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.natives.NativeCache;
import formcheck.pose.ModelCatalog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Too little of something: one line that says what, exit code 1, no trace. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "limits and small disks are made with Linux's tools")
@Timeout(180)
class ScarceMachineTest {
    @TempDir
    private Path folder = Path.of("");

    private String stream = "";

    @BeforeEach
    void record() throws IOException {
        stream = CapturedStreams.slow(folder.resolve("set.csv"), 3).toString();
    }

    /** What a shell made of a command, {@code $@} in it being Java with this class path; then come the words. */
    private String shell(String script, List<String> options, Class<?> main, String... words)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", script, "sh"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", absolute(System.getProperty("java.class.path"))));
        command.add("-D" + ModelCatalog.HOME + "=" + Path.of("").toAbsolutePath());
        command.add("-D" + NativeCache.CHOSEN + "=" + NativeCache.chosen().toAbsolutePath());
        command.addAll(options);
        command.add(main.getName());
        command.addAll(List.of(words));
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(150, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return "exit " + process.exitValue() + "\n" + Files.readString(log, StandardCharsets.UTF_8);
    }

    private static String absolute(String classPath) {
        return Stream.of(classPath.split(":", -1))
                .map(part -> Path.of(part).toAbsolutePath().toString())
                .reduce((one, other) -> one + ":" + other)
                .orElse("");
    }

    // ---------------------------------------------------------------- files and memory

    @ParameterizedTest
    @ValueSource(ints = {32, 64, 128, 255})
    void tooFewOpenFilesAreToldBeforeAnythingFails(int files) throws Exception {
        assertThat(shell("ulimit -n " + files + "; exec \"$@\"", List.of(), Main.class, "analyze", stream))
                .isEqualTo("exit 1\nFormCheck may open only " + files
                        + " files at once, and needs 256. Raise the limit: ulimit -n 1024\n");
    }

    @Test
    void withAsManyFilesAsItAsksForItWorks() throws Exception {
        String data = folder.resolve("data").toString();
        String limit = "ulimit -n 256; exec \"$@\"";
        assertThat(shell(limit, List.of(), Main.class, "analyze", "--keep", "--data", data, stream))
                .startsWith("exit 0\n");
        assertThat(shell(limit, List.of(), Main.class, "report", "latest", "--data", data, "--to", "x.pdf"))
                .startsWith("exit 0\n");
    }

    @Test
    void whatTheSystemDoesNotLimitOrTellIsEnough() {
        assertThat(SystemLimits.refusal("Max open files            unlimited            unlimited            files"))
                .isEmpty();
        assertThat(SystemLimits.refusal("Max open files            99999999999999       99999999999999       files"))
                .isEmpty();
        assertThat(SystemLimits.refusal("")).isEmpty();
        assertThat(SystemLimits.refusal("Max open files            64                   64                   files"))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 8, 9, 12, 16, 24})
    void tooLittleMemoryIsToldInOneLineOrItIsEnough(int megabytes) throws Exception {
        String said = shell("exec \"$@\"", List.of("-Xmx" + megabytes + "m"), Main.class, "analyze", stream);
        if (!said.startsWith("exit 0\n")) {
            assertThat(said)
                    .isEqualTo(
                            "exit 1\nThere is not enough memory. Give Java more with -Xmx2g, or close other programs.\n");
        }
        assertThat(megabytes > 8 || !said.startsWith("exit 0"))
                .as("the least ones are too little")
                .isTrue();
    }

    @Test
    void memoryThatRanOutBesideTheMainThreadIsToldAsSuch() {
        Throwable lacking = new IllegalStateException("loading failed", new OutOfMemoryError("Java heap space"));
        assertThat(ErrorText.explain(lacking)).startsWith("There is not enough memory.");
        assertThat(ErrorText.explain(new OutOfMemoryError("unable to create native thread: possibly out of memory")))
                .startsWith("The system lets FormCheck start no more threads.");
        assertThat(ErrorText.explain(
                        new UnsatisfiedLinkError("libtorch_cpu.so: failed to map segment from shared object")))
                .startsWith("The system gives FormCheck not enough memory.");
    }

    // ---------------------------------------------------------------- disks

    /** Runs commands on a disk with less and less room, and then without the right to write. */
    static final class OnASmallDisk {
        private OnASmallDisk() {}

        /** @param words the disk, a keypoint stream, a folder with a kept session */
        public static void main(String[] words) throws IOException {
            Path disk = Path.of(words[0]);
            String stream = words[1];
            String kept = words[2];
            List<List<String>> commands = List.of(
                    List.of("analyze", "--keep", "--data", disk.resolve("data").toString(), stream),
                    List.of("analyze", "--json", disk.resolve("x.json").toString(), stream),
                    List.of("analyze", "--keypoints", disk.resolve("x.csv").toString(), stream),
                    List.of("analyze", "--out", disk.resolve("out").toString(), stream),
                    List.of(
                            "report",
                            "latest",
                            "--data",
                            kept,
                            "--to",
                            disk.resolve("x.html").toString()),
                    List.of(
                            "report",
                            "latest",
                            "--data",
                            kept,
                            "--to",
                            disk.resolve("x.pdf").toString()),
                    List.of(
                            "export",
                            "latest",
                            "--data",
                            kept,
                            "--to",
                            disk.resolve("export").toString()),
                    List.of(
                            "export",
                            "latest",
                            "--format",
                            "fhir,trc,mot",
                            "--data",
                            kept,
                            "--to",
                            disk.resolve("field").toString()),
                    List.of(
                            "sessions",
                            "--data",
                            kept,
                            "--cache",
                            disk.resolve("cache").toString()));
            String cache = NativeCache.chosen().toString();
            for (List<String> command : commands) {
                for (int left : new int[] {0, 4, 12, 32, 48, 64, 96, 160, 256}) {
                    Path fill = disk.resolve("fill");
                    int room = Math.toIntExact(Files.getFileStore(disk).getUsableSpace());
                    Files.write(fill, new byte[Math.max(0, room - left * 1024)]);
                    System.setProperty(NativeCache.CHOSEN, cache);
                    Run run = Run.of(command.toArray(String[]::new));
                    System.out.println(command.get(0) + " " + command.get(1) + " " + left + "K: " + run.exitCode() + " "
                            + run.err().strip().replace("\n", "|"));
                    empty(disk);
                }
            }
        }

        private static void empty(Path disk) throws IOException {
            try (Stream<Path> all = Files.walk(disk)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    if (!path.equals(disk)) {
                        Files.delete(path);
                    }
                }
            }
        }
    }

    private void needMounts() throws IOException, InterruptedException {
        int able = new ProcessBuilder("unshare", "-rm", "true").start().waitFor();
        Assumptions.assumeTrue(able == 0, "this system lets nobody mount a small disk");
    }

    @Test
    void aFullDiskIsToldInOneLineByEveryCommandThatWrites() throws Exception {
        needMounts();
        Path disk = Files.createDirectory(folder.resolve("disk"));
        String kept = folder.resolve("kept").toString();
        assertThat(Run.of("analyze", "--keep", "--data", kept, stream).exitCode())
                .isZero();

        String said = shell(
                "exec unshare -rm sh -c 'mount -t tmpfs -o size=512k tmpfs \"$0\" && exec \"$@\"' " + disk + " \"$@\"",
                List.of(),
                OnASmallDisk.class,
                disk.toString(),
                stream,
                kept);

        assertThat(said).startsWith("exit 0\n");
        List<String> runs = said.lines().skip(1).toList();
        assertThat(runs).hasSize(9 * 9).allSatisfy(run -> {
            if (run.contains(": 1 ")) {
                assertThat(run).containsIgnoringCase("the disk is full").doesNotContain("|", "Exception", "SQLITE");
            } else {
                assertThat(run).contains(": 0 ");
            }
        });
        assertThat(runs.stream().filter(run -> run.contains(" 0K: 1 ")))
                .as("full from the start")
                .hasSize(9);
        assertThat(runs).as("and with room enough").anyMatch(run -> run.contains(" 256K: 0 "));
    }

    @Test
    void aDiskThatCannotBeWrittenToIsToldInOneLine() throws Exception {
        needMounts();
        Path disk = Files.createDirectory(folder.resolve("disk"));
        String readOnly =
                "exec unshare -rm sh -c 'mount -t tmpfs -o ro tmpfs \"$0\" && exec \"$@\"' " + disk + " \"$@\"";
        for (List<String> words : List.of(
                List.of("analyze", "--keep", "--data", disk.resolve("data").toString(), stream),
                List.of("analyze", "--json", disk.resolve("x.json").toString(), stream),
                List.of("analyze", "--out", disk.resolve("out").toString(), stream),
                List.of("record", disk.resolve("me").toString()),
                List.of("sessions", "--cache", disk.resolve("cache").toString()))) {
            String said = shell(readOnly, List.of(), Main.class, words.toArray(String[]::new));
            assertThat(said).matches("exit [12]\n[^\n]*Read-only file system[^\n]*\n");
        }
    }

    /** FFmpeg unpacks itself, 65 MB: it leaves out what it cannot write, and then says only that a library is missing. */
    @ParameterizedTest
    @ValueSource(strings = {"size=20m", "size=60m", "noexec"})
    void aCacheThatIsTooSmallOrRunsNothingIsToldAsSuch(String options) throws Exception {
        needMounts();
        Path disk = Files.createDirectory(folder.resolve("a small disk"));
        String video = Path.of("samples/half-repetitions.mp4").toAbsolutePath().toString();
        String said = shell(
                "exec unshare -rm sh -c 'mount -t tmpfs -o " + options + " tmpfs \"$0\" && exec \"$@\"' '" + disk
                        + "' \"$@\"",
                List.of(),
                Main.class,
                "analyze",
                "--cache",
                disk.resolve("cache").toString(),
                video);
        assertThat(said)
                .matches("exit [12]\n[^\n]*--cache[^\n]*\n")
                .contains(options.startsWith("noexec") ? "noexec" : "the disk is full");
    }
}
