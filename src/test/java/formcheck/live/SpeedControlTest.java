package formcheck.live;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.live.SpeedControl.Step;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpeedControlTest {

    /** A machine: each step makes it faster, if at all. */
    private static final class Machine {
        private final SpeedControl control = new SpeedControl();
        private final List<Step> steps = new ArrayList<>();
        private double now = 100;

        /** Judges for some seconds, and takes each step at once. */
        Machine judge(double seconds, double rate, double busyShare) {
            for (double end = now + seconds; now < end; now += 1 / rate) {
                control.judged(now, busyShare / rate).ifPresent(step -> {
                    steps.add(step);
                    control.done(now);
                });
            }
            return this;
        }
    }

    @ParameterizedTest
    @CsvSource({"24.5, 0.95", "30, 0.9", "60, 0.9"})
    void changesNothingOnAFastMachine(double rate, double busy) {
        assertThat(new Machine().judge(120, rate, busy).steps).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"15, 0.4", "10, 0.3", "5, 0.15"})
    void changesNothingWhereTheCameraIsSlow(double rate, double busy) {
        assertThat(new Machine().judge(120, rate, busy).steps).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"23, 0.7", "20, 0.75", "14, 0.8", "6, 0.95", "3, 0.95"})
    void takesEachStepOnceInOrderWhileTheMachineStaysSlow(double rate, double busy) {
        assertThat(new Machine().judge(120, rate, busy).steps)
                .containsExactly(Step.FASTER_MODEL, Step.SMALLER_IMAGES, Step.SMALLEST_IMAGES);
    }

    @Test
    void endsWithTheStepThatHelped() {
        Machine machine = new Machine().judge(7, 17, 0.8);
        assertThat(machine.steps).containsExactly(Step.FASTER_MODEL);
        assertThat(machine.judge(60, 27, 0.7).steps).containsExactly(Step.FASTER_MODEL);
    }

    @Test
    void takesTheFirstStepWithinSevenSeconds() {
        assertThat(new Machine().judge(7, 18, 0.8).steps).hasSize(1);
    }

    @Test
    void waitsForAStepThatIsNotDone() {
        SpeedControl control = new SpeedControl();
        int steps = 0;
        for (double now = 0; now < 60; now += 0.07) {
            steps += control.judged(now, 0.06).isPresent() ? 1 : 0;
        }
        assertThat(steps).isEqualTo(1);
    }

    @Test
    void aShortStutterIsNotSlow() {
        Machine machine = new Machine();
        for (int i = 0; i < 20; i++) {
            machine.judge(4, 30, 0.7).judge(0.7, 12, 0.9);
        }
        assertThat(machine.steps).isEmpty();
    }
}
