package formcheck.pose;

import java.nio.file.Path;
import java.util.List;

/**
 * The model of the turned-chair check, {@code models/head-check}, as its descriptor {@code head-check.json} describes it:
 * linear in how somebody's usual posture differs from their tall one.
 *
 * @param weights little-endian 32-bit floats, see {@code formcheck.motion.posture.HeadCheck}
 * @param cues names of the cues that it was learned with, in their order
 * @param yes centimetres from which the head is forward beyond doubt
 * @param no centimetres up to which it is not beyond doubt
 * @param turn degrees turned between which it judges
 * @param visible least probability that the near ear is seen, by the pose model
 */
public record HeadModel(
        PoseModel.Weights weights, List<String> cues, double yes, double no, Range turn, double visible) {

    static final String FOLDER = "head-check";
    static final String FILE = "head-check.json";
    private static final int SCHEMA_VERSION = 1;

    /** From least to most. */
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
