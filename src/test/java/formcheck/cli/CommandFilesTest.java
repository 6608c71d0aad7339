package formcheck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.session.DataFolder;
import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Whatever a command reads is there afterwards as it was before, whichever of its outputs is led there, and by whatever name. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege there")
class CommandFilesTest {

    /** What options take that is no file; a new one is to be judged, and added here or given Reads or Writes. */
    private static final Set<String> NO_FILE = Set.of(
            "FORMAT",
            "ID",
            "RATE",
            "WxH",
            "N",
            "NAME",
            "VARIANT",
            "DEGREES",
            "LANGUAGE",
            "PART",
            "CLIP",
            "PORT",
            "SESSION",
            "MODEL",
            "ADDRESS",
            "FINGERPRINT",
            "SECONDS",
            "FROM-TO",
            "DAYS",
            "DATE",
            "KG",
            "WORDS",
            "ACTION",
            "LOGIN",
            "URL");

    @TempDir
    private Path folder = Path.of("");

    private Path stream = Path.of("");
    private Path exercise = Path.of("");
    private Path floor = Path.of("");
    private Path labelled = Path.of("");
    private Path data = Path.of("");

    @BeforeEach
    void inputs() throws IOException {
        stream = CapturedStreams.slow(folder.resolve("set.csv"), 3);
        exercise = Files.copy(
                Path.of("src/main/resources/formcheck/exercise/elbows-back-raise.yaml"), folder.resolve("own.yaml"));
        floor = Files.writeString(folder.resolve("floor.json"), "{}");
        labelled = Files.createDirectory(folder.resolve("labelled"));
        Files.copy(stream, labelled.resolve("set.csv"));
        Files.writeString(labelled.resolve("set.truth.json"), """
                {"schemaVersion": 1, "keypoints": "set.csv", "role": "positive", "framesPerSecond": 30,
                 "counts": {"attempted": 3, "valid": 3}, "repetitions": [], "faults": []}
                """);
        data = folder.resolve("data");
    }

    // ---------------------------------------------------------------- every option is known

    private static Stream<CommandLine> commands() {
        CommandLine main = Main.commandLine(
                new Shell(Run.terminal(), new StopSignal(), new Home(List.of(Path.of(""))), System.nanoTime()));
        return Stream.concat(Stream.of(main), main.getSubcommands().values().stream());
    }

    @TestFactory
    Stream<DynamicTest> everyOptionThatTakesAValueSaysWhetherItNamesAFile() {
        return commands()
                .map(command -> DynamicTest.dynamicTest(command.getCommandName(), () -> {
                    for (ArgSpec arg : command.getCommandSpec().args()) {
                        AnnotatedElement field = (AnnotatedElement) arg.userObject();
                        boolean named =
                                field.isAnnotationPresent(Reads.class) || field.isAnnotationPresent(Writes.class);
                        boolean switched = arg.arity().max() == 0;
                        assertThat(named || switched || NO_FILE.contains(arg.paramLabel()))
                                .as("%s of %s", label(arg), command.getCommandName())
                                .isTrue();
                        assertThat(named && NO_FILE.contains(arg.paramLabel()))
                                .as("%s of %s", label(arg), command.getCommandName())
                                .isFalse();
                        if (Path.class.equals(arg.type())
                                || Arrays.asList(arg.auxiliaryTypes()).contains(Path.class)) {
                            assertThat(named).as("%s is a path", label(arg)).isTrue();
                        }
                    }
                }));
    }

    private static String label(ArgSpec arg) {
        return arg instanceof OptionSpec option ? option.longestName() : arg.paramLabel();
    }

    /** Names of outputs, command by command: a new one needs a line in {@link #commandsWithOutputs}. */
    @Test
    void everyOutputIsTriedBelow() {
        Map<String, Set<String>> outputs = new TreeMap<>();
        commands()
                .forEach(command -> command.getCommandSpec().args().stream()
                        .filter(arg -> ((AnnotatedElement) arg.userObject()).isAnnotationPresent(Writes.class))
                        .forEach(arg -> outputs.computeIfAbsent(
                                        command.getCommandName(), key -> new java.util.TreeSet<>())
                                .add(label(arg))));
        Map<String, Set<String>> tried = new TreeMap<>();
        commandsWithOutputs()
                .forEach(one -> tried.computeIfAbsent(one.words.get(0), key -> new java.util.TreeSet<>())
                        .add(one.output));
        assertThat(tried).isEqualTo(outputs);
    }

    @Test
    void noCommandBeginsAFileWithoutAsking() throws Exception {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java/formcheck/cli"))) {
            List<String> asking = new ArrayList<>();
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                if (Files.readString(source)
                        .matches(
                                "(?s).*(OutputFile\\.(begin|create)\\(|Files\\.(copy|newBufferedWriter)\\(.*REPLACE).*")) {
                    asking.add(String.valueOf(source.getFileName()));
                }
            }
            assertThat(asking).containsExactly("CommandFiles.java");
        }
    }

    // ---------------------------------------------------------------- nothing is written over

    /** A command that reads all it can, with one of its outputs still to be named. */
    private record Command(List<String> words, String output, boolean folder) {
        Run to(Path path) {
            List<String> all = new ArrayList<>(words);
            if (output.startsWith("-")) {
                all.add(output);
            }
            all.add(path.toString());
            return Run.of(all.toArray(String[]::new));
        }
    }

    private List<Command> commandsWithOutputs() {
        List<String> analyze = List.of("analyze", stream.toString(), "--exercise", exercise.toString());
        List<String> evaluate = List.of("evaluate", labelled.toString(), "--exercise", exercise.toString());
        String kept = data.toString();
        return List.of(
                new Command(analyze, "--json", false),
                new Command(analyze, "--keypoints", false),
                new Command(analyze, "--out", true),
                new Command(
                        Stream.concat(evaluate.stream(), Stream.of("--floor", floor.toString()))
                                .toList(),
                        "--json",
                        false),
                new Command(
                        Stream.concat(evaluate.stream(), Stream.of("--raise-floor"))
                                .toList(),
                        "--floor",
                        false),
                new Command(List.of("report", "latest", "--data", kept), "--to", false),
                new Command(List.of("export", "latest", "--data", kept), "--to", true),
                new Command(List.of("prescribe", "--for", "Ada", "--by", "Kim", "--data", kept), "--out", false),
                new Command(List.of("prescription", "--person", "Ada", "--data", kept), "--report", false),
                new Command(List.of("prescription", "--person", "Ada", "--data", kept), "--pdf", false),
                new Command(List.of("record"), "FOLDER", true));
    }

    private Stream<Path> inputsOf(Command command) {
        return Stream.of(stream, exercise, floor, labelled.resolve("set.csv"), labelled.resolve("set.truth.json"))
                .filter(input -> command.words.stream()
                        .anyMatch(word -> input.equals(Path.of(word)) || input.startsWith(Path.of(word))));
    }

    @TestFactory
    Stream<DynamicTest> noOutputIsLedToAnInput() {
        return commandsWithOutputs().stream()
                .filter(command -> !command.folder)
                .flatMap(command -> inputsOf(command)
                        .flatMap(input -> Stream.of("itself", "detour", "link", "link of a link", "hard link")
                                .map(way -> DynamicTest.dynamicTest(
                                        command.words.get(0) + " " + command.output + " " + input.getFileName() + " by "
                                                + way,
                                        () -> isRefused(command, input, way)))));
    }

    private void isRefused(Command command, Path input, String way) throws IOException {
        Path led = folder.resolve("led.html"); // an ending that report takes, too
        Files.deleteIfExists(led);
        Path between = folder.resolve("between");
        Files.deleteIfExists(between);
        Path output = switch (way) {
            case "itself" -> input;
            case "detour" -> folder.resolve("labelled/../labelled/..").resolve(folder.relativize(input));
            case "link" -> Files.createSymbolicLink(led, input);
            case "link of a link" -> Files.createSymbolicLink(led, Files.createSymbolicLink(between, input));
            default -> Files.createLink(led, input);
        };
        Map<Path, String> before = content();
        Run run = command.to(output);
        assertThat(run.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(run.errLines()).singleElement().asString().contains("would be overwritten");
        assertThat(run.out()).isEmpty();
        assertThat(content()).isEqualTo(before);
    }

    private Map<Path, String> content() throws IOException {
        Map<Path, String> content = new TreeMap<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                content.put(
                        file,
                        attributes.isSymbolicLink() ? "to " + Files.readSymbolicLink(file) : Files.readString(file));
                return FileVisitResult.CONTINUE;
            }
        });
        return content;
    }

    @TestFactory
    Stream<DynamicTest> noOutputIsLedIntoAFolderOfFormChecksOwn() throws IOException {
        assertThat(Run.of("analyze", "--keep", "--data", data.toString(), stream.toString())
                        .exitCode())
                .isZero();
        Path models = Path.of("models");
        List<Path> owns =
                List.of(data, data.resolve("sessions"), models, models.resolve("posture"), DataFolder.ofPlatform());
        return commandsWithOutputs().stream()
                .flatMap(command -> owns.stream()
                        .filter(own -> !own.startsWith(data) || command.words.contains("--data"))
                        .flatMap(own -> Stream.of("", "new.html", "new/new.html")
                                .map(name -> DynamicTest.dynamicTest(
                                        command.words.get(0) + " " + command.output + " " + own.getFileName() + "/"
                                                + name,
                                        () -> {
                                            Path output = own.resolve(name);
                                            boolean was = Files.exists(output, LinkOption.NOFOLLOW_LINKS);
                                            ownIsRefused(command, output);
                                            if (Files.exists(own)) {
                                                Path link = folder.resolve("way");
                                                Files.deleteIfExists(link);
                                                Files.createSymbolicLink(link, own.toAbsolutePath());
                                                ownIsRefused(command, link.resolve(name));
                                            }
                                            assertThat(Files.exists(output, LinkOption.NOFOLLOW_LINKS))
                                                    .isEqualTo(was);
                                        }))));
    }

    private static void ownIsRefused(Command command, Path output) {
        Run run = command.to(output);
        assertThat(run.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(run.errLines()).singleElement().asString().contains("nothing else is written there");
    }

    @Test
    void anExportIntoTheSessionsOwnFolderIsRefused() throws Exception {
        assertThat(Run.of("analyze", "--keep", "--data", data.toString(), stream.toString())
                        .exitCode())
                .isZero();
        Path session;
        try (Stream<Path> sessions = Files.list(data.resolve("sessions"))) {
            session = sessions.findFirst().orElseThrow();
        }
        ownIsRefused(new Command(List.of("export", "latest", "--data", data.toString()), "--to", true), session);
    }

    @Test
    void aLinkInAnExportsFolderDoesNotLeadIntoTheStore() throws Exception {
        assertThat(Run.of("analyze", "--keep", "--data", data.toString(), stream.toString())
                        .exitCode())
                .isZero();
        String id;
        try (Stream<Path> sessions = Files.list(data.resolve("sessions"))) {
            id = String.valueOf(sessions.findFirst().orElseThrow().getFileName());
        }
        Path to = Files.createDirectory(folder.resolve("friday"));
        Path database = data.resolve("formcheck.db");
        Files.createSymbolicLink(to.resolve(id + ".json"), database);
        byte[] before = Files.readAllBytes(database);
        ownIsRefused(new Command(List.of("export", "latest", "--data", data.toString()), "--to", true), to);
        assertThat(Files.readAllBytes(database)).isEqualTo(before);
    }

    @Test
    void aReportOfTheSameNameAsAnInputIsRefusedBeforeAnyWork() throws Exception {
        Path reports = Files.createDirectory(folder.resolve("reports"));
        Files.createSymbolicLink(reports.resolve("set.csv.html"), stream);
        String before = Files.readString(stream);
        Run run = Run.of("analyze", "--out", reports.toString(), stream.toString());
        assertThat(run.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(run.errLines()).singleElement().asString().contains("would be overwritten");
        assertThat(run.out()).isEmpty();
        assertThat(stream).hasContent(before);
    }

    // ---------------------------------------------------------------- no two outputs in one place

    @Test
    void twoOutputsNeedAFileEachAlsoWhereLettersOrLinksDiffer() throws Exception {
        Path one = folder.resolve("Result.json");
        Path linked = Files.createSymbolicLink(folder.resolve("linked"), folder);
        for (Path other : List.of(
                one,
                folder.resolve("result.JSON"),
                linked.resolve("Result.json"),
                folder.resolve("labelled/../Result.json"))) {
            Run run = Run.of("analyze", "--json", one.toString(), "--keypoints", other.toString(), stream.toString());
            assertThat(run.exitCode()).as("%s", other).isEqualTo(ExitCode.WRONG_USAGE);
            assertThat(run.errLines()).singleElement().asString().contains("need a file each");
        }
        Run accents = Run.of(
                "analyze",
                "--json",
                folder.resolve("\u00fcbung.json").toString(),
                "--keypoints",
                folder.resolve("u\u0308bung.json").toString(),
                stream.toString());
        assertThat(accents.errLines()).singleElement().asString().contains("need a file each");
        assertThat(one).doesNotExist();
    }

    @Test
    void aReportAndAnotherOutputNeedAFileEach() {
        Run run = Run.of(
                "analyze",
                "--out",
                folder.toString(),
                "--json",
                folder.resolve("SET.csv.html").toString(),
                stream.toString());
        assertThat(run.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(run.errLines()).singleElement().asString().contains("need a file each");
    }

    // ---------------------------------------------------------------- who may read it

    @Test
    void whateverACommandWritesIsItsOwnersAlone() throws Exception {
        assertThat(Run.of("analyze", "--keep", "--data", data.toString(), stream.toString())
                        .exitCode())
                .isZero();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (Command command : commandsWithOutputs()) {
            if (command.words.get(0).equals("record")) {
                continue; // needs a camera: RecordCommandTest looks at its files
            }
            Path written = folder.resolve("written").resolve(command.words.get(0) + command.output + ".html");
            Files.createDirectories(written.getParent());
            assertThat(command.to(written).exitCode()).as("%s", command).isZero();
            try (Stream<Path> all = Files.walk(written)) {
                assertThat(all.toList())
                        .isNotEmpty()
                        .allSatisfy(
                                path -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                                        .matches("rw[x-]------"));
            }
        }
    }

    // ---------------------------------------------------------------- what is allowed

    @Test
    void aFolderThatHoldsResultsOfAnEarlierRunIsJudgedAgain() {
        for (int run = 0; run < 2; run++) {
            Run evaluated =
                    Run.of("evaluate", "--json", labelled.resolve("score.json").toString(), labelled.toString());
            assertThat(evaluated.err()).doesNotContain("overwritten");
            assertThat(evaluated.exitCode()).isZero();
        }
        Path results = folder.resolve("results.jsonl");
        for (int run = 0; run < 2; run++) {
            assertThat(Run.of("analyze", "--out", folder.toString(), "--json", results.toString(), stream.toString())
                            .exitCode())
                    .isZero();
        }
    }

    @Test
    void aDeviceIsWrittenToThroughALinkAndStaysADevice() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("sink"), Path.of("/dev/null"));
        assertThat(Run.of("analyze", "--json", link.toString(), stream.toString())
                        .exitCode())
                .isZero();
        assertThat(link).isSymbolicLink();
        assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
    }

    @Test
    void aFloorIsReadAndThenRaised() {
        Run run = Run.of("evaluate", "--floor", floor.toString(), "--raise-floor", labelled.toString());
        assertThat(run.err()).doesNotContain("overwritten");
        assertThat(run.exitCode()).isZero();
        assertThat(floor).content().contains("own/count/valid/exactAccuracy");
    }
}
