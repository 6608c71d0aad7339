package formcheck.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import formcheck.evaluation.PostureTable.Domain;
import formcheck.exercise.ExerciseFile;
import formcheck.pose.ModelCatalog;
import formcheck.pose.ModelException;
import formcheck.pose.PostureModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The figures of the verdicts on posture, each domain judged by heads learned without it: the worst may rise, and not fall. */
class PostureTableTest {
    private static final Path PEOPLE = Path.of("samples/posture");
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
    void whoShowedTheirRangeIsJudgedRightWhateverTheDomain() throws ModelException {
        holds("elbows-back", 0.97, 0.98, 0.40);
        holds("shrug", 0.94, 0.95, 0.36);
        holds("slouch", 0.94, 0.97, 0.45);
        holds("leaning-back", 0.85, 0.97, 0.56);
        holds("squeeze", 0.82, 0.98, 0.90);
        withdrawn("chest-open");
        withdrawn("head-forward");
        for (Domain domain : PostureTable.domains(PEOPLE)) {
            figures(domain, true, true)
                    .forEach((name, line) -> assertThat(line.falseFaults())
                            .as("%s, %s", name, domain.name())
                            .isLessThan(0.03));
        }
    }

    private static Map<String, PostureModelEvaluation.QuestionScore> figures(
            Domain domain, boolean raises, boolean looks) throws ModelException {
        return PostureModelEvaluation.of(domain.people(), domain.judgedBy(model), raises, looks, TOLD_FROM);
    }

    private static PostureModelEvaluation.QuestionScore line(Domain domain, boolean raises, String name)
            throws ModelException {
        return Objects.requireNonNull(figures(domain, raises, true).get(name));
    }

    /** On the worst domain. */
    private static void holds(String name, double area, double right, double unjudged) throws ModelException {
        for (Domain domain : PostureTable.domains(PEOPLE)) {
            PostureModelEvaluation.QuestionScore line = line(domain, true, name);
            assertThat(line.area()).as("%s, %s", name, domain.name()).isGreaterThanOrEqualTo(area);
            assertThat(line.right()).as("%s, %s", name, domain.name()).isGreaterThanOrEqualTo(right);
            assertThat(line.unjudged()).as("%s, %s", name, domain.name()).isLessThanOrEqualTo(unjudged);
        }
    }

    private static void withdrawn(String name) throws ModelException {
        for (Domain domain : PostureTable.domains(PEOPLE)) {
            assertThat(line(domain, true, name).unjudged())
                    .as("%s, %s", name, domain.name())
                    .isEqualTo(1);
        }
    }

    @Test
    void whoShowedNothingButSittingTallGetsNoWorseVerdicts() throws ModelException {
        for (Domain domain : PostureTable.domains(PEOPLE)) {
            figures(domain, false, true).forEach((name, line) -> {
                if (line.unjudged() < 1) {
                    assertThat(line.right()).as("%s, %s", name, domain.name()).isGreaterThan(0.95);
                }
                assertThat(line.falseFaults()).as("%s, %s", name, domain.name()).isLessThan(0.03);
            });
        }
    }

    @Test
    void keyPointsAloneGiveFewerVerdictsButNoWorse() throws ModelException {
        for (Domain domain : PostureTable.domains(PEOPLE)) {
            Map<String, PostureModelEvaluation.QuestionScore> pictured = figures(domain, true, true);
            figures(domain, true, false).forEach((name, line) -> {
                if (line.unjudged() < 1) {
                    assertThat(line.right()).as("%s, %s", name, domain.name()).isGreaterThan(0.95);
                }
                assertThat(line.falseFaults()).as("%s, %s", name, domain.name()).isLessThan(0.03);
                if (name.equals("elbows-back")) {
                    assertThat(line.unjudged())
                            .as(domain.name())
                            .isBetween(
                                    Objects.requireNonNull(pictured.get(name)).unjudged(), 0.7);
                }
            });
        }
    }

    @Test
    void eachQuestionHasARowForEachDomain() throws ModelException {
        List<String> lines =
                PostureTable.lines(PEOPLE, model, ExerciseFile.builtIn().variant());
        for (String question : model.questions().keySet()) {
            for (Domain domain : PostureTable.domains(PEOPLE)) {
                assertThat(lines)
                        .filteredOn(line -> line.startsWith("  " + question + ", " + domain.name() + " "))
                        .hasSize(3);
            }
        }
        lines.forEach(System.out::println);
    }

    @Test
    void aFileThatIsNoneIsOneLine() throws Exception {
        Path torn = folder.resolve("torn.bin.gz");
        byte[] whole = Files.readAllBytes(PostureTable.domains(PEOPLE).get(0).people());
        Files.write(torn, java.util.Arrays.copyOf(whole, whole.length / 2));
        for (Path file : new Path[] {torn, folder.resolve("missing"), Path.of("README.md")}) {
            assertThatThrownBy(() -> PostureModelEvaluation.of(file, model, true, true, TOLD_FROM))
                    .isInstanceOf(ModelException.class)
                    .hasMessageStartingWith("Cannot read " + file)
                    .hasMessageNotContaining("\n");
        }
    }
}
