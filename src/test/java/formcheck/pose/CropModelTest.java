package formcheck.pose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CropModelTest {

    @TempDir
    Path models = Path.of("");

    private Path folder = models;

    @BeforeEach
    void writeModels() throws IOException {
        ModelFolders.write(models, ModelFolders.face("face-mesh"));
        ModelFolders.write(models, ModelFolders.landmarks("blazepose-full"));
        folder = Files.createDirectories(models.resolve("posture"));
    }

    private static ObjectNode described() {
        ObjectNode root = new JsonMapper().createObjectNode();
        ObjectNode crop = root.putObject("crop");
        ObjectNode body = crop.putObject("upperBody");
        body.put("side", 256).put("shoulderWidths", 2.2).put("lower", 0.08).put("features", 256);
        ObjectNode weights = body.putObject("weights");
        for (String form : new String[] {"int8", "fast", "portable"}) {
            ModelFolders.describe(weights, form);
        }
        crop.putObject("head").put("features", 20).put("model", "face-mesh");
        return root;
    }

    private CropModel read(ObjectNode root) throws IOException, ModelException {
        Files.writeString(folder.resolve(PostureModel.FILE), root.toString());
        return CropModel.read(new Descriptor(folder, PostureModel.FILE), folder);
    }

    @Test
    void featuresAreThoseOfUpperBodyAndHead() throws Exception {
        CropModel model = read(described());
        assertThat(model.features()).isEqualTo(276);
        assertThat(model.upperBody().inputSize()).isEqualTo(256);
        assertThat(model.upperBody().weights().int8()).isPresent();
        assertThat(model.head().mesh().decoder()).isEqualTo(OutputDecoder.FACE_MESH);
        assertThat(model.head().mesh().detector()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "/crop/upperBody/side | 0 | crop.upperBody.side must be a whole number from 16",
                "/crop/upperBody/lower | 7 | crop.upperBody.lower must be a number from -1",
                "/crop/upperBody/weights/fast | null | crop.upperBody.weights.fast.file is missing",
                "/crop/head/features | 21 | crop.head.features is 21, and FormCheck measures 20",
                "/crop/head/model | \"../face-mesh\" | crop.head.model must be a plain name",
                "/crop/head/model | \"blazepose-full\" | crop.head.model names blazepose-full, which finds no face",
                "/crop/head/model | \"another\" | model.json is missing",
            },
            delimiter = '|')
    void eachWrongFieldIsNamed(String pointer, String value, String message) throws IOException {
        ObjectNode root = described();
        int slash = pointer.lastIndexOf('/');
        ((ObjectNode) root.at(pointer.substring(0, slash)))
                .set(pointer.substring(slash + 1), new JsonMapper().readTree(value));
        assertThatThrownBy(() -> read(root)).isInstanceOf(ModelException.class).hasMessageContaining(message);
    }
}
