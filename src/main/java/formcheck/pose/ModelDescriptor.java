package formcheck.pose;

import java.nio.file.Path;
import java.util.Optional;

/** Reads a {@code model.json}. Checks every field; each error names the file and the field. */
final class ModelDescriptor {

    static final String FILE = "model.json";

    private static final int SCHEMA_VERSION = 1;
    private static final String KEYPOINT_SCHEMA = "blazepose-33";
    private static final String FACE_SCHEMA = "face-mesh-468";
    private static final int SMALLEST_INPUT = 64;
    private static final int LARGEST_INPUT = 1024;
    private final Path folder;
    private final Descriptor json;

    ModelDescriptor(Path folder) throws ModelException {
        this.folder = folder;
        this.json = new Descriptor(folder, FILE);
    }

    PoseModel read() throws ModelException {
        String id = json.id(SCHEMA_VERSION);
        OutputDecoder decoder = decoder();
        json.expect("keypointSchema", decoder.kind() == PoseModel.ModelKind.FACE ? FACE_SCHEMA : KEYPOINT_SCHEMA);
        int inputSize = inputSize();
        int outputLength = outputLength(decoder, inputSize);
        PoseModel.Forms weights = json.forms("weights");
        return new PoseModel(
                folder,
                id,
                decoder,
                inputSize,
                outputLength,
                detector(decoder),
                weights.int8(),
                weights.fast(),
                weights.portable(),
                json.licence(),
                json.text("origin"));
    }

    private OutputDecoder decoder() throws ModelException {
        String name = json.text("decoder");
        OutputDecoder decoder = OutputDecoder.ofId(name)
                .orElseThrow(() -> json.wrong("decoder", "is \"" + name + "\", which this FormCheck cannot read"));
        json.expect("kind", decoder.kind().id());
        return decoder;
    }

    private int inputSize() throws ModelException {
        int width = json.number("input.width", SMALLEST_INPUT, LARGEST_INPUT);
        int height = json.number("input.height", SMALLEST_INPUT, LARGEST_INPUT);
        if (width != height) {
            throw json.wrong("input.height", "is " + height + ", and the width " + width + ": the input is a square");
        }
        if (width % Anchors.COARSEST_STRIDE != 0) {
            throw json.wrong("input.width", "is " + width + ", no multiple of " + Anchors.COARSEST_STRIDE);
        }
        json.expect("input.layout", "NHWC");
        json.expect("input.type", "uint8");
        json.expect("input.colour", "RGB");
        return width;
    }

    private int outputLength(OutputDecoder decoder, int inputSize) throws ModelException {
        int length = json.number("output.length", 1, Integer.MAX_VALUE);
        expect("output.length", length, decoder.outputLength(inputSize), decoder);
        for (OutputDecoder.OutputField place : decoder.fields(inputSize)) {
            String field = "output." + place.field();
            expect(field, json.number(field, 0, Integer.MAX_VALUE), place.value(), decoder);
        }
        return length;
    }

    private Optional<String> detector(OutputDecoder decoder) throws ModelException {
        if (decoder.kind() != PoseModel.ModelKind.LANDMARKS) {
            if (json.has("detector")) {
                throw json.wrong("detector", "is there, but this finds no joints");
            }
            return Optional.empty();
        }
        return Optional.of(json.plainName("detector"));
    }

    private void expect(String field, int value, int known, OutputDecoder decoder) throws ModelException {
        if (value != known) {
            throw json.wrong(field, "is " + value + ", and " + decoder.id() + " reads " + known);
        }
    }
}
