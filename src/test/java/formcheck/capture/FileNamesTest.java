package formcheck.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FileNamesTest {
    private static final String PLAIN = "ANSI_X3.4-1968";

    @Test
    void aNameOfWhichTheLocaleLostLettersNamesTheLocaleAndTheRemedy() {
        assertThat(FileNames.lost("??bung.mp4", PLAIN).orElseThrow())
                .contains("??bung.mp4", "LC_ALL", PLAIN, "Set LC_ALL=C.UTF-8")
                .doesNotContain("\n");
        assertThat(FileNames.lost("\ufffd\ufffdbung.mp4", PLAIN)).isPresent();
    }

    @Test
    void aPlainNameOrALocaleThatKnowsMoreIsNotBlamed() {
        assertThat(FileNames.lost("missing.mp4", PLAIN)).isEmpty();
        assertThat(FileNames.lost("what?.mp4", "UTF-8")).isEmpty();
        assertThat(FileNames.lost("what?.mp4", "no-such-encoding")).isEmpty();
    }

    @Test
    void theBytesOfANameAreThoseOfTheFileSystem() {
        Path file = Path.of("a folder", "50% +1?.mp4").toAbsolutePath();

        assertThat(new String(FileNames.bytes(file), StandardCharsets.UTF_8)).isEqualTo(file.toString());
        assertThat(FileNames.text(Path.of("a%20b.mp4"))).isEqualTo("a%20b.mp4");
    }
}
