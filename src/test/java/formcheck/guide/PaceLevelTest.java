package formcheck.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class PaceLevelTest {
    private static final double TOP = 120;
    private static final double REST = 20;

    private final PaceLevel pace = new PaceLevel(PaceLevel.Parameters.DEFAULT, TOP, REST, 10);

    @Test
    void followsTheFormulaOfTheDesign() {
        double u = 0.114 + 1 / 3.0;
        double gone = Math.max(u, u * u * (3 - 2 * u));
        assertThat(pace.at(11).orElseThrow()).isEqualTo(TOP - 100 * gone - 12, within(1e-9));
        assertThat(pace.at(13)).isEmpty();
    }

    @Test
    void aSmoothDescentOfThreeSecondsNeverSinks() {
        // The arms are seen to have left the top when they are 4 degrees lower.
        double late = DoubleStream.iterate(0, t -> t + 0.001)
                .filter(t -> TOP - smooth(t / 3) >= 4)
                .findFirst()
                .orElseThrow();
        for (double t = late; t < 3; t += 1 / 30.0) {
            double arms = TOP - smooth(t / 3);
            pace.at(10 + t - late).ifPresent(level -> assertThat(arms).isGreaterThan(level));
        }
    }

    @Test
    void aDropSinksWithinATenthOfASecond() {
        double arms = TOP - 100 * (0.15 / 0.45) * (0.15 / 0.45) * 3;
        assertThat(pace.at(10.1).orElseThrow()).isGreaterThan(arms);
    }

    private static double smooth(double u) {
        return (TOP - REST) * u * u * (3 - 2 * u);
    }
}
