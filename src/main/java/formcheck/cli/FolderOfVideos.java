package formcheck.cli;

import formcheck.capture.SourceSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Expands an INPUT. A folder with videos expands to all of them, in the order of their names (numbers by value), and skips images
 * beside them. Anything else is an input itself, also a folder of images alone. Skips subfolders, hidden files and the ._ files
 * of macOS.
 *
 * @param inputs the inputs
 * @param images number of images beside the videos
 */
record FolderOfVideos(List<String> inputs, long images) {

    static FolderOfVideos of(String text) {
        FolderOfVideos itself = new FolderOfVideos(List.of(text), 0);
        if (VideoInput.ADDRESS.matcher(text).matches() || !isFolder(text)) {
            return itself;
        }
        try (Stream<Path> files = Files.list(Path.of(text))) {
            List<Path> inside = files.toList();
            List<String> videos = inside.stream()
                    .filter(SourceSpec.VideoFile::isVideo)
                    .sorted(SourceSpec.BY_NAME)
                    .map(SourceSpec::text)
                    .toList();
            long images = inside.stream().filter(SourceSpec.Images::isImage).count();
            return videos.isEmpty() ? itself : new FolderOfVideos(videos, images);
        } catch (IOException | UncheckedIOException e) {
            return itself; // whoever opens it reports the error
        }
    }

    /** Checked first: to test whether a pipe is a folder, Java opens it and waits for its writer. */
    private static boolean isFolder(String text) {
        try {
            return Files.isDirectory(Path.of(text));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** Returns the message on skipped images; empty if there are none. */
    Optional<String> passedOver(String folder) {
        if (images == 0) {
            return Optional.empty();
        }
        return Optional.of(folder + ": the videos are judged, " + (images == 1 ? "1 image is" : images + " images are")
                + " skipped. Images are judged from a folder of their own.");
    }
}
