package formcheck.pose;

import java.nio.ByteBuffer;
import java.util.Optional;

/** MediaPipe's face mesh: 468 points of the face in a square. Safe for several threads, which then wait for each other. */
final class FaceMesh implements AutoCloseable {
    static final int POINTS = 468;
    static final int PRESENCE_AT = 3 * POINTS;
    static final int OUTPUT_LENGTH = PRESENCE_AT + 1;

    /** MediaPipe's own: a square less likely than this to hold a face holds none. */
    private static final double LEAST_PRESENCE = 0.5;

    private final Network network;
    private final int inputSize;

    private FaceMesh(Network network, int inputSize) {
        this.network = network;
        this.inputSize = inputSize;
    }

    /**
     * Verifies, loads and warms up.
     *
     * @throws ModelException if the model is of another kind, or cannot be loaded
     */
    static FaceMesh open(PoseModel model, ModelForm form) throws ModelException {
        if (model.decoder() != OutputDecoder.FACE_MESH) {
            throw new ModelException(
                    model.id() + " finds no face: it is a " + model.kind().id() + ".");
        }
        return new FaceMesh(Network.open(model, form), model.inputSize());
    }

    /** Sides of the square of pixels that this looks at. */
    int inputSize() {
        return inputSize;
    }

    /**
     * The points of the face; empty if there is none.
     *
     * @param pixels of the square
     * @param square where it was cut out
     */
    Optional<Points> find(ByteBuffer pixels, Square square) {
        return decode(network.run(pixels), inputSize, square);
    }

    static Optional<Points> decode(float[] raw, int inputSize, Square square) {
        return Sigmoid.of(raw[PRESENCE_AT]) >= LEAST_PRESENCE
                ? Optional.of(new Points(raw, inputSize, square))
                : Optional.empty();
    }

    /** Where the points are, by MediaPipe's numbers of them. In pixels of the picture; depth, too, grows away from the camera. */
    @SuppressWarnings("ArrayRecordComponent") // the network's answer, never written to
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
