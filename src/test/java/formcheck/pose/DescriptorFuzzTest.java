package formcheck.pose;

import formcheck.testkit.AnyBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Any bytes as a model descriptor: a model, or one line that says what is wrong. */
public final class DescriptorFuzzTest {
    private static final Path FOLDER = folder();

    private static Path folder() {
        try {
            Path models = Files.createTempDirectory("formcheck-any");
            return ModelFolders.write(models, ModelFolders.landmarks("any"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    public static List<byte[]> seeds() {
        return List.of(
                ModelFolders.landmarks("any").toString().getBytes(StandardCharsets.UTF_8),
                ModelFolders.detector("any").toString().getBytes(StandardCharsets.UTF_8));
    }

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        Files.write(FOLDER.resolve("model.json"), input);
        try {
            PoseModel.read(FOLDER);
        } catch (ModelException e) {
            KeypointFuzzTest.oneLine(e);
        }
    }

    @Test
    void anyBytesAreAModelOrOneLine() {
        AnyBytes.tryAll("descriptor", seeds(), 800, DescriptorFuzzTest::fuzzerTestOneInput);
    }
}
