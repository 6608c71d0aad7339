package formcheck.pose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelCatalogTest {

    @TempDir
    Path home = Path.of("");

    private Path models = home;

    @BeforeEach
    void writeModels() throws IOException {
        models = home.resolve("models");
        ModelFolders.write(models, ModelFolders.landmarks("blazepose-full"));
        ModelFolders.write(models, ModelFolders.landmarks("blazepose-lite"));
        ModelFolders.write(models, ModelFolders.landmarks("mine"));
        ModelFolders.write(models, ModelFolders.detector("blazepose-detector"));
        Files.createDirectories(models.resolve("no-model"));
        Files.writeString(models.resolve("README.md"), "models");
    }

    @AfterEach
    void forgetHome() {
        System.clearProperty(ModelCatalog.HOME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"full", "blazepose-full"})
    void aModelHasAShortNameAndALongOne(String name) throws ModelException {
        assertThat(ModelCatalog.at(models).landmarks(name).id()).isEqualTo("blazepose-full");
    }

    @Test
    void anyFolderOfAModelCanBeNamed() throws ModelException {
        assertThat(ModelCatalog.at(models).landmarks("mine").id()).isEqualTo("mine");
    }

    @Test
    void allModelsAreListed() throws ModelException {
        assertThat(ModelCatalog.at(models).ids())
                .containsExactly("blazepose-detector", "blazepose-full", "blazepose-lite", "mine");
    }

    @Test
    void theDetectorOfAModelIsFound() throws ModelException {
        ModelCatalog catalog = ModelCatalog.at(models);
        assertThat(catalog.detectorOf(catalog.landmarks("lite")).id()).isEqualTo("blazepose-detector");
    }

    @Test
    void theModelsOfTheHomeFolderAreFound() throws ModelException {
        System.setProperty(ModelCatalog.HOME, home.toString());
        assertThat(ModelCatalog.find().ids()).contains("mine");
    }

    @Test
    void aHomeWithoutModelsIsOneLine() {
        System.setProperty(ModelCatalog.HOME, models.resolve("no-model").toString());
        assertThatThrownBy(ModelCatalog::find)
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("There is no model in ");
    }

    @Test
    void withoutAHomeTheModelsOfTheProjectAreFound() throws ModelException {
        assertThat(ModelCatalog.find().ids()).contains("blazepose-full", "blazepose-lite", "blazepose-detector");
    }

    @Test
    void anUnknownModelIsAnsweredWithWhatThereIs() {
        assertThatThrownBy(() -> ModelCatalog.at(models).landmarks("huge"))
                .isInstanceOf(ModelException.class)
                .hasMessage("There is no model \"huge\" in " + models + ". There are: full, lite, mine.");
    }

    @Test
    void theHeavyModelIsAnsweredWithHowToMakeIt() {
        assertThatThrownBy(() -> ModelCatalog.at(models).landmarks("heavy"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("python scripts/models/convert.py --models heavy");
    }

    @Test
    void aDetectorFindsNoJoints() {
        assertThatThrownBy(() -> ModelCatalog.at(models).landmarks("detector"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("finds persons, not their joints");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../models/blazepose-full", "..", "", "/", "a\nb"})
    void aNameIsNoPath(String name) {
        assertThatThrownBy(() -> ModelCatalog.at(models).landmarks(name))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("There is no model ")
                .hasMessageNotContaining("\n");
    }

    @Test
    void aMissingDetectorIsOneLine() throws IOException {
        Path detector = models.resolve("blazepose-detector");
        try (var files = Files.list(detector)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(detector);
        assertThatThrownBy(() -> {
                    ModelCatalog catalog = ModelCatalog.at(models);
                    catalog.detectorOf(catalog.landmarks("full"));
                })
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("blazepose-detector is missing: blazepose-full names it");
    }

    @Test
    void aLandmarkModelIsNoDetector() throws IOException {
        ModelFolders.write(models, ModelFolders.landmarks("mine").put("detector", "blazepose-lite"));
        assertThatThrownBy(() -> {
                    ModelCatalog catalog = ModelCatalog.at(models);
                    catalog.detectorOf(catalog.landmarks("mine"));
                })
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("kind is not detector");
    }
}
