package formcheck.exercise;

import formcheck.testkit.AnyBytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Any bytes as an exercise file: an exercise, or one line that says what is wrong. */
public final class ExerciseFuzzTest {
    public static List<byte[]> seeds() throws IOException {
        try (InputStream in = ExerciseFile.class.getResourceAsStream("/formcheck/exercise/elbows-back-raise.yaml")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return List.of(
                    text.getBytes(StandardCharsets.UTF_8),
                    text.replaceAll("(?m)^\\s*#.*\\R", "").getBytes(StandardCharsets.UTF_8));
        }
    }

    public static void fuzzerTestOneInput(byte[] input) {
        try {
            ExerciseFile file = ExerciseFile.parse("any.yaml", new String(input, StandardCharsets.UTF_8));
            for (String variant : file.variants()) {
                if (file.variant(variant).rules().isEmpty()) {
                    throw new AssertionError("a variant without rules: " + variant);
                }
            }
        } catch (ExerciseException e) {
            String message = e.getMessage();
            if (message == null || message.isBlank() || message.chars().anyMatch(Character::isISOControl)) {
                throw new AssertionError("not one line: " + message, e);
            }
        }
    }

    @Test
    void anyBytesAreAnExerciseOrOneLine() throws IOException {
        AnyBytes.tryAll("exercise", seeds(), 600, ExerciseFuzzTest::fuzzerTestOneInput);
    }
}
