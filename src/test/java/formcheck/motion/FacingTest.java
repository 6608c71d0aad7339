package formcheck.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FacingTest {
    private static final double FRAME = 1.0 / 30;

    private final Facing facing = new Facing(Facing.Limits.DEFAULT);

    /**
     * How often the answer changes in a minute after the first repetition. The model reads 8 degrees more while the arms hang and
     * 7 less while they are up, in raises of 4 seconds.
     */
    private int changes(double yaw) {
        Random random = new Random(3);
        int changes = 0;
        for (double t = 0; t < 60; t += FRAME) {
            double read = yaw + 7.5 * Math.cos(2 * Math.PI * t / 4) + random.nextGaussian();
            Facing.View before = facing.view();
            changes += facing.update(read, FRAME) != before && t > 4 ? 1 : 0;
        }
        return changes;
    }

    @Test
    void doesNotFlickerWhateverTheYaw() {
        for (int yaw = 0; yaw <= 180; yaw++) {
            facing.reset();
            assertThat(changes(yaw)).as("yaw %d", yaw).isLessThanOrEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 20, 40, 44, 46, 48, 52, 55, 59, 66, 75, 90, 135, 180})
    void hasOneAnswerForAWholeSet(double yaw) {
        assertThat(changes(yaw)).isZero();
    }

    @Test
    void tellsFrontAslantAndAway() {
        assertThat(facing.update(30, FRAME)).isEqualTo(Facing.View.FRONT);
        facing.reset();
        assertThat(facing.update(-56, FRAME)).isEqualTo(Facing.View.ASLANT);
        facing.reset();
        assertThat(facing.update(-75, FRAME)).isEqualTo(Facing.View.AWAY);
        facing.reset();
        assertThat(facing.update(180, FRAME)).isEqualTo(Facing.View.AWAY);
    }

    @Test
    void losesWhoeverTurnsTheirBackAtOnceAndFindsThemAgain() {
        changes(0);
        assertThat(facing.update(120, FRAME)).isEqualTo(Facing.View.AWAY);
        for (double t = 0; t < 8; t += FRAME) {
            facing.update(0, FRAME);
        }
        assertThat(facing.view()).isEqualTo(Facing.View.FRONT);
    }

    @Test
    void refusesLimitsOutOfOrder() {
        assertThatThrownBy(() -> new Facing.Limits(44, 51, 69, 62, 80)).isInstanceOf(IllegalArgumentException.class);
    }
}
