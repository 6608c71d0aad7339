package formcheck.pose;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a JSON file that describes a model. Checks every field; each error names the file and the field. */
final class Descriptor {

    private static final long LARGEST_DESCRIPTOR = 64 * 1024;
    private static final long LARGEST_WEIGHTS = 1L << 30;
    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Path folder;
    private final Path file;
    private final JsonNode root;

    /** @throws ModelException if the file is missing or not a JSON object */
    Descriptor(Path folder, String name) throws ModelException {
        this.folder = folder;
        this.file = folder.resolve(name);
        this.root = parse(file);
    }

    /**
     * Returns the id.
     *
     * @throws ModelException if the schema version is another or the id is not the name of the folder
     */
    String id(int schemaVersion) throws ModelException {
        int version = number("schemaVersion", 1, Integer.MAX_VALUE);
        if (version != schemaVersion) {
            throw wrong("schemaVersion", "is " + version + ", and this FormCheck reads " + schemaVersion);
        }
        String id = text("id");
        Path name = folder.toAbsolutePath().normalize().getFileName();
        if (name == null || !name.toString().equals(id)) {
            throw wrong("id", "is \"" + id + "\", and the folder is called \"" + name + "\"");
        }
        return id;
    }

    private static JsonNode parse(Path file) throws ModelException {
        try {
            if (!Files.isRegularFile(file)) {
                throw new ModelException(file + " is missing: every model folder contains its descriptor.");
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
            boolean twice = e.getOriginalMessage().startsWith("Duplicate field");
            throw new ModelException(
                    file + ":" + line + ": no valid JSON" + (twice ? ": a name is there twice in one object." : "."),
                    e);
        } catch (IOException e) {
            throw new ModelException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    boolean has(String field) {
        return !root.at(pointer(field)).isMissingNode();
    }

    PoseModel.Weights weights(String field) throws ModelException {
        String name = plainName(field + ".file");
        JsonNode bytes = at(field + ".bytes");
        if (!bytes.isIntegralNumber()
                || !bytes.canConvertToLong()
                || bytes.longValue() <= 0
                || bytes.longValue() > LARGEST_WEIGHTS) {
            throw wrong(field + ".bytes", "must be a whole number from 1 to " + LARGEST_WEIGHTS);
        }
        String sha256 = text(field + ".sha256");
        if (!SHA_256.matcher(sha256.toLowerCase(Locale.ROOT)).matches()) {
            throw wrong(field + ".sha256", "must be 64 hexadecimal digits");
        }
        return new PoseModel.Weights(folder.resolve(name), bytes.longValue(), sha256.toLowerCase(Locale.ROOT));
    }

    /** Reads a network in its forms. The 8-bit form is optional: detector and face mesh have none. */
    PoseModel.Forms forms(String field) throws ModelException {
        return new PoseModel.Forms(
                has(field + ".int8") ? Optional.of(weights(field + ".int8")) : Optional.empty(),
                weights(field + ".fast"),
                weights(field + ".portable"));
    }

    String licence() throws ModelException {
        String licence = text("licence");
        String name = plainName("licenceFile");
        if (!Files.isRegularFile(folder.resolve(name))) {
            throw wrong("licenceFile", "names \"" + name + "\", which is not in the folder");
        }
        return licence;
    }

    String plainName(String field) throws ModelException {
        String name = text(field);
        if (!PLAIN_NAME.matcher(name).matches()) {
            throw wrong(field, "must be a plain name of letters, digits, dots and dashes, without a path");
        }
        return name;
    }

    void expect(String field, String known) throws ModelException {
        String value = text(field);
        if (!value.equals(known)) {
            throw wrong(field, "is \"" + value + "\"; here it must be \"" + known + "\"");
        }
    }

    String text(String field) throws ModelException {
        JsonNode node = at(field);
        if (!node.isTextual() || node.textValue().isBlank()) {
            throw wrong(field, "must be a text");
        }
        // Keeps a quoted value on one line of a message.
        return node.textValue().replaceAll("\\p{Cntrl}", "?");
    }

    double decimal(String field, double least, double most) throws ModelException {
        JsonNode node = at(field);
        if (!node.isNumber() || !(node.doubleValue() >= least && node.doubleValue() <= most)) {
            throw wrong(field, "must be a number from " + least + " to " + most);
        }
        return node.doubleValue();
    }

    /** Returns the length of a list. */
    int count(String field) throws ModelException {
        JsonNode node = at(field);
        if (!node.isArray() || node.isEmpty()) {
            throw wrong(field, "must be a list that holds something");
        }
        return node.size();
    }

    /** Returns the texts of a list, in their order. */
    List<String> texts(String field) throws ModelException {
        List<String> texts = new ArrayList<>();
        for (int k = 0; k < count(field); k++) {
            texts.add(text(field + "." + k));
        }
        return List.copyOf(texts);
    }

    /** Returns the field names of an object. */
    List<String> names(String field) throws ModelException {
        JsonNode node = at(field);
        if (!node.isObject() || node.isEmpty()) {
            throw wrong(field, "must be an object that holds something");
        }
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    int number(String field, int least, int most) throws ModelException {
        JsonNode node = at(field);
        if (!node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < least || node.intValue() > most) {
            throw wrong(field, "must be a whole number from " + least + " to " + most);
        }
        return node.intValue();
    }

    JsonNode at(String field) throws ModelException {
        JsonNode node = root.at(pointer(field));
        if (node.isMissingNode() || node.isNull()) {
            throw wrong(field, "is missing");
        }
        return node;
    }

    private static String pointer(String field) {
        return "/" + field.replace('.', '/');
    }

    ModelException wrong(String field, String what) {
        return new ModelException(file + ": " + field + " " + what + ".");
    }
}
