package formcheck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StopwatchTest {

    @Test
    void tellsTheTimeThatAShareOfAllTimesDoesNotExceed() {
        Stopwatch stopwatch = new Stopwatch();
        for (int i = 1000; i >= 1; i--) {
            stopwatch.add(i);
        }
        assertThat(stopwatch.count()).isEqualTo(1000);
        assertThat(stopwatch.nanos(0.5)).isEqualTo(500);
        assertThat(stopwatch.nanos(0.95)).isEqualTo(950);
        assertThat(stopwatch.nanos(1)).isEqualTo(1000);
        assertThat(stopwatch.millis(0.5)).isEqualTo(0.0005);
    }
}
