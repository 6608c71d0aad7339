package formcheck.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import formcheck.exercise.ExerciseFile;
import formcheck.motion.posture.CrowdFigures;
import formcheck.pose.ModelCatalog;
import formcheck.pose.ModelException;
import formcheck.pose.PostureModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The figures of the verdicts on posture, on people of whom nothing was learned: they may rise, and not fall. */
class PostureTableTest {
    private static final Path CROWD = Path.of("samples/posture/fresh-people.bin.gz");
    private static final ToDoubleFunction<String> TOLD_FROM =
            PostureTable.toldFrom(ExerciseFile.builtIn().variant());
    private static PostureModel model;

    @TempDir
    private Path folder;

    @BeforeAll
    static void read() throws ModelException {
        model = ModelCatalog.at(Path.of("models")).posture();
    }

    /** What is judged by key points alone, or where the picture says the same: fewer verdicts than both together would give. */
    @Test
    void whoShowedTheirRangeIsJudgedRightWhereAnythingIsTold() throws ModelException {
        Map<String, CrowdFigures.Line> lines = figures(true, true);
        holds(lines, "elbows-back", 0.95, 0.969, 0.38);
        holds(lines, "squeeze", 0.83, 0.93, 0.75);
        holds(lines, "shrug", 0.97, 0.99, 0.27);
        holds(lines, "slouch", 0.94, 0.99, 0.31);
        holds(lines, "head-forward", 0.85, 0.99, 0.71);
        holds(lines, "leaning-back", 0.95, 0.99, 0.32);
        assertThat(line(lines, "chest-open").unjudged()).isEqualTo(1);
        lines.forEach((name, line) -> {
            assertThat(line.calibrated()).as(name).isGreaterThan(0.87);
            if (evidence(name) == PostureModel.Evidence.KEY_POINTS) {
                assertThat(line.calibrated()).as(name).isLessThan(0.93);
            }
            assertThat(line.falseFaults()).as(name).isLessThan(0.03);
        });
    }

    private static PostureModel.Evidence evidence(String question) {
        return Objects.requireNonNull(model.questions().get(question)).evidence();
    }

    private static Map<String, CrowdFigures.Line> figures(boolean raises, boolean looks) throws ModelException {
        return CrowdFigures.of(CROWD, model, raises, looks, TOLD_FROM);
    }

    private static void holds(
            Map<String, CrowdFigures.Line> lines, String name, double area, double right, double unjudged) {
        CrowdFigures.Line line = line(lines, name);
        assertThat(line.area()).as(name).isGreaterThanOrEqualTo(area);
        assertThat(line.right()).as(name).isGreaterThanOrEqualTo(right);
        assertThat(line.unjudged()).as(name).isLessThanOrEqualTo(unjudged);
    }

    private static CrowdFigures.Line line(Map<String, CrowdFigures.Line> lines, String name) {
        return Objects.requireNonNull(lines.get(name));
    }

    @Test
    void whoShowedNothingButSittingTallGetsFewerVerdictsAndNoWorseOnes() throws ModelException {
        Map<String, CrowdFigures.Line> all = figures(true, true);
        figures(false, true).forEach((name, line) -> {
            if (name.equals("chest-open")) {
                assertThat(line.unjudged()).isEqualTo(1);
            } else {
                assertThat(line.unjudged())
                        .as(name)
                        .isGreaterThan(line(all, name).unjudged());
                assertThat(line.right()).as(name).isGreaterThan(name.equals("squeeze") ? 0.92 : 0.94);
            }
            assertThat(line.falseFaults()).as(name).isLessThan(0.03);
        });
    }

    @Test
    void withoutAPictureOnlyWhatKeyPointsAnswerIsTold() throws ModelException {
        Map<String, CrowdFigures.Line> pictured = figures(true, true);
        Map<String, CrowdFigures.Line> bare = figures(true, false);
        assertThat(bare).containsOnlyKeys("elbows-back", "squeeze");
        bare.forEach((name, line) -> assertThat(line).as(name).isEqualTo(line(pictured, name)));
    }

    @Test
    void aFileThatIsNoneIsOneLine() throws Exception {
        Path torn = folder.resolve("torn.bin.gz");
        byte[] whole = Files.readAllBytes(CROWD);
        Files.write(torn, java.util.Arrays.copyOf(whole, whole.length / 2));
        for (Path file : new Path[] {torn, folder.resolve("missing"), Path.of("README.md")}) {
            assertThatThrownBy(() -> CrowdFigures.of(file, model, true, true, TOLD_FROM))
                    .isInstanceOf(ModelException.class)
                    .hasMessageStartingWith("Cannot read " + file)
                    .hasMessageNotContaining("\n");
        }
    }
}
