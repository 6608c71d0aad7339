package formcheck.exercise;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An exercise file, read and checked, with all its variants. The built-in {@code elbows-back-raise.yaml} documents the format.
 */
public final class ExerciseFile {
    private static final String BUILT_IN = "elbows-back-raise.yaml";
    private static final long LARGEST = 256 * 1024;

    private final Map<String, Exercise> variants;

    private ExerciseFile(Map<String, Exercise> variants) {
        this.variants = Collections.unmodifiableMap(new LinkedHashMap<>(variants));
    }

    /** The built-in exercise. */
    public static ExerciseFile builtIn() {
        try (InputStream in = ExerciseFile.class.getResourceAsStream("/formcheck/exercise/" + BUILT_IN)) {
            if (in == null) {
                throw new IllegalStateException(BUILT_IN + " is missing from the program");
            }
            return parse(BUILT_IN, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ExerciseException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Reads a user's own file.
     *
     * @throws ExerciseException if it cannot be read, or is not a valid exercise
     */
    public static ExerciseFile read(Path file) throws ExerciseException {
        try {
            if (Files.isDirectory(file)) {
                throw new ExerciseException(file + " is a folder, not an exercise file.");
            }
            if (Files.size(file) > LARGEST) {
                throw new ExerciseException(file + " is too large for an exercise file (at most 256 KB).");
            }
            return parse(file.toString(), Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new ExerciseException("No such exercise file: " + file);
        } catch (CharacterCodingException e) {
            throw new ExerciseException(file + " is not a text file in UTF-8.");
        } catch (IOException e) {
            throw new ExerciseException("Cannot read the exercise file " + file + ": " + e.getMessage());
        }
    }

    /**
     * Parses the text of a file.
     *
     * @param name of the file, for messages
     * @throws ExerciseException if it is not a valid exercise
     */
    public static ExerciseFile parse(String name, String text) throws ExerciseException {
        return new ExerciseFile(new ExerciseReader(name).read(text));
    }

    /** Names of the variants in files, the default first. */
    public List<String> variants() {
        return List.copyOf(variants.keySet());
    }

    /** The default variant, the file's first. */
    public Exercise variant() {
        return variants.values().iterator().next();
    }

    /**
     * The variant of that name.
     *
     * @throws ExerciseException if there is none
     */
    public Exercise variant(String id) throws ExerciseException {
        Exercise exercise = variants.get(id);
        if (exercise == null) {
            throw new ExerciseException(
                    "There is no variant '" + id + "'. There are: " + String.join(", ", variants.keySet()) + ".");
        }
        return exercise;
    }
}
