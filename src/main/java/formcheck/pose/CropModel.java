package formcheck.pose;

import java.nio.file.Path;

/**
 * How upper body and head are turned into numbers: the part {@code look} of {@code posture.json}.
 *
 * @param upperBody the pose model's own layers on a square around the shoulders
 * @param head what the face mesh says of the head
 */
public record CropModel(UpperBody upperBody, HeadPart head) {
    private static final int MOST_NUMBERS = 4096;

    /**
     * The upper body's part.
     *
     * @param inputSize sides of the network's input, pixels
     * @param shoulderWidths side of the square in the picture, of the shoulders' width
     * @param lower of the side: how far the middle of the square lies below that of the shoulders
     * @param numbers that come out
     * @param weights the network
     */
    public record UpperBody(int inputSize, double shoulderWidths, double lower, int numbers, PoseModel.Forms weights) {}

    /**
     * The head's part.
     *
     * @param numbers that come out
     * @param mesh the model that finds the face
     */
    public record HeadPart(int numbers, PoseModel mesh) {}

    /** How many numbers a look has: first the upper body's, then the head's. */
    public int numbers() {
        return upperBody.numbers + head.numbers;
    }

    /**
     * Reads and checks its part of the descriptor, and the face mesh's own.
     *
     * @param folder of the model of posture
     * @throws ModelException if one is missing or wrong
     */
    static CropModel read(Descriptor json, Path folder) throws ModelException {
        UpperBody upperBody = new UpperBody(
                json.number("look.upperBody.side", 16, 1024),
                json.decimal("look.upperBody.shoulderWidths", 0.2, 10),
                json.decimal("look.upperBody.lower", -1, 1),
                json.number("look.upperBody.numbers", 1, MOST_NUMBERS),
                json.forms("look.upperBody.weights"));
        int numbers = json.number("look.head.numbers", 1, MOST_NUMBERS);
        if (numbers != HeadFeatures.COUNT) {
            throw json.wrong("look.head.numbers", "is " + numbers + ", and FormCheck measures " + HeadFeatures.COUNT);
        }
        PoseModel mesh = PoseModel.read(folder.resolveSibling(json.plainName("look.head.model")));
        if (mesh.kind() != PoseModel.ModelKind.FACE) {
            throw json.wrong("look.head.model", "names " + mesh.id() + ", which finds no face");
        }
        return new CropModel(upperBody, new HeadPart(numbers, mesh));
    }
}
