package formcheck.motion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameRateTest {
    private static final int SEEDS = 2_000;
    private static final double SLOWEST = MotionTracker.SLOWEST_RATE;

    /** Rates on both sides of the lowest, frames a second: jitter of half an interval moves a rate by up to 10 %. */
    private static final double FAST_ENOUGH = 6.3;

    private static final double TOO_SLOW = 4.8;

    private record Stamp(double seconds, boolean tooLow) {}

    private static List<Stamp> told(List<Double> times) {
        FrameRate rate = new FrameRate(FrameRate.Parameters.below(SLOWEST));
        return times.stream().map(time -> new Stamp(time, rate.tooLowAt(time))).toList();
    }

    private static double between(Random random, double least, double most) {
        return least + (most - least) * random.nextDouble();
    }

    /** Times from one on: so many frames a second for so long, each moved by up to half the jitter's share of an interval. */
    private static double run(
            List<Double> times, double from, double rate, double seconds, double jitter, Random random) {
        int count = (int) Math.ceil(seconds * rate);
        for (int i = 0; i < count; i++) {
            times.add(from + (i + jitter * (random.nextDouble() - 0.5)) / rate);
        }
        return from + count / rate;
    }

    @Test
    void aGapIsNoFrameRate() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            double rate = between(random, FAST_ENOUGH, 60);
            double jitter = between(random, 0, 0.5);
            List<Double> times = new ArrayList<>();
            double end = run(times, 0, rate, between(random, 0.1, 4), jitter, random);
            double gap = between(random, 0.2, 10);
            double resumed = end + gap;
            run(times, resumed, rate, 3, jitter, random);
            for (Stamp stamp : told(times)) {
                if (stamp.seconds < end - 1 / rate || stamp.seconds > resumed + 0.5) {
                    assertThat(stamp.tooLow)
                            .as(
                                    "seed %d: %.1f frames/s, a gap from %.2f to %.2f s, at %.2f s",
                                    seed, rate, end, resumed, stamp.seconds)
                            .isFalse();
                }
            }
        }
    }

    @Test
    void severalGapsAreNoFrameRateEither() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            double rate = between(random, FAST_ENOUGH, 60);
            List<Double> times = new ArrayList<>();
            double at = 0;
            for (int i = 0; i < 5; i++) {
                at = run(times, at, rate, between(random, 0.3, 1), 0.3, random) + between(random, 0.3, 3);
            }
            double resumed = at;
            run(times, resumed, rate, 3, 0.3, random);
            assertThat(told(times).stream().filter(stamp -> stamp.seconds > resumed + 0.5))
                    .as("seed %d", seed)
                    .noneMatch(Stamp::tooLow);
        }
    }

    @Test
    void whileAGapIsFreshNothingFastIsJudged() {
        for (double gap : new double[] {0.3, 0.5, 1, 10}) {
            List<Double> times = new ArrayList<>();
            double end = run(times, 0, 30, 2, 0, new Random(1));
            double resumed = end + gap;
            run(times, resumed, 30, 2, 0, new Random(1));
            assertThat(told(times).stream()
                            .filter(stamp -> stamp.seconds >= resumed && stamp.seconds < resumed + Math.min(gap, 0.39)))
                    .as("a gap of %s s", gap)
                    .isNotEmpty()
                    .allMatch(Stamp::tooLow);
        }
    }

    @Test
    void aRateThatFallsIsNoticedWithinASecond() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            double jitter = between(random, 0, 0.5);
            List<Double> times = new ArrayList<>();
            double fallen = run(times, 0, between(random, FAST_ENOUGH, 60), 3, jitter, random);
            double slow = between(random, 0.4, TOO_SLOW);
            run(times, fallen, slow, 6 + 4 / slow, jitter, random);
            double known = fallen + Math.max(1.1, 1.5 / slow);
            assertThat(told(times).stream().filter(stamp -> stamp.seconds > known))
                    .as("seed %d: down to %.2f frames/s", seed, slow)
                    .isNotEmpty()
                    .allMatch(Stamp::tooLow);
        }
    }

    @Test
    void aRateThatRisesAgainIsKnownWithinASecond() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            List<Double> times = new ArrayList<>();
            double risen = run(times, 0, between(random, 1, TOO_SLOW), 5, 0.3, random);
            run(times, risen, between(random, FAST_ENOUGH, 60), 3, 0.3, random);
            assertThat(told(times).stream().filter(stamp -> stamp.seconds > risen + 1))
                    .as("seed %d", seed)
                    .noneMatch(Stamp::tooLow);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.033, 0.05, 0.066})
    void aCameraThatAlternatesHasItsMeanRate(double brief) {
        List<Double> times = new ArrayList<>();
        double at = 0;
        for (int i = 0; i < 100; i++) {
            times.add(at);
            at += i % 2 == 0 ? brief : 0.1;
        }
        assertThat(told(times)).noneMatch(Stamp::tooLow);
    }

    @Test
    void framesOfOneTimeAreOneFrame() {
        List<Double> slow = new ArrayList<>();
        List<Double> quick = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            for (int copy = 0; copy < 1 + i % 3; copy++) {
                slow.add(i / 4.0 + copy * 0.0005);
                quick.add(i / 15.0);
            }
        }
        assertThat(told(quick)).noneMatch(Stamp::tooLow);
        assertThat(told(slow).stream().filter(stamp -> stamp.seconds > 1)).allMatch(Stamp::tooLow);
    }
}
