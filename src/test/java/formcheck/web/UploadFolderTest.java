package formcheck.web;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.testkit.ForkedJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Uploads are deleted with the process that received them, however it ends. */
@Timeout(60)
class UploadFolderTest {
    @TempDir
    Path folder;

    private Path data() {
        return folder.resolve("data");
    }

    /** Another FormCheck with a video taken in. */
    public static final class Holder {
        private Holder() {}

        public static void main(String[] arguments) throws Exception {
            Optional<Path> data = arguments[0].isEmpty() ? Optional.empty() : Optional.of(Path.of(arguments[0]));
            UploadFolder own = UploadFolder.make(data);
            Files.writeString(own.newVideo(), "a video");
            System.out.println("taken in");
            Thread.sleep(60_000);
        }
    }

    private Process holder(String where, String name) throws Exception {
        Path log = folder.resolve(name + ".log");
        Path temporary = Files.createDirectories(folder.resolve("tmp"));
        Process process =
                ForkedJvm.start(folder, log, List.of("-Djava.io.tmpdir=" + temporary), Map.of(), Holder.class, where);
        ForkedJvm.awaitLine(process, log, "taken in");
        return process;
    }

    private static List<Path> videos(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(file -> file.toString().endsWith(".bin")).toList();
        }
    }

    @Test
    void whatAKillLeftBehindIsDeletedAndWhatALivingOneHoldsStays() throws Exception {
        Process killed = holder(data().toString(), "killed");
        Process living = holder(data().toString(), "living");
        try {
            assertThat(videos(data())).hasSize(2);
            UploadFolder.clean(Optional.of(data()));
            assertThat(videos(data())).hasSize(2);
            killed.destroyForcibly().waitFor();
            assertThat(videos(data())).as("a kill leaves it behind").hasSize(2);
            new Uploads(1, Optional.of(data())).close();
            assertThat(videos(data())).hasSize(1);
            UploadFolder.clean(Optional.of(data()));
            assertThat(videos(data())).hasSize(1);
        } finally {
            living.destroyForcibly().waitFor();
            killed.destroyForcibly();
        }
        UploadFolder.clean(Optional.of(data()));
        try (Stream<Path> left = Files.list(data().resolve("uploads"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a right there")
    void whatIsNotCertainlyOursStays() throws Exception {
        Path root = Files.createDirectories(data().resolve("uploads"));
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("lock"), "");
        Files.writeString(elsewhere.resolve("video1.bin"), "mine");
        Files.createSymbolicLink(root.resolve("formcheck-upload-link"), elsewhere);
        Path withoutLock = Files.createDirectory(root.resolve("formcheck-upload-1"));
        Files.writeString(withoutLock.resolve("video1.bin"), "mine");
        Path open = Files.createDirectory(root.resolve("formcheck-upload-2"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(open.resolve("lock"), "");
        Files.writeString(open.resolve("video1.bin"), "mine");
        Path other = closed(root.resolve("holiday"));
        Files.writeString(other.resolve("lock"), "");
        Files.writeString(other.resolve("video1.bin"), "mine");
        Path more = closed(root.resolve("formcheck-upload-3"));
        Files.writeString(more.resolve("lock"), "");
        Files.writeString(more.resolve("notes.txt"), "mine");
        Path linked = closed(root.resolve("formcheck-upload-4"));
        Files.writeString(linked.resolve("lock"), "");
        Files.createSymbolicLink(linked.resolve("video1.bin"), elsewhere.resolve("video1.bin"));
        UploadFolder.clean(Optional.of(data()));
        for (Path kept : List.of(
                elsewhere.resolve("video1.bin"),
                withoutLock.resolve("video1.bin"),
                open.resolve("video1.bin"),
                other.resolve("video1.bin"),
                more.resolve("notes.txt"))) {
            assertThat(kept).hasContent("mine");
        }
        assertThat(linked).doesNotExist();
        Path away = folder.resolve("away");
        Files.createDirectories(away);
        Files.move(root, folder.resolve("moved"));
        Files.createSymbolicLink(root, folder.resolve("moved"));
        Files.createDirectories(closed(folder.resolve("moved/formcheck-upload-5")));
        Files.writeString(folder.resolve("moved/formcheck-upload-5/lock"), "");
        Files.writeString(folder.resolve("moved/formcheck-upload-5/video1.bin"), "mine");
        UploadFolder.clean(Optional.of(data()));
        assertThat(folder.resolve("moved/formcheck-upload-5/video1.bin")).hasContent("mine");
    }

    private static Path closed(Path path) throws IOException {
        return Files.createDirectory(
                path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there an access list holds for the folder")
    void aVideoIsReadByItsOwnerAlone() throws Exception {
        try (UploadFolder own = UploadFolder.make(Optional.of(data()))) {
            Path video = own.newVideo();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(video)))
                    .isEqualTo("rw-------");
            Path folderOfIt = video.resolveSibling(".").normalize();
            for (Path at : List.of(folderOfIt, data().resolve("uploads"), data())) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(at)))
                        .as(at.toString())
                        .isEqualTo("rwx------");
            }
            Files.delete(video);
        }
        try (Stream<Path> left = Files.list(data().resolve("uploads"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no such right there")
    void aDataFolderThatOthersMayReadGetsNoVideo() throws Exception {
        Files.createDirectories(data());
        Files.writeString(data().resolve("other"), "");
        Files.setPosixFilePermissions(data(), PosixFilePermissions.fromString("rwxr-xr-x"));
        try (UploadFolder own = UploadFolder.make(Optional.of(data()))) {
            Path video = own.newVideo();
            assertThat(video.startsWith(data())).isFalse();
            Files.delete(video);
        }
    }
}
