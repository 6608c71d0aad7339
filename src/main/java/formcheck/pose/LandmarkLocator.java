package formcheck.pose;

import formcheck.capture.Frame;
import formcheck.capture.OpenCv;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Second stage: finds the joints of the one person in a region of interest. For one thread at a time, except
 * {@link #close()}.
 */
public final class LandmarkLocator implements AutoCloseable {

    /** 33 joints, two points that align the next region, four unused points. */
    static final int POINTS = 39;

    /** x, y, z in input pixels, visibility and presence as logits. */
    private static final int VALUES = 5;

    /** Index of the presence, a probability. */
    static final int PRESENCE_AT = POINTS * VALUES;

    /** Index of the world points: x, y, z in metres, rotated with the region. */
    static final int WORLD_AT = PRESENCE_AT + 1;

    static final int CONFIDENCE_AT = WORLD_AT + 3 * POINTS;
    static final int OUTPUT_LENGTH = CONFIDENCE_AT + POINTS;

    private static final int HIPS = 33;
    private static final int TOP = 34;
    private static final Joint[] JOINTS = Joint.values();

    private final Network network;
    private final int inputSize;
    private final RegionCropper cropper;

    private LandmarkLocator(Network network, int inputSize) {
        this.network = network;
        this.inputSize = inputSize;
        this.cropper = new RegionCropper(inputSize, RegionCropper.Border.REPLICATED);
    }

    /**
     * Verifies, loads and warms up a landmark model.
     *
     * @throws ModelException if the model is of another kind or cannot be loaded
     */
    public static LandmarkLocator open(PoseModel model, ModelForm form) throws ModelException {
        if (model.decoder() != OutputDecoder.BLAZEPOSE_LANDMARKS) {
            throw new ModelException(
                    model.id() + " finds no joints: it is a " + model.kind().id() + ".");
        }
        OpenCv.load(); // may fail, so before a network is open that would have to be closed
        return new LandmarkLocator(Network.open(model, form), model.inputSize());
    }

    /** Returns a locator of the same weights in memory, for another thread. */
    LandmarkLocator another() {
        return new LandmarkLocator(network.another(), inputSize);
    }

    /** Returns the landmarks in the region. {@link Landmarks#presence()} is the probability that a person is there. */
    public Landmarks locate(Frame frame, Region region) {
        return decode(network.run(cropper.crop(frame, region)), inputSize, region);
    }

    /** Returns the weights file that runs. The machine decides which form it is. */
    public PoseModel.Weights weights() {
        return network.weights();
    }

    @Override
    public void close() {
        network.close();
        cropper.close();
    }

    static Landmarks decode(float[] raw, int inputSize, Region region) {
        double scale = region.size() / inputSize;
        Map<Joint, Keypoint> keypoints = new EnumMap<>(Joint.class);
        Map<Joint, WorldPoint> world = new EnumMap<>(Joint.class);
        for (int point = 0; point < JOINTS.length; point++) {
            Joint joint = JOINTS[point];
            int at = point * VALUES;
            double x = x(raw, point, inputSize, scale, region);
            double y = y(raw, point, inputSize, scale, region);
            if (Double.isFinite(x) && Double.isFinite(y)) {
                keypoints.put(joint, new Keypoint(x, y, probability(raw[at + 3]), probability(raw[at + 4])));
            }
            int worldAt = WORLD_AT + 3 * point;
            WorldPoint point3d = new WorldPoint(
                    region.turnedX(raw[worldAt], raw[worldAt + 1]),
                    region.turnedY(raw[worldAt], raw[worldAt + 1]),
                    raw[worldAt + 2]);
            if (Double.isFinite(point3d.x()) && Double.isFinite(point3d.y()) && Double.isFinite(point3d.z())) {
                world.put(joint, point3d);
            }
        }
        return new Landmarks(
                raw[PRESENCE_AT],
                keypoints,
                world,
                x(raw, HIPS, inputSize, scale, region),
                y(raw, HIPS, inputSize, scale, region),
                x(raw, TOP, inputSize, scale, region),
                y(raw, TOP, inputSize, scale, region));
    }

    private static double x(float[] raw, int point, int inputSize, double scale, Region region) {
        double middle = inputSize / 2.0;
        return region.imageX((raw[point * VALUES] - middle) * scale, (raw[point * VALUES + 1] - middle) * scale);
    }

    private static double y(float[] raw, int point, int inputSize, double scale, Region region) {
        double middle = inputSize / 2.0;
        return region.imageY((raw[point * VALUES] - middle) * scale, (raw[point * VALUES + 1] - middle) * scale);
    }

    private static OptionalDouble probability(float logit) {
        double probability = Sigmoid.of(logit);
        return Double.isNaN(probability) ? OptionalDouble.empty() : OptionalDouble.of(probability);
    }
}
