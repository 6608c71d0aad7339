package formcheck.session;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Names and deletes a session's stills and video. */
final class PictureFiles {
    static final String VIDEO = "video.webm";

    private PictureFiles() {}

    static String still(int rep, Moment moment) {
        return "rep-" + rep + "-" + moment.id() + ".jpg";
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
