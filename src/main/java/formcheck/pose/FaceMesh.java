package formcheck.pose;

import java.nio.ByteBuffer;
import java.util.Optional;

/** Runs MediaPipe's face mesh: 468 landmarks of the face in a square. Thread-safe; concurrent calls wait for each other. */
final class FaceMesh implements AutoCloseable {
    static final int POINTS = 468;
    static final int PRESENCE_AT = 3 * POINTS;
    static final int OUTPUT_LENGTH = PRESENCE_AT + 1;

    /** Smallest probability of a face in the square, MediaPipe's default. */
    private static final double LEAST_PRESENCE = 0.5;

    private final Network network;
    private final int inputSize;

    private FaceMesh(Network network, int inputSize) {
        this.network = network;
        this.inputSize = inputSize;
    }

    /**
     * Verifies, loads and warms up the model.
     *
     * @throws ModelException if the model is of another kind or cannot be loaded
     */
    static FaceMesh open(PoseModel model, ModelForm form) throws ModelException {
        if (model.decoder() != OutputDecoder.FACE_MESH) {
            throw new ModelException(
                    model.id() + " finds no face: it is a " + model.kind().id() + ".");
        }
        return new FaceMesh(Network.open(model, form), model.inputSize());
    }

    /** Returns a face mesh of the same weights in memory, for another thread. */
    FaceMesh another() {
        return new FaceMesh(network.another(), inputSize);
    }

    /** Returns height and width of the input, pixels. */
    int inputSize() {
        return inputSize;
    }

    /**
     * Finds the landmarks of the face; empty if there is no face.
     *
     * @param pixels of the cropped square, RGB
     * @param square of the frame that was cropped
     */
    Optional<Points> find(ByteBuffer pixels, Square square) {
        return decode(network.run(pixels), inputSize, square);
    }

    static Optional<Points> decode(float[] raw, int inputSize, Square square) {
        return Sigmoid.of(raw[PRESENCE_AT]) >= LEAST_PRESENCE
                ? Optional.of(new Points(raw, inputSize, square))
                : Optional.empty();
    }

    /**
     * Landmarks by MediaPipe's indices. x and y are frame pixels; depth uses the same unit and grows away from the
     * camera.
     */
    @SuppressWarnings("ArrayRecordComponent") // output of the network, never written to
    record Points(float[] raw, int inputSize, Square square) {

        double x(int point) {
            return (raw[3 * point] / inputSize - 0.5) * square.side() + square.x();
        }

        double y(int point) {
            return (raw[3 * point + 1] / inputSize - 0.5) * square.side() + square.y();
        }

        double z(int point) {
            return raw[3 * point + 2] / inputSize * square.side();
        }
    }

    @Override
    public void close() {
        network.close();
    }
}
