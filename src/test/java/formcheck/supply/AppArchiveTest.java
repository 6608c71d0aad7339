package formcheck.supply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The same files give the same archive, and programs in it can be run. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "files have no permission to be run there")
class AppArchiveTest {
    private static final Instant TIME = Instant.parse("2026-11-23T00:00:00Z");

    @TempDir
    Path temporary = Path.of("");

    private Path folder(String parent, String first, String second) throws IOException {
        Path folder = Files.createDirectories(temporary.resolve(parent).resolve("app"));
        Files.createDirectory(folder.resolve("bin"));
        for (String name : new String[] {first, second}) {
            Files.writeString(folder.resolve(name), "content of " + name);
        }
        Files.setPosixFilePermissions(folder.resolve("bin/run"), PosixFilePermissions.fromString("rwx--x---"));
        Files.createSymbolicLink(folder.resolve("link"), Path.of("text"));
        return folder;
    }

    @Test
    void theSameFilesGiveTheSameBytesWheneverAndInWhateverOrderTheyWereMade() throws IOException {
        Path one = temporary.resolve("one.zip");
        Path two = temporary.resolve("two.zip");
        Path first = folder("1", "text", "bin/run");
        Path second = folder("2", "bin/run", "text");
        Files.setLastModifiedTime(second.resolve("text"), FileTime.from(TIME.minusSeconds(12_345)));
        AppArchive.write(first, one, TIME);
        AppArchive.write(second, two, TIME);
        assertThat(Files.mismatch(one, two)).isNegative();
    }

    @Test
    void aProgramCanBeRunAndALinkIsItsContent() throws IOException {
        Path zip = temporary.resolve("app.zip");
        AppArchive.write(folder("1", "text", "bin/run"), zip, TIME);
        try (FileSystem inside = FileSystems.newFileSystem(zip, Map.of("enablePosixFileAttributes", "true"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(inside.getPath("app/bin/run"))))
                    .isEqualTo("rwxr-xr-x");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(inside.getPath("app/text"))))
                    .isEqualTo("rw-r--r--");
            assertThat(inside.getPath("app/link")).hasContent("content of text");
        }
    }
}
