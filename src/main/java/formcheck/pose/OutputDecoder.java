package formcheck.pose;

import java.util.List;
import java.util.Optional;

/** Forms of network outputs. A descriptor names one; a new form is a new constant. */
public enum OutputDecoder {
    /** 39 points, presence, 39 points in space, 39 confidences: see {@link LandmarkLocator}. */
    BLAZEPOSE_LANDMARKS("blazepose-landmarks", PoseModel.ModelKind.LANDMARKS) {
        @Override
        int outputLength(int inputSize) {
            return LandmarkLocator.OUTPUT_LENGTH;
        }

        @Override
        List<OutputField> fields(int inputSize) {
            return List.of(
                    new OutputField("points", LandmarkLocator.POINTS),
                    new OutputField("presenceAt", LandmarkLocator.PRESENCE_AT),
                    new OutputField("worldAt", LandmarkLocator.WORLD_AT),
                    new OutputField("confidenceAt", LandmarkLocator.CONFIDENCE_AT));
        }
    },
    /** A box and four keypoints for each anchor: see {@link PersonDetector}. */
    BLAZEPOSE_DETECTOR("blazepose-detector", PoseModel.ModelKind.DETECTOR) {
        @Override
        int outputLength(int inputSize) {
            return Anchors.forInput(inputSize).count() * DetectionDecoder.VALUES;
        }

        @Override
        List<OutputField> fields(int inputSize) {
            return List.of(
                    new OutputField("anchors", Anchors.forInput(inputSize).count()),
                    new OutputField("valuesPerAnchor", DetectionDecoder.VALUES));
        }
    },
    /** 468 landmarks of a face and its presence: see {@link FaceMesh}. */
    FACE_MESH("face-mesh", PoseModel.ModelKind.FACE) {
        @Override
        int outputLength(int inputSize) {
            return FaceMesh.OUTPUT_LENGTH;
        }

        @Override
        List<OutputField> fields(int inputSize) {
            return List.of(
                    new OutputField("points", FaceMesh.POINTS), new OutputField("presenceAt", FaceMesh.PRESENCE_AT));
        }
    };

    /** A number of the descriptor's {@code output} that must have this value. */
    record OutputField(String field, int value) {}

    private final String id;
    private final PoseModel.ModelKind kind;

    OutputDecoder(String id, PoseModel.ModelKind kind) {
        this.id = id;
        this.kind = kind;
    }

    /** Returns the name in descriptors. */
    public String id() {
        return id;
    }

    /** Returns the purpose of models with this output. */
    public PoseModel.ModelKind kind() {
        return kind;
    }

    static Optional<OutputDecoder> ofId(String id) {
        for (OutputDecoder decoder : values()) {
            if (decoder.id.equals(id)) {
                return Optional.of(decoder);
            }
        }
        return Optional.empty();
    }

    /** Returns the length of the output of a network whose input is {@code inputSize} pixels high and wide. */
    abstract int outputLength(int inputSize);

    abstract List<OutputField> fields(int inputSize);
}
