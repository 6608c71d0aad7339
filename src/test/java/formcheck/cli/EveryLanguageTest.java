package formcheck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the machine's language, the same bytes with one kind of digits: text, JSON, CSV, HTML, help and errors. */
class EveryLanguageTest {
    private static final Locale USUAL = Locale.getDefault();

    @TempDir
    private Path folder = Path.of("");

    @AfterEach
    void restoreLanguage() {
        Locale.setDefault(USUAL);
    }

    /** All that a session's way through the commands writes, by names. */
    private Map<String, String> written(Locale language, String name) throws IOException {
        Path motion = CapturedStreams.dropped(folder.resolve("dropped.csv"));
        Locale.setDefault(language);
        Path out = Files.createDirectory(folder.resolve(name));
        Map<String, String> written = new TreeMap<>();
        Run analyzed = Run.of(
                "analyze",
                "--json",
                out.resolve("result.jsonl").toString(),
                "--keypoints",
                out.resolve("points.csv").toString(),
                "--out",
                out.resolve("reports").toString(),
                motion.toString());
        assertThat(analyzed.exitCode()).as(analyzed.err()).isEqualTo(ExitCode.OK);
        written.put("table", analyzed.out());
        written.put("help", Run.of("--help").out() + Run.of("analyze", "--help").out());
        written.put(
                "errors",
                Run.of("analyze", "--height-limit", "400", motion.toString()).err()
                        + Run.of("analyze", "--fps", "-1", motion.toString()).err()
                        + Run.of("analyze").err());
        try (Stream<Path> files = Files.walk(out)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                written.put(
                        out.relativize(file).toString(), Files.readString(file).replace(out.toString(), "FOLDER"));
            }
        }
        return written;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ar-EG",
                "ar-EG-u-nu-arab",
                "fa-IR",
                "hi-IN-u-nu-deva",
                "th-TH-u-nu-thai",
                "bn-BD",
                "tr-TR",
                "de-DE"
            })
    void theSameIsWrittenInEveryLanguage(String tag) throws IOException {
        Map<String, String> usual = written(Locale.ENGLISH, "usual");
        Map<String, String> other = written(Locale.forLanguageTag(tag), "other");
        assertThat(other.keySet()).isEqualTo(usual.keySet()).hasSizeGreaterThanOrEqualTo(6);
        other.forEach((name, text) -> {
            assertThat(text.codePoints()
                            .filter(c -> Character.isDigit(c) && c > '9')
                            .toArray())
                    .as(tag + ", " + name)
                    .isEmpty();
            assertThat(text).as(tag + ", " + name).isEqualTo(usual.get(name));
        });
    }

    @Test
    void theTrialIsOne() {
        assertThat(String.format(Locale.forLanguageTag("ar-EG-u-nu-arab"), "%d", 12))
                .isNotEqualTo("12");
    }
}
