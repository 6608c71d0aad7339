package formcheck.motion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ArmInSpaceTest {
    private static final double FRAME = 1.0 / 30;
    private static final double UPPER_ARM = 0.25;
    private static final double FOREARM = 0.24;

    private final ArmInSpace arm = new ArmInSpace();

    private void see(double share, double seconds) {
        for (double t = 0; t < seconds; t += FRAME) {
            arm.update(share * UPPER_ARM, share * FOREARM, FRAME);
        }
    }

    @Test
    void believesAnArmWhoseLengthsVaryAsTheModelsDo() {
        Random random = new Random(5);
        for (int i = 0; i < 3000; i++) {
            double pose = 0.87 + 0.13 * Math.cos(i / 20.0);
            arm.update(
                    UPPER_ARM * pose * (1 + 0.03 * random.nextGaussian()),
                    FOREARM * pose * (1 + 0.03 * random.nextGaussian()),
                    FRAME);
            assertThat(arm.isGuessed()).isFalse();
        }
    }

    @Test
    void mistrustsAnArmThatCollapsesAndSoonTrustsItAgain() {
        see(1, 2);
        see(0.5, FRAME);
        assertThat(arm.isGuessed()).isTrue();
        see(1, 0.2);
        assertThat(arm.isGuessed()).isTrue();
        see(1, 0.2);
        assertThat(arm.isGuessed()).isFalse();
    }

    @Test
    void oneShortPartAloneIsNoSign() {
        see(1, 2);
        arm.update(0.45 * UPPER_ARM, 0.8 * FOREARM, FRAME);
        assertThat(arm.isGuessed()).isFalse();
    }

    @Test
    void aNewPersonMayHaveShortArms() {
        see(1, 2);
        arm.reset();
        see(0.5, 1);
        assertThat(arm.isGuessed()).isFalse();
    }
}
