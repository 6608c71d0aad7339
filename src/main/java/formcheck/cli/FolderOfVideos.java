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
 * What an INPUT stands for. A folder with videos stands for all of them, in the order of their names (numbers by value);
 * pictures beside them are passed over. Anything else stands for itself, a folder of pictures alone too. What lies in folders
 * inside of it, hidden files and the ._ files of macOS are left alone.
 *
 * @param inputs what it stands for
 * @param pictures how many pictures lie beside the videos
 */
record FolderOfVideos(List<String> inputs, long pictures) {

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
            long pictures = inside.stream().filter(SourceSpec.Images::isImage).count();
            return videos.isEmpty() ? itself : new FolderOfVideos(videos, pictures);
        } catch (IOException | UncheckedIOException e) {
            return itself; // whoever opens it will say what is wrong
        }
    }

    /** Asked first: Java opens a pipe to look whether it is a folder, and waits for its writer. */
    private static boolean isFolder(String text) {
        try {
            return Files.isDirectory(Path.of(text));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** What is passed over, in words for the user; empty if nothing is. */
    Optional<String> passedOver(String folder) {
        if (pictures == 0) {
            return Optional.empty();
        }
        return Optional.of(
                folder + ": the videos are judged, " + (pictures == 1 ? "1 picture is" : pictures + " pictures are")
                        + " passed over. Pictures are judged from a folder of their own.");
    }
}
