package formcheck.pose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class OneEuroFilterTest {

    private static final double FRAME = 0.033333;

    private final OneEuroFilter filter = new OneEuroFilter(RegionTracker.SMOOTHING);

    @Test
    void theFirstValuePassesAsItIs() {
        assertThat(filter.smooth(123.4, 0.01, FRAME)).isEqualTo(123.4);
    }

    @Test
    void aStepIsFollowedByTheShareThatThePaperGives() {
        filter.smooth(100, 0.005, FRAME);
        // Speed 10 * 0.005 / 0.033333 = 1.500015; its share 1 / (1 + 1 / (2 pi 1.0 0.033333)) = 0.173169; cut-off
        // 0.01 + 10 * 0.259757 = 2.607565; share 1 / (1 + 1 / (2 pi 2.607565 0.033333)) = 0.353220.
        assertThat(filter.smooth(110, 0.005, FRAME)).isCloseTo(103.53220, within(1e-4));
    }

    @Test
    void jitterIsRemovedAndAFastMoveIsKept() {
        double jitter = 0;
        for (int frame = 0; frame < 100; frame++) {
            jitter = filter.smooth(200 + (frame % 2 == 0 ? 0.5 : -0.5), 1 / 300.0, FRAME);
        }
        assertThat(jitter).isCloseTo(200, within(0.25));
        double value = 200;
        double followed = jitter;
        for (int frame = 0; frame < 10; frame++) {
            value += 20;
            followed = filter.smooth(value, 1 / 300.0, FRAME);
        }
        assertThat(value - followed).isLessThan(30);
    }

    @Test
    void aSecondValueOfTheSameMomentChangesNothing() {
        filter.smooth(100, 0.01, FRAME);
        assertThat(filter.smooth(500, 0.01, 0)).isEqualTo(100);
        assertThat(filter.smooth(100, 0.01, FRAME)).isEqualTo(100);
    }
}
