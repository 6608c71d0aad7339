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

    @Test
    void whoShowedTheirRangeIsJudgedAsWellAsWasAimedAt() throws ModelException {
        Map<String, CrowdFigures.Line> lines = figures(true, true);
        holds(lines, "elbows-back", 0.97, 0.97, 0.30);
        holds(lines, "shrug", 0.97, 0.97, 0.20);
        holds(lines, "slouch", 0.94, 0.97, 0.30);
        holds(lines, "squeeze", 0.90, 0.95, 0.50);
        holds(lines, "head-forward", 0.85, 0.95, 0.60);
        holds(lines, "chest-open", 0.90, 0.95, 0.50);
        lines.forEach((name, line) -> {
            assertThat(line.calibrated()).as(name).isBetween(0.87, 0.93);
            assertThat(line.falseFaults()).as(name).isLessThan(0.03);
        });
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
            assertThat(line.unjudged()).as(name).isGreaterThan(line(all, name).unjudged());
            assertThat(line.right()).as(name).isGreaterThan(0.94);
            assertThat(line.falseFaults()).as(name).isLessThan(0.03);
        });
    }

    @Test
    void thePicturesAreWhatTellsTheSqueeze() throws ModelException {
        double keyPoints = line(figures(true, false), "squeeze").area();
        double pictures = line(figures(true, true), "squeeze").area();
        assertThat(pictures).isGreaterThan(keyPoints + 0.1);
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
