package formcheck.capture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeometryTest {

    private static final Orientation TURNED = new Orientation(true, true, false);

    @ParameterizedTest
    @CsvSource({"720, 576, 16, 15, 768, 576", "720, 480, 8, 9, 720, 540", "1440, 1080, 4, 3, 1920, 1080"})
    void pixelsBecomeSquareByEnlarging(int width, int height, int across, int down, int squareWidth, int squareHeight) {
        assertThat(Geometry.of(width, height, (double) across / down, Orientation.UPRIGHT))
                .isEqualTo(new Geometry(Orientation.UPRIGHT, squareWidth, squareHeight));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 640.0 / 639, 639.0 / 640, 0, -1, 100, 0.001, Double.NaN, Double.POSITIVE_INFINITY})
    void nearlySquareAndAbsurdPixelsAreLeftAlone(double aspect) {
        assertThat(Geometry.of(640, 480, aspect, Orientation.UPRIGHT))
                .isEqualTo(new Geometry(Orientation.UPRIGHT, 640, 480));
    }

    @Test
    void pixelsAreMadeSquareAsStoredAndTurnedThen() {
        assertThat(Geometry.of(720, 576, 16.0 / 15, TURNED)).isEqualTo(new Geometry(TURNED, 576, 768));
    }

    @Test
    void theFilterTurnsFirstAndScalesThen() {
        Geometry geometry = Geometry.of(720, 576, 16.0 / 15, TURNED);

        assertThat(geometry.filterInto(geometry))
                .isEqualTo("transpose=clock,scale=576:768:flags=bilinear,format=rgb24");
    }

    @Test
    void anotherShapeIsFittedInWithBarsAndNotStretched() {
        Geometry wide = Geometry.of(1280, 720, 1, Orientation.UPRIGHT);
        Geometry tall = Geometry.of(720, 1280, 1, Orientation.UPRIGHT);

        assertThat(tall.filterInto(wide)).isEqualTo("scale=405:720:flags=bilinear,format=rgb24,pad=1280:720:437:0");
    }
}
