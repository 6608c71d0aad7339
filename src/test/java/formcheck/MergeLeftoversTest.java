package formcheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A style sheet or a page in which two versions stand side by side is read without a word by every browser. */
class MergeLeftoversTest {
    private static final Pattern MARKER = Pattern.compile("(?m)^(<{7}|>{7}) ");
    private static final Set<String> TEXTS = Set.of(
            "css",
            "d.ts",
            "html",
            "java",
            "js",
            "json",
            "md",
            "properties",
            "py",
            "sql",
            "svg",
            "toml",
            "txt",
            "xml",
            "yaml",
            "yml");

    @Test
    void noFileHasTwoVersionsOfItself() throws IOException {
        List<String> found = new ArrayList<>();
        for (String folder : List.of("src", "scripts", "models", "samples")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                for (Path file : files.filter(MergeLeftoversTest::isOwnText).toList()) {
                    // Bytes and not characters: some test files are no UTF-8 on purpose.
                    if (MARKER.matcher(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                            .find()) {
                        found.add(file.toString());
                    }
                }
            }
        }
        assertThat(found).isEmpty();
    }

    private static boolean isOwnText(Path file) {
        String name = String.valueOf(file.getFileName());
        return Files.isRegularFile(file)
                && !file.toString().contains("node_modules")
                && (TEXTS.stream().anyMatch(end -> name.endsWith("." + end)) || !name.contains("."));
    }
}
