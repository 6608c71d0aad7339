package formcheck.pose;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Writes model folders for tests, with weights that no engine would load. */
final class ModelFolders {
    private ModelFolders() {}

    static final byte[] WEIGHTS = "weights".getBytes(StandardCharsets.US_ASCII);

    /** Returns the descriptor of a landmark model. */
    static ObjectNode landmarks(String id) {
        ObjectNode root = common(id, "landmarks", 256);
        describe((ObjectNode) root.get("weights"), "int8");
        ObjectNode output = root.putObject("output");
        output.put("length", 352).put("points", 39).put("presenceAt", 195);
        output.put("worldAt", 196).put("confidenceAt", 313);
        return root.put("detector", "blazepose-detector");
    }

    /** Returns the descriptor of a detector. */
    static ObjectNode detector(String id) {
        ObjectNode root = common(id, "detector", 224);
        root.putObject("output").put("length", 29302).put("anchors", 2254).put("valuesPerAnchor", 13);
        return root;
    }

    /** Returns the descriptor of a face mesh. */
    static ObjectNode face(String id) {
        ObjectNode root = common(id, "face", 192);
        root.put("decoder", "face-mesh").put("keypointSchema", "face-mesh-468");
        root.putObject("output").put("length", 1405).put("points", 468).put("presenceAt", 1404);
        return root;
    }

    private static ObjectNode common(String id, String kind, int size) {
        ObjectNode root = new JsonMapper().createObjectNode();
        root.put("schemaVersion", 1).put("id", id).put("kind", kind).put("keypointSchema", "blazepose-33");
        root.put("decoder", "blazepose-" + kind);
        ObjectNode input = root.putObject("input");
        input.put("width", size).put("height", size);
        input.put("layout", "NHWC").put("type", "uint8").put("colour", "RGB");
        ObjectNode weights = root.putObject("weights");
        for (String form : new String[] {"fast", "portable"}) {
            describe(weights, form);
        }
        return root.put("licence", "Apache-2.0").put("licenceFile", "LICENSE").put("origin", "made up");
    }

    static void describe(ObjectNode weights, String form) {
        weights.putObject(form)
                .put("file", form + ".pt")
                .put("bytes", WEIGHTS.length)
                .put("sha256", sha256());
    }

    /** Writes {@code models/<id>} with the descriptor, a licence and weights. */
    static Path write(Path models, ObjectNode descriptor) throws IOException {
        Path folder = models.resolve(descriptor.get("id").asText());
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("model.json"), descriptor.toPrettyString());
        Files.writeString(folder.resolve("LICENSE"), "Apache License");
        Files.write(folder.resolve("int8.pt"), WEIGHTS);
        Files.write(folder.resolve("fast.pt"), WEIGHTS);
        Files.write(folder.resolve("portable.pt"), WEIGHTS);
        return folder;
    }

    private static String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(WEIGHTS));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
