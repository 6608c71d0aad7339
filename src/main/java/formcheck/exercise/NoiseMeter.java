package formcheck.exercise;

import java.util.ArrayDeque;

/**
 * Measures the jitter of an elevation, degrees, which a movement must exceed. Takes the spread around a straight line of each
 * half second; a movement bends such a line and jitter does not, so that the calmest of the last ones count.
 */
final class NoiseMeter {
    /** Length of a stretch, seconds. */
    private static final double STRETCH = 0.5;

    /** Least number of samples that have a spread. */
    private static final int FEWEST = 4;

    /** Number of stretches that are kept: 15 seconds, so that two slow repetitions have a calm part among them. */
    private static final int REMEMBERED = 30;

    /** Rank of the stretch that counts, from the calmest, as a share. Chosen, no data. */
    private static final double CALM_SHARE = 0.3;

    /** Jitter before it is known: that of the pose model on a person at 1 to 2 metres, degrees. */
    private static final double USUAL = 0.6;

    private final ArrayDeque<Double> spreads = new ArrayDeque<>();
    private double degrees = USUAL;
    private double from;
    private int n;
    private double st;
    private double sv;
    private double stt;
    private double stv;
    private double svv;

    void update(double seconds, double value) {
        if (n > 0 && seconds - from > STRETCH) {
            close();
        }
        if (n == 0) {
            from = seconds;
        }
        double t = seconds - from;
        n++;
        st += t;
        sv += value;
        stt += t * t;
        stv += t * value;
        svv += value * value;
    }

    private void close() {
        double tt = stt - st * st / n;
        if (n >= FEWEST && tt > 0) {
            double tv = stv - st * sv / n;
            double rest = Math.max(0, svv - sv * sv / n - tv * tv / tt);
            spreads.addLast(Math.sqrt(rest / (n - 2)));
            if (spreads.size() > REMEMBERED) {
                spreads.removeFirst();
            }
            double[] sorted =
                    spreads.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            double calm = sorted[(int) (CALM_SHARE * (sorted.length - 1))];
            // One stretch may be a movement: the usual value fades over four.
            double weight = Math.min(1, sorted.length / 4.0);
            degrees = weight * calm + (1 - weight) * USUAL;
        }
        reset();
    }

    /** Standard deviation of the jitter, degrees. */
    double degrees() {
        return degrees;
    }

    /** Begins a new stretch; the measured jitter stays. */
    void reset() {
        n = 0;
        st = 0;
        sv = 0;
        stt = 0;
        stv = 0;
        svv = 0;
    }
}
