package formcheck.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PhoneClockTest {
    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final long FRAME = 33 * MILLI;
    private static final long STARTED = 987_654_321_000_000L;

    @Test
    void intervalsAreThoseOfThePhoneHoweverTheNetworkDelays() {
        PhoneClock clock = new PhoneClock();
        clock.begin(5 * SECOND, STARTED);
        Random random = new Random(1);
        long before = 0;
        for (int i = 0; i < 5000; i++) {
            long captured = 5 * SECOND + i * FRAME;
            long delay = 20 * MILLI + (long) (random.nextDouble() * 200 * MILLI);
            long at = clock.at(captured, STARTED + i * FRAME + delay).orElseThrow();
            if (i > 0) {
                assertThat((at - before) / (double) MILLI).isCloseTo(33, within(0.034));
            }
            assertThat((at - (STARTED + i * FRAME)) / (double) MILLI).isCloseTo(0, within(25.0));
            before = at;
        }
    }

    /** Two clocks that drift apart by 0.01 %, a bad quartz, over an hour. */
    @Test
    void followsADriftSoThatAnHourLaterTimesAreStillRight() {
        for (double drift : new double[] {1e-4, -1e-4}) {
            PhoneClock clock = new PhoneClock();
            clock.begin(0, STARTED);
            Random random = new Random(2);
            long off = 0;
            for (int i = 0; i < 30 * 3600; i++) {
                long real = i * 33_333_333L;
                long captured = (long) (real * (1 + drift));
                long delay = 15 * MILLI + (long) (random.nextDouble() * 30 * MILLI);
                off = clock.at(captured, STARTED + real + delay).orElseThrow() - (STARTED + real);
            }
            assertThat(off / (double) MILLI).as("drift " + drift).isCloseTo(0, within(20.0));
        }
    }

    @Test
    void aCameraThatIsOpenedAgainBeginsAnew() {
        PhoneClock clock = new PhoneClock();
        clock.begin(100 * SECOND, STARTED);
        clock.at(101 * SECOND, STARTED + SECOND);
        clock.begin(0, STARTED + 60 * SECOND); // the page was loaded again
        assertThat(clock.at(SECOND, STARTED + 61 * SECOND)).hasValue(STARTED + 61 * SECOND);
    }

    @Test
    void aTimeThatCannotBeIsNone() {
        PhoneClock clock = new PhoneClock();
        clock.begin(100 * SECOND, STARTED);
        assertThat(clock.at(0, STARTED)).isEmpty();
        assertThat(clock.at((long) 1e18, STARTED)).isEmpty();
        assertThat(clock.at(100 * SECOND, STARTED + 3600 * SECOND)).isEmpty();
        assertThat(clock.at(100 * SECOND, STARTED + 30 * MILLI)).hasValue(STARTED);
    }
}
