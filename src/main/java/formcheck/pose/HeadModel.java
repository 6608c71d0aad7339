package formcheck.pose;

import java.nio.file.Path;
import java.util.List;

/**
 * The model of the head check, {@code models/head-check}, as its descriptor {@code head-check.json} describes it: linear
 * in the change of the cues from usual to tall posture.
 *
 * @param weights little-endian 32-bit floats, see {@code formcheck.motion.posture.HeadCheck}
 * @param cues names of the cues that it was trained with, in order
 * @param yes centimetres from which the head is certainly forward
 * @param no centimetres up to which it is certainly not
 * @param turn range of chair angles that it judges, degrees
 * @param visible smallest probability that the near ear is visible, from the pose model
 */
public record HeadModel(
        PoseModel.Weights weights, List<String> cues, double yes, double no, Range turn, double visible) {

    static final String FOLDER = "head-check";
    static final String FILE = "head-check.json";
    private static final int SCHEMA_VERSION = 1;

    /** A closed range. */
    public record Range(double least, double most) {}

    public HeadModel {
        cues = List.copyOf(cues);
    }

    /**
     * Reads and checks the descriptor.
     *
     * @throws ModelException if it is missing or wrong
     */
    static HeadModel read(Path folder) throws ModelException {
        Descriptor json = new Descriptor(folder, FILE);
        json.id(SCHEMA_VERSION);
        json.licence();
        List<String> cues = json.texts("cues");
        double no = json.decimal("question.no", -50, 50);
        double least = json.decimal("turn.least", 0, 90);
        return new HeadModel(
                json.weights("weights"),
                cues,
                json.decimal("question.yes", no + 0.1, 50),
                no,
                new Range(least, json.decimal("turn.most", least + 1, 90)),
                json.decimal("visible", 0, 1));
    }
}
