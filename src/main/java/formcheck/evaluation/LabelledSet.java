package formcheck.evaluation;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The labelled recordings of one folder: every {@code NAME.truth.json} or {@code NAME.truth.json.gz}, and {@code labels.json}. A
 * label names a recording in the same folder, a video or a keypoint stream.
 *
 * @param name of the folder
 * @param clips in the order of their names
 */
public record LabelledSet(String name, List<LabelledClip> clips) {
    private static final List<String> TRUTH_ENDS = List.of(".truth.json", ".truth.json.gz");

    /** Largest unpacked label file, bytes; a two-minute clip at 60 frames per second has about 8 MB. */
    private static final int LARGEST = 64 << 20;

    /** Refuses duplicate members: Jackson would take the last, but the author may mean the first. */
    static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    public LabelledSet {
        clips = List.copyOf(clips);
    }

    /**
     * @throws LabelException if there are no labels, or one of them cannot be used
     */
    public static LabelledSet read(Path folder) throws LabelException {
        List<LabelledClip> clips = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            throw new LabelException(
                    Files.exists(folder)
                            ? folder + " is a file. Name the folder with the labels."
                            : "There is no folder " + folder + ".");
        }
        for (Path file : truthFiles(folder)) {
            clips.add(TruthFile.read(folder, clipName(file), Node.root(file.toString(), parse(file))));
        }
        Path labels = folder.resolve(HandLabels.FILE);
        if (Files.isRegularFile(labels)) {
            for (Node clip : Node.array(labels.toString(), parse(labels))) {
                clips.add(HandLabels.read(folder, clip));
            }
        }
        if (clips.isEmpty()) {
            throw new LabelException(folder + " holds no labels. Expected NAME" + TRUTH_ENDS.get(1)
                    + " beside a recording, or " + HandLabels.FILE + ".");
        }
        return new LabelledSet(name(folder), clips);
    }

    private static List<Path> truthFiles(Path folder) throws LabelException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file ->
                            TRUTH_ENDS.stream().anyMatch(end -> fileName(file).endsWith(end)))
                    .filter(file -> !fileName(file).startsWith(".") && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new LabelException(folder + " cannot be read.", e);
        }
    }

    private static JsonNode parse(Path file) throws LabelException {
        try (InputStream raw = Files.newInputStream(file);
                InputStream text = fileName(file).endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
            byte[] bytes = text.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new LabelException(file + " holds more than " + (LARGEST >> 20) + " MB: no clip's labels do.");
            }
            JsonNode json = JSON.readTree(bytes);
            if (json == null || json.isMissingNode()) {
                throw new LabelException(file + " is empty.");
            }
            return json;
        } catch (ZipException | java.io.EOFException e) {
            throw new LabelException(file + " is broken: it cannot be unpacked.", e);
        } catch (JsonProcessingException e) {
            throw notJson(file.toString(), e);
        } catch (IOException e) {
            throw new LabelException(file + " cannot be read.", e);
        }
    }

    static LabelException notJson(String file, JsonProcessingException e) {
        JsonLocation place = e.getLocation();
        String where = place == null ? "" : ": line " + place.getLineNr() + ", column " + place.getColumnNr();
        return new LabelException(
                e.getOriginalMessage().startsWith("Duplicate field")
                        ? file + " names something twice in one object" + where + "."
                        : file + " is not JSON" + where + ".",
                e);
    }

    /** Resolves a file that a label names. It must be in the label's own folder, so that no label reaches elsewhere. */
    static Path beside(Path folder, String file) throws LabelException {
        Path path;
        try {
            path = folder.resolve(file);
        } catch (java.nio.file.InvalidPathException e) {
            throw new LabelException("A label in " + folder + " names a file that cannot be: " + file + ".", e);
        }
        if (!fileName(path).equals(file) || file.isBlank() || file.equals("..") || file.equals(".")) {
            throw new LabelException(
                    "A label in " + folder + " names " + file + ": expected the name of a file in the same folder.");
        }
        if (!Files.isRegularFile(path)) {
            throw new LabelException(path + " is missing, but there are labels for it.");
        }
        return path;
    }

    /** Returns the folder's own name, however its path was written. */
    static String name(Path folder) {
        return fileName(folder.toAbsolutePath().normalize());
    }

    private static String clipName(Path truth) {
        return fileName(truth).replaceFirst("\\.truth\\.json(\\.gz)?$", "");
    }

    private static String fileName(Path path) {
        return String.valueOf(path.getFileName());
    }
}
