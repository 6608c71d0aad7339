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
 * A model folder and its descriptor {@code model.json}: one network in two or three forms.
 *
 * <p>The input is one image of {@code inputSize x inputSize} pixels, RGB, one byte a value, row by row
 * ({@code uint8[1, inputSize, inputSize, 3]}); the network scales the values itself. The output is one array of floats
 * that {@link #decoder()} reads.
 *
 * @param folder {@code models/<id>}
 * @param id name of the folder
 * @param decoder of the output, which also says what the model is for
 * @param inputSize height and width of the input, pixels
 * @param outputLength number of floats in the output
 * @param detector id of the model that finds the person; only for landmark models
 * @param int8 the network mostly in 8-bit integers, equal except for rounding; optional
 * @param fast prepacked for the fastest kernels of the engine, which not every machine has
 * @param portable the network as plain operations, which run everywhere
 * @param licence SPDX identifier
 * @param origin source of the network
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

    /** Purpose of a model. */
    public enum ModelKind {
        /** Detects persons in a whole frame. */
        DETECTOR,
        /** Locates the joints of one person in a region. */
        LANDMARKS,
        /** Locates the landmarks of one face in a square. */
        FACE;

        /** The name in descriptors. */
        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A weights file.
     *
     * @param file its path
     * @param bytes its length
     * @param sha256 its digest, 64 lower-case hexadecimal digits
     */
    public record Weights(Path file, long bytes, String sha256) {

        /**
         * Reads the file once and verifies the bytes that it returns.
         *
         * @throws ModelException if the file is missing or does not match the descriptor
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
     * One network in several forms.
     *
     * @param int8 mostly in 8-bit integers, equal except for rounding; optional
     * @param fast prepacked for the fastest kernels of the engine
     * @param portable as plain operations
     */
    public record Forms(Optional<Weights> int8, Weights fast, Weights portable) {}

    Forms forms() {
        return new Forms(int8, fast, portable);
    }

    public ModelKind kind() {
        return decoder.kind();
    }

    /**
     * Reads and checks {@code folder/model.json}. The weights are checked when they are loaded.
     *
     * @throws ModelException if the descriptor is missing or wrong, with the file and the field
     */
    public static PoseModel read(Path folder) throws ModelException {
        return new ModelDescriptor(folder).read();
    }
}
