package formcheck.pose;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads one {@code model.json}, believing nothing: each error names the file and the field. */
final class ModelDescriptor {

    static final String FILE = "model.json";

    private static final int SCHEMA_VERSION = 1;
    private static final String KEYPOINT_SCHEMA = "blazepose-33";
    private static final long LARGEST_DESCRIPTOR = 64 * 1024;
    private static final long LARGEST_WEIGHTS = 1L << 30;
    private static final int SMALLEST_INPUT = 64;
    private static final int LARGEST_INPUT = 1024;
    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Path folder;
    private final Path file;

    ModelDescriptor(Path folder) {
        this.folder = folder;
        this.file = folder.resolve(FILE);
    }

    PoseModel read() throws ModelException {
        JsonNode root = parse();
        int version = number(root, "schemaVersion", 1, Integer.MAX_VALUE);
        if (version != SCHEMA_VERSION) {
            throw wrong("schemaVersion", "is " + version + ", and this FormCheck reads " + SCHEMA_VERSION);
        }
        String id = text(root, "id");
        Path name = folder.toAbsolutePath().normalize().getFileName();
        if (name == null || !name.toString().equals(id)) {
            throw wrong("id", "is \"" + id + "\", and the folder is called \"" + name + "\"");
        }
        Decoder decoder = decoder(root);
        expect(root, "keypointSchema", KEYPOINT_SCHEMA);
        int inputSize = inputSize(root);
        int outputLength = outputLength(root, decoder, inputSize);
        return new PoseModel(
                folder,
                id,
                decoder,
                inputSize,
                outputLength,
                detector(root, decoder),
                weights(root, "weights.fast"),
                weights(root, "weights.portable"),
                licence(root),
                text(root, "origin"));
    }

    private JsonNode parse() throws ModelException {
        try {
            if (!Files.isRegularFile(file)) {
                throw new ModelException(file + " is missing: every folder of a model holds its descriptor.");
            }
            if (Files.size(file) > LARGEST_DESCRIPTOR) {
                throw new ModelException(file + " is too long for a model's descriptor.");
            }
            JsonNode root = JSON.readTree(Files.readAllBytes(file));
            if (!root.isObject()) {
                throw new ModelException(file + " holds no JSON object.");
            }
            return root;
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new ModelException(file + ":" + line + ": no valid JSON.", e);
        } catch (IOException e) {
            throw new ModelException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private Decoder decoder(JsonNode root) throws ModelException {
        String name = text(root, "decoder");
        Decoder decoder = Decoder.ofId(name)
                .orElseThrow(() -> wrong("decoder", "is \"" + name + "\", which this FormCheck cannot read"));
        expect(root, "kind", decoder.kind().id());
        return decoder;
    }

    private int inputSize(JsonNode root) throws ModelException {
        int width = number(root, "input.width", SMALLEST_INPUT, LARGEST_INPUT);
        int height = number(root, "input.height", SMALLEST_INPUT, LARGEST_INPUT);
        if (width != height) {
            throw wrong("input.height", "is " + height + ", and the width " + width + ": the input is a square");
        }
        if (width % Anchors.COARSEST_STRIDE != 0) {
            throw wrong("input.width", "is " + width + ", no multiple of " + Anchors.COARSEST_STRIDE);
        }
        expect(root, "input.layout", "NHWC");
        expect(root, "input.type", "uint8");
        expect(root, "input.colour", "RGB");
        return width;
    }

    private int outputLength(JsonNode root, Decoder decoder, int inputSize) throws ModelException {
        int length = number(root, "output.length", 1, Integer.MAX_VALUE);
        expect("output.length", length, decoder.outputLength(inputSize), decoder);
        for (Decoder.Place place : decoder.places(inputSize)) {
            String field = "output." + place.field();
            expect(field, number(root, field, 0, Integer.MAX_VALUE), place.value(), decoder);
        }
        return length;
    }

    private Optional<String> detector(JsonNode root, Decoder decoder) throws ModelException {
        if (decoder.kind() == PoseModel.Kind.DETECTOR) {
            if (root.has("detector")) {
                throw wrong("detector", "is there, but this is a detector itself");
            }
            return Optional.empty();
        }
        return Optional.of(plainName(root, "detector"));
    }

    private PoseModel.Weights weights(JsonNode root, String field) throws ModelException {
        String name = plainName(root, field + ".file");
        JsonNode bytes = at(root, field + ".bytes");
        if (!bytes.isIntegralNumber()
                || !bytes.canConvertToLong()
                || bytes.longValue() <= 0
                || bytes.longValue() > LARGEST_WEIGHTS) {
            throw wrong(field + ".bytes", "must be a whole number from 1 to " + LARGEST_WEIGHTS);
        }
        String sha256 = text(root, field + ".sha256");
        if (!SHA_256.matcher(sha256.toLowerCase(Locale.ROOT)).matches()) {
            throw wrong(field + ".sha256", "must be 64 hexadecimal digits");
        }
        return new PoseModel.Weights(folder.resolve(name), bytes.longValue(), sha256.toLowerCase(Locale.ROOT));
    }

    private String licence(JsonNode root) throws ModelException {
        String licence = text(root, "licence");
        String name = plainName(root, "licenceFile");
        if (!Files.isRegularFile(folder.resolve(name))) {
            throw wrong("licenceFile", "names \"" + name + "\", which is not in the folder");
        }
        return licence;
    }

    private String plainName(JsonNode root, String field) throws ModelException {
        String name = text(root, field);
        if (!PLAIN_NAME.matcher(name).matches()) {
            throw wrong(field, "must be a plain name of letters, digits, dots and dashes, without a path");
        }
        return name;
    }

    private void expect(JsonNode root, String field, String known) throws ModelException {
        String value = text(root, field);
        if (!value.equals(known)) {
            throw wrong(field, "is \"" + value + "\"; here it must be \"" + known + "\"");
        }
    }

    private void expect(String field, int value, int known, Decoder decoder) throws ModelException {
        if (value != known) {
            throw wrong(field, "is " + value + ", and " + decoder.id() + " reads " + known);
        }
    }

    private String text(JsonNode root, String field) throws ModelException {
        JsonNode node = at(root, field);
        if (!node.isTextual() || node.textValue().isBlank()) {
            throw wrong(field, "must be a text");
        }
        // What is quoted in a message stays on one line, whatever the file holds.
        return node.textValue().replaceAll("\\p{Cntrl}", "?");
    }

    private int number(JsonNode root, String field, int least, int most) throws ModelException {
        JsonNode node = at(root, field);
        if (!node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < least || node.intValue() > most) {
            throw wrong(field, "must be a whole number from " + least + " to " + most);
        }
        return node.intValue();
    }

    private JsonNode at(JsonNode root, String field) throws ModelException {
        JsonNode node = root.at("/" + field.replace('.', '/'));
        if (node.isMissingNode() || node.isNull()) {
            throw wrong(field, "is missing");
        }
        return node;
    }

    private ModelException wrong(String field, String what) {
        return new ModelException(file + ": " + field + " " + what + ".");
    }
}
