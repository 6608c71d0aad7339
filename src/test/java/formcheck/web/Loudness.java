package formcheck.web;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Integrated loudness after ITU-R BS.1770-4, as EBU R128 uses it, of one channel with 48,000 samples a second. A shorter
 * recording is repeated as a whole until it lasts three seconds.
 */
final class Loudness {
    static final int RATE = 48_000;
    private static final int BLOCK = RATE * 4 / 10;
    private static final int STEP = RATE / 10;

    /** Coefficients of the standard: numerator, then the last two of the denominator. */
    private static final double[] SHELF = {
        1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585
    };

    private static final double[] HIGH_PASS = {1, -2, 1, -1.99004745483398, 0.99007225036621};
    private static final double ABSOLUTE_GATE = -70;
    private static final double RELATIVE_GATE = -10;

    private Loudness() {}

    /** Returns LUFS of samples from -1 to 1. */
    static double of(float[] samples) {
        int times = (3 * RATE + samples.length - 1) / samples.length;
        int length = times * samples.length;
        double[] repeated = IntStream.range(0, length)
                .mapToDouble(i -> samples[i % samples.length])
                .toArray();
        double[] weighted = filtered(filtered(repeated, SHELF), HIGH_PASS);
        double[] power = IntStream.iterate(0, from -> from + BLOCK <= length, from -> from + STEP)
                .mapToDouble(from -> IntStream.range(from, from + BLOCK)
                        .mapToDouble(i -> weighted[i] * weighted[i])
                        .average()
                        .orElse(0))
                .filter(block -> lufs(block) > ABSOLUTE_GATE)
                .toArray();
        double gate = lufs(mean(power)) + RELATIVE_GATE;
        return lufs(mean(IntStream.range(0, power.length)
                .mapToDouble(i -> power[i])
                .filter(block -> lufs(block) > gate)
                .toArray()));
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(0);
    }

    private static double lufs(double power) {
        return -0.691 + 10 * Math.log10(power);
    }

    private static double[] filtered(double[] in, double[] c) {
        double[] out = new double[in.length];
        for (int i = 0; i < in.length; i++) {
            double x1 = i > 0 ? in[i - 1] : 0;
            double x2 = i > 1 ? in[i - 2] : 0;
            double y1 = i > 0 ? out[i - 1] : 0;
            double y2 = i > 1 ? out[i - 2] : 0;
            out[i] = c[0] * in[i] + c[1] * x1 + c[2] * x2 - c[3] * y1 - c[4] * y2;
        }
        return out;
    }
}
