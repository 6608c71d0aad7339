package formcheck.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import formcheck.pose.HeadModel;
import formcheck.pose.ModelCatalog;
import formcheck.pose.ModelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The figures of the turned-chair check, on people of whom nothing was learned: they may rise, and not fall. */
class HeadModelEvaluationTest {
    private static final Path PEOPLE = Path.of("samples/posture/turned-people.bin.gz");
    private static HeadModel model;

    @TempDir
    private Path folder;

    @BeforeAll
    static void read() throws ModelException {
        model = ModelCatalog.at(Path.of("models")).headCheck();
    }

    @Test
    void whoTurnsTheChairIsJudgedAsWellAsWasAimedAt() throws ModelException {
        HeadModelEvaluation figures = HeadModelEvaluation.of(PEOPLE, model);
        assertThat(figures.people()).isEqualTo(40);
        assertThat(figures.comparisons()).isGreaterThan(300);
        assertThat(figures.line().area()).isGreaterThanOrEqualTo(0.94);
        assertThat(figures.line().right()).isGreaterThanOrEqualTo(0.97);
        assertThat(figures.line().unjudged()).isLessThanOrEqualTo(0.40);
        assertThat(figures.line().calibrated()).isBetween(0.86, 0.95);
        assertThat(figures.line().falseFaults()).isLessThan(0.03);
    }

    @Test
    void aFileThatIsNoneIsOneLine() throws Exception {
        Path torn = folder.resolve("torn.bin.gz");
        byte[] whole = Files.readAllBytes(PEOPLE);
        Files.write(torn, Arrays.copyOf(whole, whole.length / 2));
        for (Path file : new Path[] {torn, folder.resolve("missing"), Path.of("README.md")}) {
            assertThatThrownBy(() -> HeadModelEvaluation.of(file, model))
                    .isInstanceOf(ModelException.class)
                    .hasMessageStartingWith("Cannot read " + file)
                    .hasMessageNotContaining("\n");
        }
    }
}
