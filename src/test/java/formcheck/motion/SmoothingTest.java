package formcheck.motion;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.pose.OneEuroFilter;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * Why these smoothing parameters: prints, for several filters and frame rates, the jitter of a resting arm, and of an arm
 * dropped by 100 degrees in 0.35 s how much of its top speed is left and how late its middle comes.
 */
class SmoothingTest {
    private static final double ARM = 0.8;
    private static final double NOISE = 0.006;

    private record Figures(double jitter, double speedKept, double delay) {}

    private record Candidate(String name, OneEuroFilter.OneEuroParameters parameters) {}

    private static final List<Candidate> CANDIDATES = List.of(
            new Candidate("as it comes", new OneEuroFilter.OneEuroParameters(1000, 0, 1)),
            new Candidate("authors' 1 Hz, beta 0", new OneEuroFilter.OneEuroParameters(1, 0, 1)),
            new Candidate("Sports2D 4 Hz, beta 1.5", new OneEuroFilter.OneEuroParameters(4, 1.5, 1)),
            new Candidate("6 Hz low-pass", new OneEuroFilter.OneEuroParameters(6, 0, 1)),
            new Candidate("FormCheck", PointFilter.KEYPOINT));

    @Test
    void keepsTheSpeedOfADroppedArmAndRemovesJitter() {
        for (double rate : new double[] {10, 15, 30, 60}) {
            Figures raw = measure(CANDIDATES.get(0).parameters, rate);
            for (Candidate candidate : CANDIDATES) {
                Figures f = measure(candidate.parameters, rate);
                System.out.printf(
                        Locale.ROOT,
                        "smoothing %2.0f/s  %-24s jitter %.2f deg  speed kept %3.0f %%  delay %3.0f ms%n",
                        rate,
                        candidate.name,
                        f.jitter,
                        100 * f.speedKept / raw.speedKept,
                        1000 * (f.delay - raw.delay));
            }
            Figures ours = measure(PointFilter.KEYPOINT, rate);
            if (rate >= 30) {
                assertThat(ours.jitter).isLessThan(0.75 * raw.jitter);
            }
            assertThat(ours.speedKept / raw.speedKept).isGreaterThan(0.9);
            assertThat(ours.delay - raw.delay).isLessThan(0.025);
        }
    }

    private static Figures measure(OneEuroFilter.OneEuroParameters parameters, double rate) {
        Supplier<PointFilter> filter = () -> new PointFilter(parameters);
        double jitter = 0;
        double speed = 0;
        double delay = 0;
        int runs = 40;
        for (int seed = 0; seed < runs; seed++) {
            jitter += jitter(filter.get(), rate, seed) / runs;
            double[] drop = drop(filter.get(), rate, seed);
            speed += drop[0] / runs;
            delay += drop[1] / runs;
        }
        return new Figures(jitter, speed, delay);
    }

    private static double jitter(PointFilter filter, double rate, int seed) {
        Random random = new Random(seed);
        double sum = 0;
        int n = 0;
        for (int i = 0; i < 5 * rate; i++) {
            filter.update(ARM + NOISE * random.nextGaussian(), NOISE * random.nextGaussian(), 1 / rate, 1);
            if (i > rate) {
                double angle = Math.toDegrees(Math.atan2(filter.y(), filter.x()));
                sum += angle * angle;
                n++;
            }
        }
        return Math.sqrt(sum / n);
    }

    /** Top speed in degrees a second, and when the middle of the drop was passed, seconds after it began. */
    private static double[] drop(PointFilter filter, double rate, int seed) {
        Random random = new Random(seed);
        double offset = random.nextDouble() / rate;
        double before = 100;
        double top = 0;
        double middle = 0;
        for (int i = 0; i < 2.5 * rate; i++) {
            double t = i / rate + offset;
            double u = Math.max(0, Math.min(1, (t - 1) / 0.35));
            double angle = Math.toRadians(100 * (1 - u * u * (3 - 2 * u)));
            filter.update(
                    ARM * Math.sin(angle) + NOISE * random.nextGaussian(),
                    ARM * Math.cos(angle) + NOISE * random.nextGaussian(),
                    1 / rate,
                    1);
            double seen = Math.toDegrees(Math.atan2(filter.x(), filter.y()));
            top = Math.max(top, (before - seen) * rate);
            if (before > 50 && seen <= 50 && middle == 0) {
                middle = t - (50 - seen) / Math.max(1e-6, (before - seen) * rate) - 1;
            }
            before = seen;
        }
        return new double[] {top, middle};
    }
}
