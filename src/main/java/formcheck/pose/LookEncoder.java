package formcheck.pose;

import ai.djl.ndarray.types.Shape;
import formcheck.capture.Frame;

/** The network that turns the picture of neck and shoulders into a {@link ShoulderLook}. */
final class LookEncoder implements AutoCloseable {
    private final Network network;
    private final LookSampler sampler;

    private LookEncoder(Network network, LookSampler sampler) {
        this.network = network;
        this.sampler = sampler;
    }

    /**
     * Verifies, loads and warms up.
     *
     * @throws ModelException if the model is wrong or does not run here
     */
    static LookEncoder open(PostureModel.LookModel model) throws ModelException {
        Shape shape = new Shape(1, model.height(), model.width());
        return new LookEncoder(
                Network.open("posture", shape, model.numbers(), model.weights()),
                new LookSampler(model.width(), model.height(), model.shoulderWidths(), model.above()));
    }

    ShoulderLook look(Frame frame) {
        return (x, y, shoulderWidth) -> network.run(sampler.sample(frame, x, y, shoulderWidth));
    }

    @Override
    public void close() {
        network.close();
    }
}
