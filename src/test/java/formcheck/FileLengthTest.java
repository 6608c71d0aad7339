package formcheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A longer file of the program does more than one thing. {@code scripts/page-check} holds the same of the page's modules. */
class FileLengthTest {
    private static final int MOST_LINES = 300;

    @Test
    void noFileOfTheProgramIsLongerThan300Lines() throws IOException {
        List<String> longer = new ArrayList<>();
        int files = 0;
        try (Stream<Path> found = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    found.filter(path -> path.toString().endsWith(".java")).toList()) {
                files++;
                int lines = Files.readAllLines(file).size();
                if (lines > MOST_LINES) {
                    longer.add(file + ": " + lines + " lines");
                }
            }
        }
        assertThat(files).isPositive();
        assertThat(longer).isEmpty();
    }
}
