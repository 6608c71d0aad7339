package formcheck.coach;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FallingTrendTest {
    @Test
    void fiveValuesThatAllFallAreATrendAndFourAreNot() {
        assertThat(FallingTrend.isIn(List.of(5.0, 4.0, 3.0, 2.0, 1.0))).isTrue(); // 1 in 120
        assertThat(FallingTrend.isIn(List.of(4.0, 3.0, 2.0, 1.0))).isFalse(); // 1 in 24
        assertThat(FallingTrend.isIn(List.of(5.0, 4.0, 3.0, 1.0, 2.0))).isFalse(); // 5 in 120
    }

    /** Kendall's table for ten values has 0.014 for 25 falling pairs more than rising ones, and 0.0083 for 27. */
    @Test
    void agreesWithKendallsTable() {
        assertThat(FallingTrend.isIn(List.of(6.0, 7.0, 8.0, 9.0, 10.0, 5.0, 4.0, 3.0, 2.0, 1.0)))
                .as("25")
                .isFalse();
        assertThat(FallingTrend.isIn(List.of(7.0, 6.0, 8.0, 9.0, 10.0, 5.0, 4.0, 3.0, 2.0, 1.0)))
                .as("27")
                .isTrue();
    }

    @Test
    void risingValuesAndEqualOnesAreNoTrend() {
        assertThat(FallingTrend.isIn(List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0))).isFalse();
        assertThat(FallingTrend.isIn(List.of(3.0, 3.0, 3.0, 3.0, 3.0, 3.0))).isFalse();
        assertThat(FallingTrend.isIn(List.of())).isFalse();
    }
}
