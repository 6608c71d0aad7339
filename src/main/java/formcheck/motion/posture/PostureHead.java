package formcheck.motion.posture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * The small network that weighs cues and looks: two layers for the cues, two for both together. 70,000 weights, run in
 * plain Java, so that key-point streams need no engine.
 */
final class PostureHead {

    /** Standardised cues farther out than this are beyond what was learned from. */
    private static final double FARTHEST = 4;

    private static final double CENTRE = 1.2;
    private static final int EXTRA = 6;

    /** A fully connected layer. */
    @SuppressWarnings("ArrayRecordComponent") // the network's own
    private record Layer(int inputs, int outputs, float[] weights, float[] bias) {
        double[] apply(double[] in, boolean rectified) {
            double[] out = new double[outputs];
            for (int o = 0; o < outputs; o++) {
                double sum = bias[o];
                int row = o * inputs;
                for (int i = 0; i < inputs; i++) {
                    sum += weights[row + i] * in[i];
                }
                out[o] = rectified ? Math.max(0, sum) : sum;
            }
            return out;
        }
    }

    private final int look;
    private final float[] middle;
    private final float[] spread;
    private final Layer cues;
    private final Layer joint;
    private final Layer last;

    /**
     * @param weights little-endian 32-bit floats: middle and spread of the cues, then weights (by rows of outputs) and biases
     *     of each layer
     * @param look numbers of a look
     * @param hidden outputs of each hidden layer
     * @param outputs of the last layer
     * @throws IllegalArgumentException if these are not so many weights, or not all of them numbers
     */
    PostureHead(byte[] weights, int look, int hidden, int outputs) {
        this.look = look;
        int count = PostureCues.FREE + 3 * PostureCues.COUNT;
        int together = hidden + 4 * look + EXTRA;
        long expected = 2L * count + layer(count, hidden) + layer(together, hidden) + layer(hidden, outputs);
        if (weights.length != 4 * expected) {
            throw new IllegalArgumentException(
                    "it has " + weights.length + " bytes, and " + 4 * expected + " are expected");
        }
        FloatBuffer numbers =
                ByteBuffer.wrap(weights).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        middle = take(numbers, count);
        spread = take(numbers, count);
        cues = take(numbers, count, hidden);
        joint = take(numbers, together, hidden);
        last = take(numbers, hidden, outputs);
    }

    /**
     * How unlike a frame is to those that were learned from: the root mean square of the standardised cues that there are, cut
     * off at {@link #FARTHEST}. About 1 for people like those.
     */
    double strangeness(double[] compared, boolean[] known) {
        double sum = 0;
        int count = 0;
        for (int k = 0; k < compared.length; k++) {
            if (isKnown(k, known)) {
                double value = standard(compared[k], k);
                sum += value * value;
                count++;
            }
        }
        return Math.sqrt(sum / count);
    }

    private static boolean isKnown(int cue, boolean[] known) {
        return cue < PostureCues.FREE || known[(cue - PostureCues.FREE) / PostureCues.COUNT];
    }

    private double standard(double value, int cue) {
        return Math.max(-FARTHEST, Math.min(FARTHEST, (value - middle[cue]) / spread[cue]));
    }

    /**
     * @param compared cues, compared
     * @param looks compared, zeros without a picture
     * @param known what there is of sitting tall, both raises and a picture
     * @param elevation 1 for 90 degrees
     * @return the outputs of the last layer
     */
    double[] weigh(double[] compared, double[] looks, boolean[] known, double elevation) {
        double[] standard = new double[compared.length];
        for (int k = 0; k < compared.length; k++) {
            if (isKnown(k, known)) {
                standard[k] = standard(compared[k], k);
            }
        }
        double[] first = cues.apply(standard, true);
        double[] both = new double[first.length + 4 * look + EXTRA];
        System.arraycopy(first, 0, both, 0, first.length);
        System.arraycopy(looks, 0, both, first.length, looks.length);
        int at = first.length + looks.length;
        for (boolean there : known) {
            both[at++] = there ? 1 : 0;
        }
        double e = elevation - CENTRE;
        both[at++] = e;
        both[at] = e * e;
        return last.apply(joint.apply(both, true), false);
    }

    private static long layer(int inputs, int outputs) {
        return (long) inputs * outputs + outputs;
    }

    private static Layer take(FloatBuffer numbers, int inputs, int outputs) {
        return new Layer(inputs, outputs, take(numbers, inputs * outputs), take(numbers, outputs));
    }

    private static float[] take(FloatBuffer numbers, int count) {
        float[] taken = new float[count];
        numbers.get(taken);
        for (float number : taken) {
            if (!Float.isFinite(number)) {
                throw new IllegalArgumentException("one of its weights is not a number");
            }
        }
        return taken;
    }
}
