package formcheck.pose;

import ai.djl.ndarray.types.Shape;
import formcheck.capture.Frame;
import formcheck.capture.OpenCv;

/** The network that turns the picture of neck and shoulders into a {@link ShoulderLook}. */
final class LookEncoder implements AutoCloseable {
    private final Network network;
    private final LookCutter cutter;

    private LookEncoder(Network network, LookCutter cutter) {
        this.network = network;
        this.cutter = cutter;
    }

    /**
     * Verifies, loads and warms up.
     *
     * @throws ModelException if the model is wrong or does not run here
     */
    static LookEncoder open(PostureModel.LookModel model) throws ModelException {
        OpenCv.load(); // before there is a network that nobody would close
        Shape shape = new Shape(1, model.height(), model.width());
        return new LookEncoder(
                Network.open("posture", shape, model.numbers(), model.weights()),
                new LookCutter(model.width(), model.height(), model.shoulderWidths(), model.above()));
    }

    ShoulderLook look(Frame frame) {
        return (x, y, shoulderWidth) -> {
            synchronized (cutter) { // whose buffer is read by the network
                return network.run(cutter.cut(frame, x, y, shoulderWidth));
            }
        };
    }

    @Override
    public void close() {
        network.close();
        cutter.close();
    }
}
