package formcheck.capture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrientationTest {

    private static final int ONE = 1 << 16;

    @ParameterizedTest
    @CsvSource({
        "1, 0, 0, 1, ''",
        "-1, 0, 0, -1, 'hflip,vflip'",
        "-1, 0, 0, 1, hflip",
        "1, 0, 0, -1, vflip",
        "0, 1, -1, 0, transpose=clock",
        "0, -1, 1, 0, transpose=cclock",
        "0, 1, 1, 0, transpose=cclock_flip",
        "0, -1, -1, 0, transpose=clock_flip",
    })
    void eachOfTheEightWaysHasItsFilter(int a, int b, int c, int d, String filter) {
        assertThat(Orientation.of(matrix(a * ONE, b * ONE, c * ONE, d * ONE)).filter())
                .isEqualTo(filter);
    }

    @Test
    void aFewDegreesOfTiltAreTheNearestQuarterTurn() {
        int cos = (int) Math.round(Math.cos(Math.toRadians(87)) * ONE);
        int sin = (int) Math.round(Math.sin(Math.toRadians(87)) * ONE);

        assertThat(Orientation.of(matrix(cos, sin, -sin, cos))).isEqualTo(new Orientation(true, true, false));
    }

    @Test
    void aMatrixThatMapsTheImageOntoALineIsIgnored() {
        assertThat(Orientation.of(new int[9])).isEqualTo(Orientation.UPRIGHT);
        assertThat(Orientation.of(matrix(ONE, ONE, ONE, ONE))).isEqualTo(Orientation.UPRIGHT);
    }

    private static int[] matrix(int a, int b, int c, int d) {
        return new int[] {a, b, 0, c, d, 0, 0, 0, 1 << 30};
    }
}
