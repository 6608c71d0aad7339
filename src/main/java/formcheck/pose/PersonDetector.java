package formcheck.pose;

import formcheck.capture.Frame;
import formcheck.capture.OpenCv;
import java.util.List;

/** The first stage: the persons in a whole frame. Used by one thread at a time, except {@link #close()}. */
public final class PersonDetector implements AutoCloseable {

    private final Network network;
    private final RegionCropper cutter;
    private final DetectionDecoder decoder;

    private PersonDetector(Network network, int inputSize, double minimumScore) {
        this.network = network;
        this.cutter = new RegionCropper(inputSize, RegionCropper.Border.BLACK);
        this.decoder = new DetectionDecoder(inputSize, minimumScore);
    }

    /**
     * Verifies, loads and warms up a detector.
     *
     * @param minimumScore what is less sure than this is no person, 0 to 1
     * @throws ModelException if the model is of another kind, or cannot be loaded
     */
    public static PersonDetector open(PoseModel model, ModelForm form, double minimumScore) throws ModelException {
        if (model.decoder() != OutputDecoder.BLAZEPOSE_DETECTOR) {
            throw new ModelException(model.id() + " finds no persons: its descriptor says "
                    + model.kind().id() + ".");
        }
        OpenCv.load(); // before there is a network that nobody would close
        return new PersonDetector(Network.open(model, form), model.inputSize(), minimumScore);
    }

    /** The persons in the frame, the surest first. */
    public List<Detection> detect(Frame frame) {
        Region whole = Region.letterbox(frame.width(), frame.height());
        return decoder.decode(network.run(cutter.cut(frame, whole)), whole);
    }

    @Override
    public void close() {
        network.close();
        cutter.close();
    }
}
