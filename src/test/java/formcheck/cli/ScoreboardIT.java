package formcheck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The whole line on the samples' validation part, on which nothing was tuned. Its figures may rise and never fall; {@code
 * scripts/scoreboard --raise} moves the floor up.
 */
@Tag("long")
class ScoreboardIT {
    private static final String FLOOR = "src/test/resources/formcheck/evaluation/validation-floor.json";

    @Test
    void noFigureFallsBelowTheFloor() {
        Run run = Run.of("evaluate", "--part", "validation", "--floor", FLOOR, "samples");
        assertThat(run.exitCode()).as(run.err() + run.out()).isEqualTo(ExitCode.OK);
    }

    /** The floor itself holds what was promised, so that it cannot be lowered unseen. */
    @ParameterizedTest
    @CsvSource({
        "count/valid/exactAccuracy, 1, true",
        "count/attempted/exactAccuracy, 1, true",
        "elevation/rmsDegrees, 3.5, false",
        "descent/meanAbsoluteSeconds, 0.15, false",
        "faults/fast-descent/f1, 1, true",
        "flags/medianShareOfWay, 0.5, false",
        "flags/withdrawnPerDescent, 0.02, false",
        "faults/elbow-height/f1, 0.95, true",
        "faults/half-repetition/f1, 0.95, true",
        "faults/asymmetry/f1, 0.95, true"
    })
    void theFloorHoldsTheGoals(String figure, double goal, boolean higherIsBetter) throws IOException {
        JsonNode bound = new ObjectMapper().readTree(Path.of(FLOOR).toFile()).get("validation/" + figure);
        assertThat(bound).as(figure).isNotNull();
        if (higherIsBetter) {
            assertThat(bound.doubleValue()).isGreaterThanOrEqualTo(goal);
        } else {
            assertThat(bound.doubleValue()).isLessThanOrEqualTo(goal);
        }
    }
}
