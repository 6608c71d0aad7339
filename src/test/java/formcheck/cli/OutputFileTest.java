package formcheck.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Model.CommandSpec;

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

    // ---------------------------------------------------------------- who may read it

    private String written(String permissionsOfFolder, String group) throws Exception {
        Path place = Files.createDirectory(folder.resolve("place" + permissionsOfFolder + group));
        Files.setPosixFilePermissions(place, PosixFilePermissions.fromString(permissionsOfFolder));
        if (!group.isEmpty()) {
            Assumptions.assumeTrue(System.getProperty("user.name").equals("root"), "only root can give a folder away");
            Files.setAttribute(place, "unix:gid", 4711);
        }
        Path file = place.resolve("x.json");
        try (OutputFile output = OutputFile.begin(file)) {
            Files.writeString(output.path(), "x");
            output.keep();
        }
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void isItsOwnersAloneExceptWhereOthersWorkToo() throws Exception {
        assertThat(written("rwx------", "")).isEqualTo("rw-------");
        assertThat(written("rwxr-xr-x", "")).as("what systems make").isEqualTo("rw-------");
        assertThat(written("rwxrwxrwx", "")).as("opened to all").isEqualTo("rw-r--r--");
        assertThat(written("rwxrwx---", "4711")).as("opened to a group").isEqualTo("rw-r-----");
        assertThat(written("rwxr-x---", "4711")).as("a group may look in").isEqualTo("rw-------");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void isItsOwnersAloneAmongEverybodysTemporaryFiles() throws Exception {
        Path place = Files.createDirectory(folder.resolve("tmp"));
        Files.setAttribute(place, "unix:mode", 01777);
        assertThat(OutputFile.begin(place.resolve("x.json")).sharedFolder()).isEmpty();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void doesNotStayOpenToOthersBecauseAnOlderOneWas() throws Exception {
        Path file = Files.writeString(folder.resolve("x.json"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        try (OutputFile output = OutputFile.begin(file)) {
            output.keep();
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void whereOthersMayReadItIsToldOncePerFolder() throws Exception {
        Path place = Files.createDirectory(folder.resolve("shared"));
        Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxrwxrwx"));
        List<String> told = new ArrayList<>();
        CommandFiles files = CommandFiles.of(CommandSpec.create(), told::add);
        for (String name : List.of("a.json", "b.json")) {
            files.begin("--json", place.resolve(name)).close();
        }
        files.begin("--json", folder.resolve("c.json")).close();
        assertThat(told).containsExactly("Others on this machine can read " + place + ", and what is written there.");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aNewFolderIsItsOwnersAloneAndAnOlderOneStaysAsItIs() throws Exception {
        OutputFile.makeFolder(folder.resolve("new/newer"));
        for (String made : List.of("new", "new/newer")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(made))))
                    .isEqualTo("rwx------");
        }
        Path older = Files.createDirectory(folder.resolve("older"));
        Files.setPosixFilePermissions(older, PosixFilePermissions.fromString("rwxr-xr-x"));
        OutputFile.makeFolder(older);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(older)))
                .isEqualTo("rwxr-xr-x");
    }

    @Test
    void isRefusedWhereThereIsAFolder() {
        assertThatThrownBy(() -> OutputFile.begin(folder))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("is a folder");
    }
}
