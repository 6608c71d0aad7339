package formcheck.pose;

import formcheck.capture.Frame;
import formcheck.capture.OpenCv;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/** The second stage: the joints of the one person in a region. Used by one thread at a time, except {@link #close()}. */
public final class LandmarkLocator implements AutoCloseable {

    /** The 33 joints, two points that align the next region, four that nobody uses. */
    static final int POINTS = 39;

    /** x, y, z in input pixels, visibility and presence as logits. */
    private static final int VALUES = 5;

    /** A probability already. */
    static final int PRESENCE_AT = POINTS * VALUES;

    /** x, y, z in metres, turned with the region. */
    static final int WORLD_AT = PRESENCE_AT + 1;

    static final int CONFIDENCE_AT = WORLD_AT + 3 * POINTS;
    static final int OUTPUT_LENGTH = CONFIDENCE_AT + POINTS;

    private static final int HIPS = 33;
    private static final int TOP = 34;
    private static final Joint[] JOINTS = Joint.values();

    private final Network network;
    private final int inputSize;
    private final RegionCropper cutter;

    private LandmarkLocator(Network network, int inputSize) {
        this.network = network;
        this.inputSize = inputSize;
        this.cutter = new RegionCropper(inputSize, RegionCropper.Border.REPLICATED);
    }

    /**
     * Verifies, loads and warms up a landmark model.
     *
     * @throws ModelException if the model is of another kind, or cannot be loaded
     */
    public static LandmarkLocator open(PoseModel model, ModelForm form) throws ModelException {
        if (model.decoder() != OutputDecoder.BLAZEPOSE_LANDMARKS) {
            throw new ModelException(
                    model.id() + " finds no joints: it is a " + model.kind().id() + ".");
        }
        OpenCv.load(); // before there is a network that nobody would close
        return new LandmarkLocator(Network.open(model, form), model.inputSize());
    }

    /** What the model sees in the region; whether a person is there at all is {@link Landmarks#presence()}. */
    public Landmarks locate(Frame frame, Region region) {
        return decode(network.run(cutter.cut(frame, region)), inputSize, region);
    }

    /** The file that runs: which form of the model it is depends on the machine. */
    public PoseModel.Weights weights() {
        return network.weights();
    }

    @Override
    public void close() {
        network.close();
        cutter.close();
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
            WorldPoint place = new WorldPoint(
                    region.turnedX(raw[worldAt], raw[worldAt + 1]),
                    region.turnedY(raw[worldAt], raw[worldAt + 1]),
                    raw[worldAt + 2]);
            if (Double.isFinite(place.x()) && Double.isFinite(place.y()) && Double.isFinite(place.z())) {
                world.put(joint, place);
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
