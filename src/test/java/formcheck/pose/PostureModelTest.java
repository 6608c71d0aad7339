package formcheck.pose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged descriptors of the posture model. */
class PostureModelTest {
    private static final Path MODELS = Path.of("models");

    @TempDir
    private Path models;

    private Path file;

    @BeforeEach
    void copyDescriptors() throws IOException {
        for (String name :
                new String[] {"posture/posture.json", "posture/LICENSE", "face-mesh/model.json", "face-mesh/LICENSE"}) {
            Path copy = models.resolve(name);
            Files.createDirectories(copy.resolveSibling("."));
            Files.copy(MODELS.resolve(name), copy);
        }
        file = models.resolve("posture/posture.json");
    }

    @Test
    void whatIsDeliveredIsRead() throws Exception {
        assertThat(PostureModel.read(models.resolve("posture")).questions()).isNotEmpty();
    }

    @Test
    void aQuestionWhoseYesIsNotBeyondItsNoIsRefused() throws Exception {
        refuses("\"yes\": [^,]*", "\"yes\": -1000", "verdicts.elbows-back.yes");
    }

    @Test
    void theFormatBeforeIsRefused() throws Exception {
        refuses("\"schemaVersion\": 3", "\"schemaVersion\": 2", "schemaVersion");
    }

    @Test
    void aLevelThatIsThereTwiceIsRefused() throws Exception {
        refuses("\"id\": \"1100\"", "\"id\": \"1000\"", "heads.levels.1.id");
    }

    @Test
    void aHeadOfOtherNumbersIsRefused() throws Exception {
        refuses("\"features\": 20", "\"features\": 21", "crop.head.features");
    }

    @Test
    void anAnswerThatIsNoneIsRefused() throws Exception {
        refuses("\"answer\": \"no\"", "\"answer\": \"maybe\"", ".unchanged.answer");
    }

    private void refuses(String what, String by, String field) throws IOException {
        String text = Files.readString(file);
        String damaged = text.replaceFirst(what, by);
        assertThat(damaged).isNotEqualTo(text);
        Files.writeString(file, damaged);
        assertThatThrownBy(() -> PostureModel.read(models.resolve("posture")))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(field);
    }
}
