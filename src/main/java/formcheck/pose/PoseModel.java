package formcheck.pose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * A model folder and what its descriptor {@code model.json} says: one network, in two or three forms.
 *
 * <p>The input of every model is one picture of {@code inputSize x inputSize} pixels, RGB, one byte a value, row by row
 * ({@code uint8[1, inputSize, inputSize, 3]}); scaling to the network's own range happens inside. The output is one
 * array of floats that {@link #decoder()} reads.
 *
 * @param folder {@code models/<id>}
 * @param id the folder's name
 * @param decoder how the output is read, which also says what the model is for
 * @param inputSize height and width of the input, pixels
 * @param outputLength number of floats that come out
 * @param detector id of the model that finds the person for this one; only a landmark model has one
 * @param int8 the same network but for roundings, most of it in 8-bit integers; not every model has it
 * @param fast prepacked for the engine's fastest kernels, which not every machine has
 * @param portable the same network as plain operations, which run everywhere
 * @param licence SPDX name
 * @param origin where the network comes from
 */
public record PoseModel(
        Path folder,
        String id,
        OutputDecoder decoder,
        int inputSize,
        int outputLength,
        Optional<String> detector,
        Optional<Weights> int8,
        Weights fast,
        Weights portable,
        String licence,
        String origin) {

    private static final String REMEDY = "Restore it with git checkout, or run scripts/models/convert.py.";

    /** What a model is for. */
    public enum ModelKind {
        /** Finds persons in a whole picture. */
        DETECTOR,
        /** Finds the joints of one person in a region. */
        LANDMARKS,
        /** Finds the points of one face in a square. */
        FACE;

        /** The name in descriptors. */
        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A file of weights.
     *
     * @param file where it is
     * @param bytes its length
     * @param sha256 its digest, 64 lower-case hexadecimal digits
     */
    public record Weights(Path file, long bytes, String sha256) {

        /**
         * The file's content, once it is sure that it is the right one. What is loaded is what was verified: the file is
         * read once.
         *
         * @throws ModelException if the file is missing or another than the descriptor names
         */
        public byte[] read() throws ModelException {
            try {
                if (!Files.isRegularFile(file)) {
                    throw new ModelException(file + " is missing. " + REMEDY);
                }
                if (Files.size(file) != bytes) {
                    throw new ModelException(file + " is not the file its descriptor names (" + Files.size(file)
                            + " bytes instead of " + bytes + "). " + REMEDY);
                }
                byte[] content = Files.readAllBytes(file);
                String digest = HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
                if (!digest.equals(sha256)) {
                    throw new ModelException(
                            file + " is not the file its descriptor names (SHA-256 differs). " + REMEDY);
                }
                return content;
            } catch (IOException e) {
                throw new ModelException(file + " cannot be read: " + e.getMessage(), e);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java knows SHA-256", e);
            }
        }
    }

    /**
     * The same network in several forms.
     *
     * @param int8 but for roundings, most of it in 8-bit integers; not every network has it
     * @param fast prepacked for the engine's fastest kernels
     * @param portable as plain operations
     */
    public record Forms(Optional<Weights> int8, Weights fast, Weights portable) {}

    /** Its weights. */
    Forms forms() {
        return new Forms(int8, fast, portable);
    }

    public ModelKind kind() {
        return decoder.kind();
    }

    /**
     * Reads and checks {@code folder/model.json}. The weights themselves are checked when they are loaded.
     *
     * @throws ModelException if the descriptor is missing or wrong, with the file and the field
     */
    public static PoseModel read(Path folder) throws ModelException {
        return new ModelDescriptor(folder).read();
    }
}
