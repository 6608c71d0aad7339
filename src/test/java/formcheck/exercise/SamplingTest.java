package formcheck.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.testkit.Figure;
import formcheck.testkit.Movement;
import formcheck.testkit.Posture;
import formcheck.testkit.Watched;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same movement, sampled in any way a camera may sample it, is the same repetitions. */
class SamplingTest {
    private static final Posture REST = Posture.arms(12);
    private static final Posture TOP = Posture.arms(115);
    private static final Movement SET = Movement.from(REST)
            .hold(1)
            .repetitions(3, TOP, 1.5, 3)
            .repetition(TOP, 1.2, 0.6)
            .repetition(TOP, 1.2, 1.5)
            .hold(0.3)
            .to(TOP, 1.2)
            .hold(0.4)
            .dropTo(REST, 0.5)
            .hold(1);
    private static final int SEEDS = 12;

    @ParameterizedTest
    @CsvSource({
        "8, 0.004, 0.0",
        "8, 0.01, 0.2",
        "10, 0.01, 0.2",
        "12, 0.004, 0.2",
        "12, 0.01, 0.2",
        "15, 0.01, 0.2",
        "24, 0.01, 0.2",
        "30, 0.004, 0.0",
        "30, 0.01, 0.2",
        "30, 0.02, 0.2",
        "60, 0.01, 0.2"
    })
    void anySamplingGivesTheSameCountAndTimes(double rate, double noise, double gap) {
        List<Rep> truth =
                Watched.of(Figure.FRONTAL.rate(120).noisy(0).film(SET)).reps();
        for (int seed = 0; seed < SEEDS; seed++) {
            double hole = 3 + 10 * new Random(seed).nextDouble();
            List<Rep> reps = Watched.of(Figure.FRONTAL
                            .rate(rate)
                            .jittered(0.4)
                            .noisy(noise)
                            .seed(seed)
                            .film(SET, t -> (t < hole || t > hole + gap) && (t < hole + 6 || t > hole + 6 + gap)))
                    .reps();
            assertThat(reps).as("seed %d", seed).hasSize(truth.size());
            double longestGap = gap + 1.4 / rate;
            // Noise of twice the model's own is let err by twice as much.
            double tolerance = Math.max(noise > 0.01 ? 0.35 : 0.15, 1.5 * longestGap);
            for (int i = 0; i < truth.size(); i++) {
                assertThat(reps.get(i).verdict().isValid()).isTrue();
                assertThat(reps.get(i).eccentricSeconds())
                        .as("repetition %d, seed %d", i + 1, seed)
                        .isBetween(
                                truth.get(i).eccentricSeconds() - tolerance,
                                truth.get(i).eccentricSeconds() + tolerance);
            }
        }
    }
}
