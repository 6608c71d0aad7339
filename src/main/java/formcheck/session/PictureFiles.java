package formcheck.session;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.Optional;

/** Names and deletes a session's stills and video. */
final class PictureFiles {
    static final String VIDEO = "video.webm";

    private PictureFiles() {}

    static String still(int rep, Moment moment) {
        return "rep-" + rep + "-" + moment.id() + ".jpg";
    }

    /** Writes a still for its owner only, sealed if there is a key. A reader finds all of it or nothing. */
    static void write(Path target, byte[] jpeg, Optional<SealingKey> key) throws IOException {
        DataFolder.makePrivate(Objects.requireNonNull(target.getParent()));
        Path part = target.resolveSibling(target.getFileName() + ".part");
        Files.deleteIfExists(part);
        DataFolder.createPrivate(part);
        if (key.isPresent()) {
            try (SealedWriter sealed = SealedWriter.begin(part, key.get(), SealedFile.purpose(target))) {
                sealed.append(jpeg);
            }
        } else {
            Files.write(part, jpeg);
        }
        Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Deletes video and stills. The motion stays. */
    static void delete(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.{webm,jpg,part}")) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return; // no pictures
        }
    }
}
