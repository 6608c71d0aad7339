package formcheck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StopSignalTest {

    private final AtomicInteger stops = new AtomicInteger();

    @Test
    void stopsWhatIsRunning() {
        StopSignal signal = new StopSignal();
        signal.react(stops::incrementAndGet);
        signal.ask();
        assertThat(stops).hasValue(1);
    }

    @Test
    void stopsAtOnceWhatBeginsAfterwards() {
        StopSignal signal = new StopSignal();
        signal.ask();
        signal.react(stops::incrementAndGet);
        assertThat(stops).hasValue(1);
    }

    @Test
    void stopsNothingThatHasEnded() {
        StopSignal signal = new StopSignal();
        signal.react(stops::incrementAndGet);
        signal.ignore();
        signal.ask();
        assertThat(stops).hasValue(0);
    }
}
