package formcheck.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class FrameClockTest {

    /** Stamps in milliseconds, 25 frames/s. */
    private final FrameClock clock = new FrameClock(1e-3, 25);

    @Test
    void timesCountFromTheFirstStamp() {
        assertThat(millis(5000, 5040, 5120)).containsExactly(0L, 40L, 120L);
    }

    @Test
    void variableIntervalsAreKept() {
        assertThat(millis(0, 10, 200, 233, 1000)).containsExactly(0L, 10L, 200L, 233L, 1000L);
    }

    @Test
    void anImageThatIsNotLaterThanTheLastIsLeftOut() {
        assertThat(millis(0, 40, 40, 30, 80)).containsExactly(0L, 40L, 80L);
        assertThat(clock.worthless()).isFalse();
    }

    @Test
    void timeGoesOnWhereStampsBeginAnew() {
        assertThat(millis(9000, 9040, 12000, 0, 40)).containsExactly(0L, 40L, 3000L, 3040L, 3080L);
    }

    @Test
    void aStampFromNowhereDoesNotMoveTheOthers() {
        assertThat(millis(0, 40, 999_999_999, 120, 160)).containsExactly(0L, 40L, 80L, 120L, 160L);
    }

    @Test
    void anImageWithoutStampComesOneIntervalLater() {
        List<Long> times = new ArrayList<>();
        for (OptionalLong stamp :
                List.of(OptionalLong.of(0), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.of(120))) {
            clock.at(stamp).ifPresent(at -> times.add(at.toMillis()));
        }

        assertThat(times).containsExactly(0L, 40L, 80L, 120L);
    }

    @Test
    void stampsThatStandStillAreGivenUpForTheNominalRate() {
        assertThat(millis(new long[20]))
                .hasSize(12)
                .startsWith(0L, 40L, 80L)
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(clock.worthless()).isTrue();
    }

    @Test
    void anUnknownRateIsTakenAsThirty() {
        FrameClock unknown = new FrameClock(1e-3, 0);
        unknown.at(OptionalLong.empty());

        assertThat(unknown.at(OptionalLong.empty()).orElseThrow().toNanos()).isEqualTo(33_333_333);
    }

    private List<Long> millis(long... stamps) {
        List<Long> times = new ArrayList<>();
        for (long stamp : stamps) {
            clock.at(OptionalLong.of(stamp)).ifPresent(at -> times.add(at.toMillis()));
        }
        return times;
    }
}
