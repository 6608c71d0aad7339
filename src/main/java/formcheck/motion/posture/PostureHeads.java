package formcheck.motion.posture;

import formcheck.pose.PostureModel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Linear heads of the posture model, one for each level of calibration: from cues and differences of features to targets. {@code
 * scripts/posture/heads.py} trains them.
 */
final class PostureHeads {

    /** Standardised inputs are clipped at this value. */
    private static final double FARTHEST = 4;

    /** Elevation at which a weight has the file's value, 1 for 90 degrees. */
    private static final double CENTRE = 1.2;

    private static final int STEPS = 3;

    /**
     * Distance of a frame from the training data: root mean squares of its standardised inputs, about 1 for a frame of the
     * training data.
     *
     * @param cues of the cues
     * @param features of the differences of the features; 0 if the level has none
     */
    record Distance(double cues, double features) {
        /** Divisor of an estimate: the geometric mean of both, at least 1. */
        double divisor() {
            return Math.max(1, features > 0 ? Math.sqrt(cues * features) : cues);
        }
    }

    /** The weights of one level. */
    @SuppressWarnings("ArrayRecordComponent") // the head's own
    private record Head(
            int cues,
            float[] middle,
            float[] spread,
            float[][] weights,
            float[][] slopes,
            float[] bias,
            float[] biasSlope) {

        double standard(double value, int input) {
            double standard = (value - middle[input]) / spread[input];
            return Math.max(-FARTHEST, Math.min(FARTHEST, standard));
        }
    }

    private final int numbers;
    private final Map<String, Head> heads = new LinkedHashMap<>();

    /**
     * @param weights little-endian 32-bit floats. For each level: mean and spread of its inputs; then for each target the weights
     *     of the inputs and, as many, what is added to them for each 90 degrees of elevation above {@link #CENTRE}; then the
     *     biases, and what is added to those
     * @param levels in the order of the file
     * @param numbers size of the features
     * @param targets number of targets
     * @throws IllegalArgumentException if the number of weights differs, one of them is not finite, or a spread is not positive
     */
    PostureHeads(byte[] weights, List<PostureModel.Level> levels, int numbers, int targets) {
        this.numbers = numbers;
        long expected = 0;
        for (PostureModel.Level level : levels) {
            expected += 2L * (targets + 1) * inputs(level.known(), numbers) + 2L * targets;
        }
        if (weights.length != 4 * expected) {
            throw new IllegalArgumentException(
                    "it has " + weights.length + " bytes, and " + 4 * expected + " are expected");
        }
        FloatBuffer buffer =
                ByteBuffer.wrap(weights).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        for (PostureModel.Level level : levels) {
            boolean[] known = level.known();
            heads.put(level.id(), head(buffer, cues(known), inputs(known, numbers), targets));
        }
    }

    private static Head head(FloatBuffer buffer, int cues, int inputs, int targets) {
        float[] middle = take(buffer, inputs);
        float[] spread = take(buffer, inputs);
        for (float one : spread) {
            if (!(one > 0)) {
                throw new IllegalArgumentException("one of its spreads is not positive");
            }
        }
        float[][] weights = new float[targets][];
        float[][] slopes = new float[targets][];
        for (int target = 0; target < targets; target++) {
            weights[target] = take(buffer, inputs);
            slopes[target] = take(buffer, inputs);
        }
        return new Head(cues, middle, spread, weights, slopes, take(buffer, targets), take(buffer, targets));
    }

    private static float[] take(FloatBuffer buffer, int count) {
        float[] taken = new float[count];
        buffer.get(taken);
        for (float number : taken) {
            if (!Float.isFinite(number)) {
                throw new IllegalArgumentException("one of its weights is not a number");
            }
        }
        return taken;
    }

    private static int steps(boolean[] known) {
        int steps = 0;
        for (int k = 0; k < STEPS; k++) {
            steps += known[k] ? 1 : 0;
        }
        return steps;
    }

    private static int cues(boolean[] known) {
        return PostureCues.FREE + steps(known) * PostureCues.COUNT;
    }

    private static int inputs(boolean[] known, int numbers) {
        return cues(known) + (known[STEPS] ? steps(known) * numbers : 0);
    }

    /** Whether there is a head for a level. */
    boolean has(boolean[] known) {
        return heads.containsKey(PostureModel.level(known));
    }

    /**
     * The standardised inputs of a level.
     *
     * @param cues differences, of all steps
     * @param features differences, of all steps
     * @param known a level for which there is a head
     */
    double[] standardised(double[] cues, double[] features, boolean[] known) {
        Head head = head(known);
        double[] inputs = new double[head.middle.length];
        int at = 0;
        for (int k = 0; k < cues.length; k++) {
            if (k < PostureCues.FREE || known[(k - PostureCues.FREE) / PostureCues.COUNT]) {
                inputs[at] = head.standard(cues[k], at);
                at++;
            }
        }
        for (int k = 0; k < features.length && known[STEPS]; k++) {
            if (known[k / numbers]) {
                inputs[at] = head.standard(features[k], at);
                at++;
            }
        }
        return inputs;
    }

    private Head head(boolean[] known) {
        return Objects.requireNonNull(heads.get(PostureModel.level(known)), "no head for this level");
    }

    /** Distance of standardised inputs of a level from the training data. */
    Distance distance(double[] inputs, boolean[] known) {
        int cues = head(known).cues;
        return new Distance(rootMeanSquare(inputs, 0, cues), rootMeanSquare(inputs, cues, inputs.length));
    }

    private static double rootMeanSquare(double[] values, int from, int to) {
        double sum = 0;
        for (int k = from; k < to; k++) {
            sum += values[k] * values[k];
        }
        return from == to ? 0 : Math.sqrt(sum / (to - from));
    }

    /**
     * The targets, centimetres or degrees.
     *
     * @param inputs standardised, of the level
     * @param elevation 1 for 90 degrees
     */
    double[] estimate(double[] inputs, boolean[] known, double elevation) {
        Head head = head(known);
        double e = elevation - CENTRE;
        double[] estimates = new double[head.bias.length];
        for (int target = 0; target < estimates.length; target++) {
            double sum = head.bias[target] + e * head.biasSlope[target];
            float[] weights = head.weights[target];
            float[] slopes = head.slopes[target];
            for (int i = 0; i < inputs.length; i++) {
                sum += (weights[i] + e * slopes[i]) * inputs[i];
            }
            estimates[target] = sum;
        }
        return estimates;
    }
}
