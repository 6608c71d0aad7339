package formcheck.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void appearsWhenItIsKeptAndNotBefore() throws Exception {
        Path path = Files.writeString(folder.resolve("x.json"), "old");
        try (OutputFile file = OutputFile.begin(path)) {
            Files.writeString(file.path(), "new");
            assertThat(path).hasContent("old");
            file.keep();
        }
        assertThat(path).hasContent("new");
        assertThat(folder).isDirectoryContaining(only -> only.equals(path));
    }

    @Test
    void leavesNothingBehindIfItIsNotKept() throws Exception {
        try (OutputFile file = OutputFile.begin(folder.resolve("x.json"))) {
            Files.writeString(file.path(), "half");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void keepsTheEndOfTheNameWhileItIsWritten() throws Exception {
        try (OutputFile file = OutputFile.begin(folder.resolve("x.csv.gz"))) {
            assertThat(file.path().toString()).endsWith(".csv.gz");
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege there")
    void replacesWhatALinkLeadsToAndNotTheLink() throws Exception {
        Path real = Files.writeString(folder.resolve("real.json"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.json"), real);
        try (OutputFile file = OutputFile.begin(link)) {
            Files.writeString(file.path(), "new");
            file.keep();
        }
        assertThat(link).isSymbolicLink();
        assertThat(real).hasContent("new");
    }

    @Test
    void isRefusedWhereThereIsAFolder() {
        assertThatThrownBy(() -> OutputFile.begin(folder))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("is a folder");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege there")
    void knowsOneFileByTwoNames() throws Exception {
        Path real = Files.writeString(folder.resolve("real.json"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.json"), real);
        assertThat(OutputFile.same(real, link)).isTrue();
        assertThat(OutputFile.same(folder.resolve("a/../b"), folder.resolve("b")))
                .isTrue();
        assertThat(OutputFile.same(folder.resolve("a"), folder.resolve("b"))).isFalse();
    }
}
