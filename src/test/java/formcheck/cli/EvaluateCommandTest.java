package formcheck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On keypoint streams with known movement, so that no pose model is needed. */
class EvaluateCommandTest {

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void labelTwoStreams() throws IOException {
        CapturedStreams.slow(folder.resolve("slow.csv"), 2);
        CapturedStreams.dropped(folder.resolve("dropped.csv"));
        label("slow", "validation", 2, 5.4, "");
        label("dropped", "tuning", 3, 3.1, "\"fast-descent\"");
    }

    /** Repetitions that follow each other after a second at rest, each with 0.6 s of rest at its end. */
    private void label(String name, String part, int count, double cycle, String fault) throws IOException {
        String reps = IntStream.range(0, count)
                .mapToObj(i -> String.format(
                        Locale.ROOT,
                        "{\"from\": %.2f, \"to\": %.2f, \"faults\": [%s]}",
                        1 + i * cycle,
                        1 + (i + 1) * cycle - 0.6,
                        fault))
                .collect(Collectors.joining(","));
        Files.writeString(folder.resolve(name + ".truth.json"), """
                {"schemaVersion": 1, "keypoints": "%s.csv", "part": "%s", "counts": {"attempted": %d, "valid": %d},
                 "repetitions": [%s], "unjudgeable": []}
                """.formatted(name, part, count, count, reps));
    }

    private JsonNode score(String... words) throws IOException {
        Path json = folder.resolve("score.json");
        String[] all = new String[words.length + 4];
        all[0] = "evaluate";
        all[1] = "--json";
        all[2] = json.toString();
        System.arraycopy(words, 0, all, 3, words.length);
        all[all.length - 1] = folder.toString();
        Run run = Run.of(all);
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
        return new ObjectMapper().readTree(Files.readString(json));
    }

    @Test
    void printsTheScoreboardAndWritesItAsJson() throws IOException {
        Run run = Run.of("evaluate", folder.toString());
        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(run.out())
                .contains("slow", "dropped", "valid count: exact", "100 %", "fast-descent: F1")
                .doesNotContain("·");

        JsonNode score = score();
        assertThat(score.at("/scores/all/count/valid/exactAccuracy").asDouble()).isOne();
        assertThat(score.at("/scores/all/faults/fast-descent/truePositives").asInt())
                .isEqualTo(3);
        assertThat(score.at("/scores/validation/clips").asInt()).isOne();
        assertThat(score.at("/clips/0/counts/valid/found").asInt()).isEqualTo(3);
    }

    @Test
    void aWrongLabelShowsInTheScore() throws IOException {
        label("slow", "validation", 2, 5.4, "\"fast-descent\"");
        Run run = Run.of("evaluate", folder.toString());
        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(run.outLines())
                .filteredOn(line -> line.contains("fast-descent missed"))
                .hasSize(2);
    }

    @Test
    void measuresOnePartOrOneClip() throws IOException {
        assertThat(score("--part", "tuning").at("/clips").size()).isOne();
        assertThat(score("--only", "slow").at("/clips/0/name").asText()).isEqualTo("slow");
        Run none = Run.of("evaluate", "--part", "test", folder.toString());
        assertThat(none.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(none.errLines()).singleElement().asString().contains("none is of that part");
    }

    @Test
    void aFloorIsWrittenHeldAndFailsOnlyWhenFiguresFall() throws IOException {
        String floor = folder.resolve("floor.json").toString();
        assertThat(Run.of("evaluate", "--floor", floor, folder.toString()).exitCode())
                .isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(Run.of("evaluate", "--raise-floor", folder.toString()).exitCode())
                .isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(Run.of("evaluate", "--floor", floor, "--raise-floor", folder.toString())
                        .exitCode())
                .isEqualTo(ExitCode.OK);
        String kept = Files.readString(Path.of(floor));
        assertThat(Run.of("evaluate", "--floor", floor, folder.toString()).exitCode())
                .isEqualTo(ExitCode.OK);

        label("slow", "validation", 3, 5.4, "");
        Run fallen = Run.of("evaluate", "--floor", floor, "--raise-floor", folder.toString());
        assertThat(fallen.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(fallen.err()).contains("validation/count/valid/exactAccuracy");
        assertThat(Files.readString(Path.of(floor))).isEqualTo(kept);
    }

    @Test
    void whatCannotBeUsedIsToldInOneLineAndTheRestIsJudged() throws IOException {
        Files.writeString(folder.resolve("dropped.csv"), "no key points");
        Run run = Run.of("evaluate", folder.toString());
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(run.errLines()).singleElement().asString().contains("dropped.csv");
        assertThat(run.out()).contains("slow");

        Files.writeString(folder.resolve("slow.truth.json"), "{");
        Run broken = Run.of("evaluate", folder.toString());
        assertThat(broken.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(broken.errLines()).singleElement().asString().contains("slow.truth.json", "not JSON");
        assertThat(Run.of("evaluate", folder.resolve("none").toString()).err()).contains("There is no folder");
        assertThat(Run.of("evaluate").exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
    }
}
