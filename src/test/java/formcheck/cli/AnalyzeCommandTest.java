package formcheck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import formcheck.pose.KeypointReader;
import formcheck.pose.PoseFrame;
import formcheck.testkit.BesideProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnalyzeCommandTest {

    @TempDir
    private Path folder = Path.of("");

    private String slow = "";
    private String dropped = "";
    private String missing = "";

    @BeforeEach
    void recordMotion() throws IOException {
        slow = CapturedStreams.slow(folder.resolve("slow.csv"), 3).toString();
        dropped = CapturedStreams.dropped(folder.resolve("dropped.csv")).toString();
        missing = folder.resolve("missing.mp4").toString();
    }

    private Path in(String name) {
        return folder.resolve(name);
    }

    private static JsonNode json(String line) throws IOException {
        return new ObjectMapper().readTree(line);
    }

    private void nothingHalfWrittenIsLeft() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).extracting(file -> file.getFileName().toString()).noneMatch(name -> name.startsWith("."));
        }
    }

    @Test
    void countsTheRepetitionsOfAKeypointStream() {
        Run run = Run.of("analyze", slow);
        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).contains("3 valid");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void afterAGapADropIsJudgedAgainAsSoonAsFramesCome() throws Exception {
        Path lines = in("gap.jsonl");
        String file = BesideProject.file("faults/gap-of-1s.csv").toString();
        assertThat(Run.of("analyze", "--json", lines.toString(), file).exitCode())
                .isEqualTo(ExitCode.OK);
        JsonNode second = json(Files.readString(lines)).at("/reps/1");
        assertThat(second.at("/checks/fast-descent").asText()).isEqualTo("fault");
        assertThat(second.at("/eccentricSeconds").asDouble()).isBetween(0.33, 0.43);
    }

    @ParameterizedTest
    @ValueSource(strings = {"faults/saved-by-excel.csv", "faults/saved-by-excel-german.csv"})
    void aStreamThatASpreadsheetSavedIsJudged(String name) {
        Run run = Run.of("analyze", BesideProject.file(name).toString());
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).contains("8 repetitions, 8 valid, 4 clean.");
    }

    @Test
    void keyPointsWithADecimalCommaAreJudgedAlike() throws Exception {
        Path commas = in("commas.csv");
        Run.of("analyze", "--decimal-comma", "--keypoints", commas.toString(), slow);
        assertThat(Files.readAllLines(commas).get(1)).startsWith("seconds;nose_x;");
        assertThat(Run.of("analyze", "--json", "-", commas.toString()).out().replace("commas", "slow"))
                .isEqualTo(Run.of("analyze", "--json", "-", slow).out());
    }

    @Test
    void whatAnotherProgramFoundIsJudgedAndWhatWasAssumedIsSaid() throws Exception {
        Path json = in("landmarks.json");
        StringBuilder frames = new StringBuilder();
        try (KeypointReader reader = KeypointReader.open(Path.of(slow))) {
            for (PoseFrame frame = reader.next().orElse(null);
                    frame != null;
                    frame = reader.next().orElse(null)) {
                frames.append(frames.isEmpty() ? "[" : ",").append("{\"landmarks\":{");
                StringBuilder joints = new StringBuilder();
                frame.pose()
                        .orElseThrow()
                        .keypoints()
                        .forEach((joint, k) -> joints.append(joints.isEmpty() ? "" : ",")
                                .append('"' + joint.id() + "\":[" + k.x() / 640 + "," + k.y() / 480 + ",0,0.9]"));
                frames.append(joints).append("}}");
            }
        }
        Files.writeString(json, frames.append("]"));
        Run told = Run.of("analyze", "--size", "640x480", "--fps", "30", json.toString());
        assertThat(told.exitCode()).as(told.err()).isEqualTo(ExitCode.OK);
        assertThat(told.out()).contains("3 valid").doesNotContain("--size", "--fps");
        Run assumed = Run.of("analyze", json.toString());
        assertThat(assumed.out()).contains("--size", "--fps");
        assertThat(Run.of("analyze", "--size", "640", json.toString()).exitCode())
                .isEqualTo(ExitCode.WRONG_USAGE);
    }

    @Test
    void writesOneLineOfJsonForEachInput() throws Exception {
        Path lines = in("results.jsonl");
        Run run = Run.of("analyze", "--json", lines.toString(), slow, dropped);
        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(Files.readString(lines)).endsWith("}\n").doesNotContain("\r");
        assertThat(Files.readAllLines(lines)).hasSize(2);
        JsonNode first = json(Files.readAllLines(lines).get(0));
        assertThat(first.at("/source").asText()).isEqualTo(slow);
        assertThat(first.at("/model").isNull()).isTrue();
        assertThat(first.at("/repetitions/valid").asInt()).isEqualTo(3);
        JsonNode second = json(Files.readAllLines(lines).get(1));
        assertThat(second.at("/repetitions/attempted").asInt()).isEqualTo(3);
        assertThat(second.at("/reps/0/checks/fast-descent").asText()).isEqualTo("fault");
        nothingHalfWrittenIsLeft();
    }

    @Test
    void writesTheSameJsonForTheSameInput() {
        Run first = Run.of("analyze", "--json", "-", slow, dropped);
        Run second = Run.of("analyze", "--json", "-", slow, dropped);
        assertThat(second.out()).isEqualTo(first.out());
    }

    @Test
    void putsNothingButJsonOnStandardOutputIfItIsAskedTo() throws Exception {
        Run run = Run.of("analyze", "--json", "-", slow, missing);
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(run.outLines()).hasSize(2);
        assertThat(json(run.outLines().get(0)).at("/repetitions/valid").asInt()).isEqualTo(3);
        assertThat(json(run.outLines().get(1)).at("/source").asText()).isEqualTo(missing);
        assertThat(json(run.outLines().get(1)).at("/error").asText()).isNotEmpty();
    }

    @Test
    void analyzesTheOtherInputsIfOneIsBroken() throws Exception {
        Path broken = Files.writeString(in("broken.csv"), "# width=640 height=480\nseconds,nose_x\n");
        Path lines = in("results.jsonl");
        Run run = Run.of("analyze", "--json", lines.toString(), broken.toString(), slow);
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(run.errLines()).hasSize(1).first().asString().contains("broken.csv");
        assertThat(run.out()).contains("3 valid");
        assertThat(Files.readAllLines(lines)).hasSize(2);
        assertThat(json(Files.readAllLines(lines).get(0)).has("error")).isTrue();
    }

    @Test
    void saysInOneLineThatAFileIsMissing() {
        Run run = Run.of("analyze", missing);
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(run.out()).isEmpty();
        assertThat(run.errLines()).hasSize(1).first().asString().contains("missing.mp4");
    }

    @Test
    void saysInOneLineThatAPhotoIsNoVideo() {
        Path photo = Path.of("src/test/resources/formcheck/web/turned-chair/usual-1.jpg");
        Run run = Run.of("analyze", photo.toString());
        assertThat(run.exitCode()).isNotEqualTo(ExitCode.OK);
        assertThat(run.err().strip())
                .isEqualTo(photo + " is a photo, and FormCheck needs a video."
                        + " Give a video, or a folder with the images of one.");
    }

    @Test
    void showsTheWholeErrorOnlyIfItIsAskedTo() {
        assertThat(Run.of("analyze", missing).err()).doesNotContain("\tat ");
        assertThat(Run.of("analyze", "--verbose", missing).err()).contains("\tat ");
    }

    @Test
    void showsNoPasswordOfAnAddress() throws Exception {
        Run run = Run.of("analyze", "--json", "-", "gopher://me:secret@host/x?token=hidden");
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(run.out() + run.err()).doesNotContain("secret").doesNotContain("hidden");
        assertThat(json(run.out()).at("/source").asText()).isEqualTo("gopher://host/x");
    }

    @Test
    void writesTheMotionSoThatItIsJudgedAlikeAgain() throws Exception {
        Path copy = in("copy.csv.gz");
        Run first = Run.of("analyze", "--keypoints", copy.toString(), "--json", "-", slow);
        Run again = Run.of("analyze", "--json", "-", copy.toString());
        assertThat(first.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(json(again.out()).get("reps")).isEqualTo(json(first.out()).get("reps"));
        assertThat(Files.readAllBytes(copy)).startsWith(0x1f, 0x8b);
        nothingHalfWrittenIsLeft();
    }

    @Test
    void leavesNoKeypointsOfAnInputThatFailed() throws Exception {
        Path copy = in("copy.csv");
        assertThat(Run.of("analyze", "--keypoints", copy.toString(), missing).exitCode())
                .isEqualTo(ExitCode.FAILED);
        assertThat(copy).doesNotExist();
        nothingHalfWrittenIsLeft();
    }

    @Test
    void writesAReportForEachInputUnderANameOfItsOwn() throws Exception {
        Path reports = in("a").resolve("reports");
        Run run = Run.of("analyze", "--out", reports.toString(), slow, slow);
        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(reports.resolve("slow.csv.html")).exists();
        assertThat(reports.resolve("slow.csv-2.html")).exists();
    }

    @Test
    void judgesByTheHeightThatAPersonCanReach() throws Exception {
        Run usual = Run.of("analyze", "--json", "-", "--height-limit", "110", slow);
        assertThat(json(usual.out()).at("/repetitions/valid").asInt()).isZero();
        assertThat(json(usual.out()).at("/repetitions/attempted").asInt()).isEqualTo(3);
    }

    @Test
    void stopsBetweenInputsAndLeavesNothingHalfWritten() throws Exception {
        StopSignal stop = new StopSignal();
        stop.ask();
        Path lines = in("results.jsonl");
        Run run = Run.of(stop, "analyze", "--json", lines.toString(), slow, dropped);
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(run.errLines()).hasSize(1).first().asString().startsWith("Stopped");
        assertThat(lines).doesNotExist();
        nothingHalfWrittenIsLeft();
    }

    @Test
    void failsIfTheSystemRefusesTheJson() {
        if (Files.exists(Path.of("/dev/full"))) {
            Run run = Run.of("analyze", "--json", "/dev/full", slow);
            assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
            assertThat(run.errLines()).hasSize(1);
        }
    }

    @Test
    void theLinesOfWhatIsDoneStayWhateverEndsTheRun() throws Exception {
        Path file = Files.writeString(in("results.jsonl"), "older\n");
        try (JsonLines lines = JsonLines.to(Optional.of(file.toString()), Run.terminal(), Run.files())) {
            lines.addFailure("x.mp4", "broken");
            assertThat(Files.readString(file))
                    .as("as long as there is no result")
                    .isEqualTo("older\n");
            lines.write("{\"a\":1}");
            lines.keep();
            assertThat(Files.readAllLines(file)).hasSize(2).last().isEqualTo("{\"a\":1}");
            lines.write("{\"b\":2}");
            assertThat(Files.readAllLines(file)).as("at once").hasSize(3);
        }
        assertThat(Files.readAllLines(file)).hasSize(3);
        nothingHalfWrittenIsLeft();
    }

    @Test
    void aRunThatIsStoppedBeforeAnyResultLeavesAnOlderFileAlone() throws Exception {
        StopSignal stop = new StopSignal();
        stop.ask();
        Path file = Files.writeString(in("results.jsonl"), "older\n");
        Run.of(stop, "analyze", "--json", file.toString(), slow, dropped);
        assertThat(Files.readString(file)).isEqualTo("older\n");
        nothingHalfWrittenIsLeft();
    }

    @Test
    void aNameThatIsNoPathIsThatInputsFailure() throws Exception {
        Run run = Run.of("analyze", "--json", in("results.jsonl").toString(), "a\0b", slow);
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(Files.readAllLines(in("results.jsonl"))).hasSize(2);
        assertThat(run.out()).contains("3 valid");
    }

    private void isWrongUsage(String expected, String... words) throws IOException {
        Run run = Run.of(words);
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(run.out()).isEmpty();
        assertThat(run.errLines()).hasSize(1).first().asString().contains(expected);
        nothingHalfWrittenIsLeft();
    }

    @Test
    void saysInOneLineWhatIsWrongWithTheCommandLine() throws Exception {
        isWrongUsage("analyze --help", "analyze");
        isWrongUsage("--no-such-option", "analyze", "--no-such-option", slow);
        isWrongUsage("not a number", "analyze", "--height-limit", "high", slow);
        isWrongUsage("--help", "analyse", slow);
    }

    @Test
    void saysInOneLineWhatIsWrongWithASetting() throws Exception {
        isWrongUsage("one INPUT", "analyze", "--keypoints", in("points.csv").toString(), slow, dropped);
        isWrongUsage("--fps", "analyze", "--fps", "0", slow);
        isWrongUsage("--fps", "analyze", "--fps", "NaN", slow);
        isWrongUsage("--height-limit", "analyze", "--height-limit", "500", slow);
        isWrongUsage("bare-hands", "analyze", "--variant", "kettlebell", slow);
        isWrongUsage("none.yaml", "analyze", "--exercise", in("none.yaml").toString(), slow);
        isWrongUsage("enormous", "analyze", "--model", "enormous", slow);
    }

    @Test
    void saysInOneLineWhereNothingCanBeWritten() throws Exception {
        isWrongUsage("is a folder", "analyze", "--json", folder.toString(), slow);
        isWrongUsage(
                "no folder", "analyze", "--json", in("none").resolve("x.jsonl").toString(), slow);
        isWrongUsage("is a file", "analyze", "--out", slow, slow);
        isWrongUsage("overwritten", "analyze", "--keypoints", slow, slow);
        String same = in("same").toString();
        isWrongUsage("a file each", "analyze", "--keypoints", same, "--json", same, slow);
    }
}
