package formcheck.pose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoseModelTest {

    private static final String ID = "blazepose-test";

    @TempDir
    Path models = Path.of("");

    @Test
    void aLandmarkModelSaysWhatItIs() throws Exception {
        Path folder = ModelFolders.write(models, ModelFolders.landmarks(ID));
        PoseModel model = PoseModel.read(folder);
        assertThat(model.id()).isEqualTo(ID);
        assertThat(model.kind()).isEqualTo(PoseModel.ModelKind.LANDMARKS);
        assertThat(model.decoder()).isEqualTo(OutputDecoder.BLAZEPOSE_LANDMARKS);
        assertThat(model.inputSize()).isEqualTo(256);
        assertThat(model.outputLength()).isEqualTo(352);
        assertThat(model.detector()).contains("blazepose-detector");
        assertThat(model.fast().file()).isEqualTo(folder.resolve("fast.pt"));
        assertThat(model.portable().bytes()).isEqualTo(7);
        assertThat(model.int8()).map(PoseModel.Weights::file).contains(folder.resolve("int8.pt"));
        assertThat(model.licence()).isEqualTo("Apache-2.0");
    }

    @Test
    void whichFilesAFormRunsDependsOnTheProcessor() throws Exception {
        PoseModel model = PoseModel.read(ModelFolders.write(models, ModelFolders.landmarks(ID)));
        String arch = System.getProperty("os.arch");
        try {
            System.setProperty("os.arch", "amd64");
            assertThat(files(model, ModelForm.FASTEST)).containsExactly("int8.pt", "fast.pt", "portable.pt");
            System.setProperty("os.arch", "aarch64");
            assertThat(files(model, ModelForm.FASTEST)).containsExactly("fast.pt", "portable.pt");
        } finally {
            System.setProperty("os.arch", arch);
        }
        assertThat(files(model, ModelForm.EXACT)).containsExactly("fast.pt", "portable.pt");
        assertThat(files(model, ModelForm.PORTABLE)).containsExactly("portable.pt");
    }

    private static Stream<String> files(PoseModel model, ModelForm form) {
        return form.weights(model.forms())
                .map(weights -> String.valueOf(weights.file().getFileName()));
    }

    @Test
    void aDetectorNamesNoDetector() throws Exception {
        PoseModel model = PoseModel.read(ModelFolders.write(models, ModelFolders.detector(ID)));
        assertThat(model.kind()).isEqualTo(PoseModel.ModelKind.DETECTOR);
        assertThat(model.detector()).isEmpty();
        assertThat(model.int8()).isEmpty();
        assertThatReading(ModelFolders.detector(ID).put("detector", "another")).contains("detector");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "/schemaVersion | 2          | schemaVersion is 2, and this FormCheck reads 1",
                "/schemaVersion | \"1\"      | schemaVersion must be a whole number",
                "/id            | \"other\"  | id is \"other\", and the folder is called \"blazepose-test\"",
                "/id            | 7          | id must be a text",
                "/kind          | \"detector\" | kind is \"detector\"; here it must be \"landmarks\"",
                "/keypointSchema | \"coco-17\" | keypointSchema is \"coco-17\"; here it must be \"blazepose-33\"",
                "/decoder       | \"yolo\"   | decoder is \"yolo\", which this FormCheck cannot read",
                "/decoder       | null       | decoder is missing",
                "/input         | null       | input.width is missing",
                "/input/width   | 0          | input.width must be a whole number from 64 to 1024",
                "/input/width   | 99999999999 | input.width must be a whole number",
                "/input/width   | 256.5      | input.width must be a whole number",
                "/input/width   | 192        | input.height is 256, and the width 192: the input is a square",
                "/input/layout  | \"NCHW\"   | input.layout is \"NCHW\"",
                "/input/type    | \"float32\" | input.type is \"float32\"",
                "/input/colour  | \"BGR\"    | input.colour is \"BGR\"",
                "/output/length | 351        | output.length is 351, and blazepose-landmarks reads 352",
                "/output/worldAt | 200       | output.worldAt is 200, and blazepose-landmarks reads 196",
                "/detector      | null       | detector is missing",
                "/detector      | \"../../x\" | detector must be a plain name",
                "/weights/fast/file | \"../fast.pt\" | weights.fast.file must be a plain name",
                "/weights/fast/file | \"/etc/passwd\" | weights.fast.file must be a plain name",
                "/weights/fast/file | \"..\"  | weights.fast.file must be a plain name",
                "/weights/fast/file | \"a\\\\b.pt\" | weights.fast.file must be a plain name",
                "/weights/fast/bytes | -1     | weights.fast.bytes must be a whole number from 1",
                "/weights/fast/bytes | 1e30   | weights.fast.bytes must be a whole number from 1",
                "/weights/portable/sha256 | \"12ab\" | weights.portable.sha256 must be 64 hexadecimal digits",
                "/weights/int8 | null | weights.int8.file is missing",
                "/weights/int8/bytes | 0 | weights.int8.bytes must be a whole number from 1",
                "/weights/portable | null      | weights.portable.file is missing",
                "/licence       | \" \"      | licence must be a text",
                "/licenceFile   | \"COPYING\" | licenceFile names \"COPYING\", which is not in the folder",
                "/origin        | []         | origin must be a text",
            },
            delimiter = '|')
    void eachWrongFieldIsNamed(String pointer, String value, String message) throws IOException {
        ObjectNode root = ModelFolders.landmarks(ID);
        int slash = pointer.lastIndexOf('/');
        ObjectNode parent = (ObjectNode) root.at(pointer.substring(0, slash));
        parent.set(pointer.substring(slash + 1), new JsonMapper().readTree(value));
        assertThatReading(root).contains("model.json: ").contains(message);
    }

    @Test
    void aMissingDescriptorIsOneLine() {
        assertThatThrownBy(() -> PoseModel.read(models.resolve("absent")))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("model.json is missing");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "[]      | holds no JSON object",
                "\"x\"   | holds no JSON object",
                "{       | no valid JSON",
                "{} {}   | no valid JSON",
                "{\"id\":1,\"id\":2} | model.json:1: no valid JSON: a name is there twice in one object",
                "~~      | holds no JSON object",
            })
    void whatIsNoDescriptorIsOneLine(String text, String message) throws IOException {
        Path folder = ModelFolders.write(models, ModelFolders.landmarks(ID));
        Files.writeString(folder.resolve("model.json"), text);
        assertThatThrownBy(() -> PoseModel.read(folder))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }

    @Test
    void anEndlessDescriptorIsNotRead() throws IOException {
        Path folder = ModelFolders.write(models, ModelFolders.landmarks(ID));
        Files.writeString(folder.resolve("model.json"), " ".repeat(100_000));
        assertThatThrownBy(() -> PoseModel.read(folder)).hasMessageContaining("too long");
    }

    @Test
    void whatADescriptorHoldsCannotBreakTheLineOfTheMessage() throws IOException {
        assertThatReading(ModelFolders.landmarks(ID).put("decoder", "a\nb\u001b[31m"))
                .contains("decoder is \"a?b?[31m\"");
    }

    @Test
    void theRightWeightsAreGivenOut() throws Exception {
        PoseModel model = PoseModel.read(ModelFolders.write(models, ModelFolders.landmarks(ID)));
        assertThat(model.fast().read()).isEqualTo(ModelFolders.WEIGHTS);
    }

    @Test
    void weightsThatWereChangedAreRefusedInOneLine() throws Exception {
        PoseModel model = PoseModel.read(ModelFolders.write(models, ModelFolders.landmarks(ID)));
        Files.writeString(model.fast().file(), "wEights");
        assertThatThrownBy(() -> model.fast().read())
                .isInstanceOf(ModelException.class)
                .hasMessage(model.fast().file() + " is not the file its descriptor names (SHA-256 differs)."
                        + " Restore it with git checkout, or run scripts/models/convert.py.");
    }

    @Test
    void weightsOfAnotherLengthAreRefusedInOneLine() throws Exception {
        PoseModel model = PoseModel.read(ModelFolders.write(models, ModelFolders.landmarks(ID)));
        Files.writeString(model.fast().file(), "short");
        assertThatThrownBy(() -> model.fast().read())
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("is not the file its descriptor names (5 bytes instead of 7)");
    }

    @Test
    void missingWeightsAreNamedInOneLine() throws Exception {
        PoseModel model = PoseModel.read(ModelFolders.write(models, ModelFolders.landmarks(ID)));
        Files.delete(model.portable().file());
        assertThatThrownBy(() -> model.portable().read())
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("portable.pt is missing. Restore it");
    }

    private org.assertj.core.api.AbstractStringAssert<?> assertThatReading(ObjectNode descriptor) throws IOException {
        Path folder = ModelFolders.write(models, ModelFolders.landmarks(ID));
        Files.writeString(folder.resolve("model.json"), descriptor.toString());
        try {
            PoseModel.read(folder);
        } catch (ModelException e) {
            return assertThat(e.getMessage()).doesNotContain("\n");
        }
        throw new AssertionError("was accepted: " + descriptor);
    }
}
