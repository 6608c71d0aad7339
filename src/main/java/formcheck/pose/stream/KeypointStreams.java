package formcheck.pose.stream;

import formcheck.capture.CaptureException;
import formcheck.pose.KeypointReader;
import formcheck.pose.PoseSource;
import formcheck.pose.RecordedPoses;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Opens recorded keypoints of any form: FormCheck CSV, or JSON of OpenPose (a folder with one file a frame is one
 * stream), COCO (annotations or results) or MediaPipe, plain or gzipped. Checks everything: each error is one line with
 * file, line or frame, and reason.
 */
public final class KeypointStreams {
    private static final Pattern JSON = Pattern.compile(".*\\.(json|jsonl|ndjson)(\\.gz)?");

    /** Names of the frame files of OpenPose. */
    private static final Pattern OF_A_FRAME = Pattern.compile(".*_keypoints\\.json(\\.gz)?");

    private static final Pattern OTHER_MEDIA =
            Pattern.compile(".*\\.(png|jpe?g|bmp|webp|mp4|m4v|mov|mkv|webm|avi|mpe?g|mts|wmv|3gp)");

    private KeypointStreams() {}

    /**
     * Returns whether a file or folder is meant to be keypoints: by its name or beginning, or by the frame files of a
     * folder. {@link #open} then reports what is wrong with it. Returns false if it cannot be read.
     */
    public static boolean isKeypointStream(Path path) {
        if (!Files.isDirectory(path)) {
            return (Files.isRegularFile(path) && JSON.matcher(name(path)).matches())
                    || KeypointReader.isKeypointStream(path);
        }
        try (Stream<Path> inside = Files.list(path)) {
            List<String> names = inside.map(KeypointStreams::name).toList();
            return names.stream().anyMatch(name -> OF_A_FRAME.matcher(name).matches())
                    || (names.stream().anyMatch(name -> JSON.matcher(name).matches())
                            && names.stream()
                                    .noneMatch(name -> OTHER_MEDIA.matcher(name).matches()));
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    /**
     * Opens a stream. Reads JSON to its end first, because only then the person to judge is known.
     *
     * @throws CaptureException if it cannot be read or contains no keypoints
     */
    public static PoseSource open(Path path, StreamOptions options) throws CaptureException {
        if (Files.isDirectory(path)) {
            return folder(path, options);
        }
        if (!JSON.matcher(name(path)).matches()) {
            return new RecordedPoses(path);
        }
        Recording recording = new Recording(path.toString(), options);
        JsonFrames frames = new JsonFrames(recording);
        read(frames, path, OptionalLong.empty());
        frames.end();
        return new JsonPoses(String.valueOf(path.getFileName()), recording);
    }

    private static PoseSource folder(Path folder, StreamOptions options) throws CaptureException {
        List<Path> files = files(folder);
        Map<Path, Long> numbers = FrameName.numbers(files, file -> Optional.of(FrameName.of(name(file))));
        Recording recording = new Recording(folder.toString(), options);
        if (numbers.isEmpty()) {
            throw recording.wrong(
                    "", "its files are not the numbered frames of one recording. Give each a folder of" + " its own");
        }
        List<Path> ordered = new ArrayList<>(files);
        ordered.sort(Comparator.comparing((Path file) -> numbers.get(file)).thenComparing(Path::toString));
        JsonFrames frames = new JsonFrames(recording);
        for (Path file : ordered) {
            read(frames, file, OptionalLong.of(numbers.getOrDefault(file, 0L)));
        }
        frames.end();
        return new JsonPoses(String.valueOf(folder.getFileName()), recording);
    }

    /**
     * Returns the frame files of a folder: those with OpenPose names, else all JSON; without the metadata files of
     * macOS.
     */
    private static List<Path> files(Path folder) throws CaptureException {
        try (Stream<Path> inside = Files.list(folder)) {
            List<Path> json = inside.filter(file -> JSON.matcher(name(file)).matches())
                    .filter(file -> !name(file).startsWith("."))
                    .limit(Recording.MOST_FRAMES + 1L)
                    .toList();
            List<Path> frames = json.stream()
                    .filter(file -> OF_A_FRAME.matcher(name(file)).matches())
                    .toList();
            return frames.isEmpty() ? json : frames;
        } catch (IOException | UncheckedIOException e) {
            throw new CaptureException(folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static void read(JsonFrames frames, Path file, OptionalLong number) throws CaptureException {
        try (InputStream content = content(file)) {
            frames.read(file.toString(), content, number);
        } catch (IOException e) {
            throw new CaptureException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static InputStream content(Path file) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(file));
        if (!name(file).endsWith(".gz")) {
            return raw;
        }
        try {
            return new BufferedInputStream(new GZIPInputStream(raw));
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
    }
}
