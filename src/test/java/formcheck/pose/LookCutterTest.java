package formcheck.pose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import formcheck.capture.Frame;
import formcheck.pose.LookFixture.Crop;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Holds the cutting of looks against {@code scripts/posture/looks.py}, with which the encoder was learned. */
class LookCutterTest {

    /**
     * OpenCV places its samples to 1/32 of a pixel and rounds before it averages: at the edge of a stripe that makes up to two
     * grey levels.
     */
    private static final int MOST = 0;

    private static final double MEAN = 0.01;

    private final LookFixture fixture;

    LookCutterTest() throws IOException {
        fixture = LookFixture.read();
    }

    private byte[] cut(Crop crop, double x, double y) {
        try (LookCutter cutter =
                new LookCutter(crop.width(), crop.height(), fixture.shoulderWidths(), fixture.above())) {
            byte[] pixels = new byte[crop.width() * crop.height()];
            cutter.cut(fixture.picture(), x, y, crop.shoulderWidth()).get(pixels);
            return pixels;
        }
    }

    @Test
    void cutsTheSamePixelsAsTheLearningDid() {
        assertThat(fixture.crops()).hasSize(4);
        for (Crop crop : fixture.crops()) {
            byte[] cut = cut(crop, crop.x(), crop.y());
            assertThat(cut).hasSameSizeAs(crop.luma());
            int most = 0;
            for (int k = 0; k < cut.length; k++) {
                most = Math.max(most, difference(cut, crop.luma(), k));
            }
            assertThat(most)
                    .as("shoulders %.1f pixels wide", crop.shoulderWidth())
                    .isLessThanOrEqualTo(MOST);
            assertThat(mean(cut, crop.luma()))
                    .as("shoulders %.1f pixels wide", crop.shoulderWidth())
                    .isLessThan(MEAN);
        }
    }

    @Test
    void aShiftByHalfAPixelWouldBeSeen() {
        for (Crop crop : fixture.crops()) {
            assertThat(mean(cut(crop, crop.x() + 0.5, crop.y()), crop.luma())).isGreaterThan(MEAN);
            assertThat(mean(cut(crop, crop.x(), crop.y() + 0.5), crop.luma())).isGreaterThan(MEAN);
        }
    }

    @Test
    void shouldersOfNoWidthOrFarWiderThanThePictureAreRefused() {
        LookCutter cutter = new LookCutter(160, 192, fixture.shoulderWidths(), fixture.above());
        for (double width : new double[] {0, -3, Double.NaN, 1e6}) {
            assertThatThrownBy(() -> cutter.cut(fixture.picture(), 200, 150, width))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("shoulders");
        }
    }

    @Test
    void whatIsClosedCutsNoMoreAndSaysSo() {
        LookCutter cutter = new LookCutter(160, 192, fixture.shoulderWidths(), fixture.above());
        cutter.close();
        assertThatThrownBy(() -> cutter.cut(fixture.picture(), 200, 150, 60)).isInstanceOf(IllegalStateException.class);
    }

    /** Eight times eight samples of each pixel of the crop, 2 MB, however wide the shoulders are in a large image. */
    @Test
    void shouldersOfThousandsOfPixelsTakeNoMoreSamplesThanThoseOfHundreds() {
        Frame large = Pictures.plain(4000, 3000, 90, 0);
        try (LookCutter cutter = new LookCutter(160, 192, fixture.shoulderWidths(), fixture.above())) {
            cutter.cut(large, 2000, 1500, 700);
            long begun = System.nanoTime();
            cutter.cut(large, 2000, 1500, 700);
            long hundreds = System.nanoTime() - begun;
            begun = System.nanoTime();
            cutter.cut(large, 2000, 1500, 8000);
            assertThat(System.nanoTime() - begun).isLessThan(20 * hundreds + 100_000_000);
        }
    }

    private static double mean(byte[] one, byte[] other) {
        long sum = 0;
        for (int k = 0; k < one.length; k++) {
            sum += difference(one, other, k);
        }
        return sum / (double) one.length;
    }

    private static int difference(byte[] one, byte[] other, int at) {
        return Math.abs((one[at] & 0xff) - (other[at] & 0xff));
    }
}
