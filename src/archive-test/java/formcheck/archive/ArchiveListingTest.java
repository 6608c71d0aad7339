package formcheck.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Which streams an archive has. */
class ArchiveListingTest {
    @TempDir
    Path folder;

    private Map<String, String> errors(Path input) throws Exception {
        ArchiveListing listing = new ArchiveListing(new Configuration(), false);
        List<StreamUnit> units = new ArrayList<>();
        for (ArchiveListing.ListedPart part : listing.parts(input.toString())) {
            listing.units(part).forEachRemaining(units::add);
        }
        Map<String, String> errors = new TreeMap<>();
        units.forEach(unit -> errors.merge(unit.stream(), String.valueOf(unit.error()), (one, other) -> "twice"));
        return errors;
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aLinkIsAnErrorAndIsNotFollowed() throws Exception {
        Path archive = Files.createDirectory(folder.resolve("archive"));
        Path below = Files.createDirectory(archive.resolve("below"));
        Files.writeString(below.resolve("stream.csv"), "");
        for (String name : List.of("a", "b")) { // followed, these would be 2^32 folders
            Files.createSymbolicLink(archive.resolve(name), archive);
            Files.createSymbolicLink(below.resolve(name), archive);
        }
        Files.createSymbolicLink(below.resolve("other.csv"), below.resolve("stream.csv"));
        String link = "It is a link, which is not followed.";
        assertThat(errors(archive))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "archive/a", link,
                        "archive/b", link,
                        "archive/below/a", link,
                        "archive/below/b", link,
                        "archive/below/other.csv", link,
                        "archive/below/stream.csv", "null"));
        Path named = Files.createSymbolicLink(folder.resolve("named"), below);
        assertThat(errors(named)).containsEntry("named/stream.csv", "null"); // the user's own word
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aPipeIsAnErrorAndNoOneWaitsForIt() throws Exception {
        Path archive = Files.createDirectory(folder.resolve("archive"));
        Path pipe = archive.resolve("stream.csv");
        assertThatCode(() -> assertThat(new ProcessBuilder("mkfifo", pipe.toString())
                                .start()
                                .waitFor())
                        .isZero())
                .doesNotThrowAnyException();
        assertThat(errors(archive))
                .containsExactly(Map.entry("archive/stream.csv", "It is neither a file nor a folder."));
    }
}
