package formcheck.pose;

import java.nio.file.Path;

/**
 * Model that turns crops of upper body and head into features: the part {@code crop} of {@code posture.json}.
 *
 * @param upperBody layers of the pose model, run on a square around the shoulders
 * @param head measurements of the head from the face mesh
 */
public record CropModel(UpperBody upperBody, HeadPart head) {
    private static final int MOST_FEATURES = 4096;

    /**
     * Upper-body network.
     *
     * @param inputSize height and width of its input, pixels
     * @param shoulderWidths side of the square in the frame, shoulder widths
     * @param lower offset of the centre of the square below the middle of the shoulders, share of the side
     * @param features length of its output
     * @param weights of the network
     */
    public record UpperBody(
            int inputSize, double shoulderWidths, double lower, int features, PoseModel.Forms weights) {}

    /**
     * Head measurements.
     *
     * @param features number of measurements
     * @param mesh model that finds the face
     */
    public record HeadPart(int features, PoseModel mesh) {}

    /** Returns the length of the feature vector: first the upper body, then the head. */
    public int features() {
        return upperBody.features + head.features;
    }

    /**
     * Reads and checks its part of the descriptor and the descriptor of the face mesh.
     *
     * @param folder of the posture model
     * @throws ModelException if one is missing or wrong
     */
    static CropModel read(Descriptor json, Path folder) throws ModelException {
        UpperBody upperBody = new UpperBody(
                json.number("crop.upperBody.side", 16, 1024),
                json.decimal("crop.upperBody.shoulderWidths", 0.2, 10),
                json.decimal("crop.upperBody.lower", -1, 1),
                json.number("crop.upperBody.features", 1, MOST_FEATURES),
                json.forms("crop.upperBody.weights"));
        int features = json.number("crop.head.features", 1, MOST_FEATURES);
        if (features != HeadFeatures.COUNT) {
            throw json.wrong("crop.head.features", "is " + features + ", and FormCheck measures " + HeadFeatures.COUNT);
        }
        PoseModel mesh = PoseModel.read(folder.resolveSibling(json.plainName("crop.head.model")));
        if (mesh.kind() != PoseModel.ModelKind.FACE) {
            throw json.wrong("crop.head.model", "names " + mesh.id() + ", which finds no face");
        }
        return new CropModel(upperBody, new HeadPart(features, mesh));
    }
}
