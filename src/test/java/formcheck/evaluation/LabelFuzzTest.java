package formcheck.evaluation;

import formcheck.testkit.AnyBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Any bytes as labels: labels, or one line that says what is wrong. The first byte tells which kind of file it is. */
public final class LabelFuzzTest {
    private static final List<String> FILES = List.of("clip.truth.json", "clip.truth.json.gz", HandLabels.FILE);
    private static final String TRUTH =
            "{\"schemaVersion\":1,\"video\":\"clip.mp4\",\"part\":\"own\",\"role\":\"positive\","
                    + "\"framesPerSecond\":30,\"counts\":{\"attempted\":1,\"valid\":1,\"validAccept\":[1,2]},\"repetitions\":"
                    + "[{\"start\":1,\"top\":2,\"bottom\":4.5,\"loweringStart\":2.5,\"loweringSeconds\":2,\"faults\":[\"fast-descent\"],"
                    + "\"either\":[]}],\"faults\":[{\"kind\":\"fast-descent\"}],\"unjudgeable\":[{\"check\":\"all\",\"reason\":"
                    + "\"too-dark\",\"from\":0,\"to\":1}],\"frames\":{\"leftElevation\":[1,2],\"rightElevation\":[1,2]}}";
    private static final String BY_HAND =
            "[{\"file\":\"clip.mp4\",\"clip\":\"clip.mp4\",\"role\":\"positive\",\"reps\":"
                    + "[{\"top\":1.0,\"bottom\":2.5,\"fast\":true}],\"count\":1,\"count_accept\":[1,2]}]";
    private static final Path FOLDER = folder();

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("formcheck-any");
            Files.write(folder.resolve("clip.mp4"), new byte[1]);
            return folder;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    public static List<byte[]> seeds() throws IOException {
        byte[] zipped = Files.readAllBytes(Path.of("samples/hips-outside.truth.json.gz"));
        return List.of(
                ("\0" + TRUTH).getBytes(StandardCharsets.UTF_8),
                marked((byte) 1, zipped),
                ("\2" + BY_HAND).getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] marked(byte kind, byte[] content) {
        byte[] marked = new byte[content.length + 1];
        marked[0] = kind;
        System.arraycopy(content, 0, marked, 1, content.length);
        return marked;
    }

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        if (input.length == 0) {
            return;
        }
        Path file = FOLDER.resolve(FILES.get((input[0] & 0xff) % FILES.size()));
        Files.write(file, Arrays.copyOfRange(input, 1, input.length));
        try {
            LabelledSet.read(FOLDER);
        } catch (LabelException e) {
            String message = e.getMessage();
            if (message == null || message.isBlank() || message.chars().anyMatch(Character::isISOControl)) {
                throw new AssertionError("not one line: " + message, e);
            }
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void anyBytesAreLabelsOrOneLine() throws IOException {
        AnyBytes.tryAll("labels", seeds(), 500, LabelFuzzTest::fuzzerTestOneInput);
    }
}
