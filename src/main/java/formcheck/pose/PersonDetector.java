package formcheck.pose;

import formcheck.capture.Frame;
import formcheck.capture.OpenCv;
import java.util.List;

/** First stage: detects persons in a whole frame. For one thread at a time, except {@link #close()}. */
public final class PersonDetector implements AutoCloseable {

    private final Network network;
    private final RegionCropper cropper;
    private final DetectionDecoder decoder;

    private final int inputSize;
    private final double minimumScore;

    private PersonDetector(Network network, int inputSize, double minimumScore) {
        this.inputSize = inputSize;
        this.minimumScore = minimumScore;
        this.network = network;
        this.cropper = new RegionCropper(inputSize, RegionCropper.Border.BLACK);
        this.decoder = new DetectionDecoder(inputSize, minimumScore);
    }

    /**
     * Verifies, loads and warms up a detector.
     *
     * @param minimumScore smallest score of a person, 0 to 1
     * @throws ModelException if the model is of another kind or cannot be loaded
     */
    public static PersonDetector open(PoseModel model, ModelForm form, double minimumScore) throws ModelException {
        if (model.decoder() != OutputDecoder.BLAZEPOSE_DETECTOR) {
            throw new ModelException(model.id() + " finds no persons: its descriptor says "
                    + model.kind().id() + ".");
        }
        OpenCv.load(); // may fail, so before a network is open that would have to be closed
        return new PersonDetector(Network.open(model, form), model.inputSize(), minimumScore);
    }

    /** Returns a detector of the same weights in memory, for another thread. */
    PersonDetector another() {
        return new PersonDetector(network.another(), inputSize, minimumScore);
    }

    /** Returns the persons in the frame, highest score first. */
    public List<Detection> detect(Frame frame) {
        Region whole = Region.letterbox(frame.width(), frame.height());
        return decoder.decode(network.run(cropper.crop(frame, whole)), whole);
    }

    @Override
    public void close() {
        network.close();
        cropper.close();
    }
}
