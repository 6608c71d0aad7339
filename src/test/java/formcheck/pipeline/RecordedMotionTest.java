package formcheck.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.testkit.RecordedMotion;
import formcheck.testkit.Watched;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Ten repetitions each of real people before a depth camera. */
class RecordedMotionTest {
    private static final int REPETITIONS = 10;

    @Test
    void countsTheRecordedRepetitions() throws IOException {
        Map<String, int[]> errors = new TreeMap<>();
        RecordedMotion.read().forEach((recording, frames) -> {
            int attempted = Watched.of(frames).attempted();
            int[] sum = errors.computeIfAbsent(recording.correct() ? "correct" : "incorrect", k -> new int[3]);
            sum[0]++;
            sum[1] += Math.abs(attempted - REPETITIONS);
            sum[2] = Math.max(sum[2], Math.abs(attempted - REPETITIONS));
        });
        assertThat(errors.get("correct")).as("recordings, errors, worst").containsExactly(10, 0, 0);
        int[] incorrect = errors.getOrDefault("incorrect", new int[3]);
        assertThat((double) incorrect[1] / incorrect[0])
                .as("mean absolute error")
                .isLessThanOrEqualTo(0.05);
        assertThat(incorrect[2]).as("off by").isLessThanOrEqualTo(1);
    }
}
