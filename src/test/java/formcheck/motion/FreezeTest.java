package formcheck.motion;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.capture.Frame;
import formcheck.pose.LumaGrid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FreezeTest {
    private static final double RATE = 30;

    private static Optional<LumaGrid> picture(long seed) {
        byte[] rgb = new byte[3 * 64 * 48];
        Random noise = new Random(seed);
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) (100 + noise.nextInt(5));
        }
        return Optional.of(LumaGrid.of(new Frame(0, Duration.ZERO, 64, 48, rgb)));
    }

    /** Times at which the picture is said to stand, if picture number {@code seed(i)} comes i-th. */
    private static List<Double> standing(double rate, int count, DoubleUnaryOperator seed) {
        Freeze freeze = new Freeze();
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (freeze.stands(picture((long) seed.applyAsDouble(i)), i / rate)) {
                times.add(i / rate);
            }
        }
        return times;
    }

    @Test
    void aPictureThatStandsIsToldFromATenthOfThreeOnUntilItMoves() {
        List<Double> times = standing(RATE, 150, i -> i < 30 || i >= 90 ? i : 30);

        assertThat(times.get(0)).isBetween(1.29, 1.37);
        assertThat(times.get(times.size() - 1)).isEqualTo(89 / RATE);
        assertThat(times).hasSizeGreaterThan(45);
    }

    @Test
    void aPictureThatAnEncoderSendsAnewNowAndThenStandsAllTheSame() {
        assertThat(standing(RATE, 120, i -> i < 30 ? i : 1000 + Math.floor((i - 30) / 20)))
                .hasSizeGreaterThan(55);
    }

    @ParameterizedTest
    @CsvSource({"60, 2", "60, 4", "30, 2", "30, 3", "30, 5", "120, 4", "25, 1"})
    void picturesThatAreStoredSeveralTimesDoNotStand(double rate, int times) {
        assertThat(standing(rate, 300, i -> Math.floor(i / times))).isEmpty();
    }

    @Test
    void nothingIsKnownWithoutPictures() {
        Freeze freeze = new Freeze();
        for (int i = 0; i < 100; i++) {
            assertThat(freeze.stands(Optional.empty(), i / RATE)).isFalse();
        }
    }

    private static List<Double> leaps(double rate, double seconds, DoubleUnaryOperator elevation) {
        Freeze freeze = new Freeze();
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < seconds * rate; i++) {
            if (freeze.leapt(OptionalDouble.of(elevation.applyAsDouble(i / rate)), i / rate)) {
                times.add(i / rate);
            }
        }
        return times;
    }

    @ParameterizedTest
    @ValueSource(doubles = {10, 15, 25, 30, 60})
    void armsThatStoodAndAreElsewhereAtOnceHaveLeapt(double rate) {
        List<Double> times = leaps(rate, 4, t -> t < 1 ? 100 - 20 * t : t < 2.5 ? 80 : 45 - 10 * (t - 2.5));

        assertThat(times).hasSize(1);
        assertThat(times.get(0)).isBetween(2.49, 2.51 + 2 / rate);
    }

    /** Gravity alone gives an arm of 0.6 m some 950 degrees/s/s. */
    @ParameterizedTest
    @CsvSource({"8, 900", "10, 1200", "15, 1200", "30, 1200", "60, 1200"})
    void armsThatAreLetFallFromAStandstillHaveNotLeapt(double rate, double acceleration) {
        for (double phase = 0; phase < 0.125; phase += 0.011) {
            double start = 1 + phase;
            assertThat(leaps(rate, 3, t -> Math.max(10, 110 - acceleration / 2 * Math.pow(Math.max(0, t - start), 2))))
                    .isEmpty();
        }
    }

    @Test
    void aSlipOfTheModelInOneFrameIsNoLeap() {
        assertThat(leaps(RATE, 4, t -> Math.abs(t - 2) < 0.01 ? 40 : 90)).isEmpty();
    }
}
