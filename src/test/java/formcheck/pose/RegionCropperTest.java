package formcheck.pose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import formcheck.capture.Frame;
import formcheck.pose.RegionCropper.Border;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RegionCropperTest {

    @Test
    void aRegionOfTheInputsSizeIsAPlainCopy() {
        Frame frame = numbered(8, 8);
        byte[] out = cut(8, Border.BLACK, frame, new Region(4, 4, 8, 0));
        assertThat(out).isEqualTo(frame.rgb());
    }

    @Test
    void anImageIsScaledByTakingEverySecondPixel() {
        Frame frame = numbered(8, 8);
        byte[] out = cut(4, Border.BLACK, frame, new Region(4, 4, 8, 0));
        for (int y = 0; y < 4; y++) {
            for (int x = 0; x < 4; x++) {
                assertThat(red(out, 4, x, y)).isEqualTo(red(frame.rgb(), 8, 2 * x, 2 * y));
            }
        }
    }

    @Test
    void betweenTwoPixelsLiesTheirMean() {
        Frame frame = numbered(8, 8);
        byte[] out = cut(4, Border.BLACK, frame, new Region(3.5, 3, 4, 0));
        // The region's left edge is at 1.5: between pixels 1 and 2, which differ by 2.
        assertThat(red(out, 4, 0, 0)).isEqualTo(red(frame.rgb(), 8, 1, 1) + 1);
    }

    @Test
    void aTurnedRegionIsSetUpright() {
        Frame frame = numbered(9, 9);
        // Clockwise by a right angle about the middle of pixel (4, 4): the image's right becomes the top.
        byte[] out = cut(8, Border.BLACK, frame, new Region(4, 4, 8, Math.PI / 2));
        assertThat(red(out, 8, 4, 4)).isEqualTo(red(frame.rgb(), 9, 4, 4));
        assertThat(red(out, 8, 4, 1)).isEqualTo(red(frame.rgb(), 9, 7, 4));
        assertThat(red(out, 8, 1, 4)).isEqualTo(red(frame.rgb(), 9, 4, 1));
    }

    @Test
    void outsideOfTheImageItIsBlackForTheDetector() {
        Frame frame = TestFrames.plain(8, 4, 200, 0);
        byte[] out = cut(8, Border.BLACK, frame, Region.letterbox(8, 4));
        assertThat(red(out, 8, 3, 0)).isZero();
        assertThat(red(out, 8, 3, 1)).isZero();
        assertThat(red(out, 8, 3, 3)).isEqualTo(200);
        assertThat(red(out, 8, 3, 7)).isZero();
    }

    @Test
    void atTheImagesEdgeTheBorderIsMixedIn() {
        Frame frame = TestFrames.plain(8, 8, 200, 0);
        byte[] out = cut(8, Border.BLACK, frame, new Region(3.5, 4, 8, 0));
        assertThat(red(out, 8, 0, 4)).isEqualTo(100);
        assertThat(red(out, 8, 1, 4)).isEqualTo(200);
    }

    @Test
    void outsideOfTheImageTheEdgeGoesOnForTheLandmarks() {
        Frame frame = numbered(8, 8);
        byte[] out = cut(8, Border.REPLICATED, frame, new Region(-4, 4, 8, 0));
        for (int y = 0; y < 8; y++) {
            for (int x = 0; x < 8; x++) {
                assertThat(red(out, 8, x, y)).isEqualTo(red(frame.rgb(), 8, 0, y));
            }
        }
    }

    @Test
    void everyPixelIsTheWeightedMeanOfItsFourNeighbours() {
        byte[] noise = new byte[3 * 40 * 30];
        new Random(1).nextBytes(noise);
        Frame frame = new Frame(0, Duration.ZERO, 40, 30, noise);
        int size = 24;
        // Upright, so that places are exact multiples of 1/32 pixel; the last ones reach into the image's last
        // corner.
        byte[] out = cut(size, Border.REPLICATED, frame, new Region(24.28125, 18.15625, 24, 0));
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                for (int colour = 0; colour < 3; colour++) {
                    int across = 32 - 23;
                    int down = 32 - 27;
                    int sum = 0;
                    for (int neighbour = 0; neighbour < 4; neighbour++) {
                        int x = Math.min(39, 12 + column + neighbour % 2);
                        int y = Math.min(29, 6 + row + neighbour / 2);
                        int weight =
                                (neighbour % 2 == 0 ? 32 - across : across) * (neighbour / 2 == 0 ? 32 - down : down);
                        sum += weight * (noise[3 * (y * 40 + x) + colour] & 0xff);
                    }
                    assertThat(out[3 * (row * size + column) + colour] & 0xff)
                            .as("row %d, column %d, colour %d", row, column, colour)
                            .isEqualTo((sum + 512) >> 10);
                }
            }
        }
    }

    @Test
    void aRegionFarOutsideIsBlackAndNoError() {
        byte[] out = cut(8, Border.BLACK, numbered(8, 8), new Region(1e4, -1e4, 100, 1));
        assertThat(out).containsOnly(0);
    }

    private static byte[] cut(int size, Border border, Frame frame, Region region) {
        try (RegionCropper cropper = new RegionCropper(size, border)) {
            byte[] pixels = new byte[3 * size * size];
            cropper.crop(frame, region).get(pixels);
            return pixels;
        }
    }

    /** Each red value tells its pixel: 2 more a column, 20 more a row, with wrap. */
    private static Frame numbered(int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                rgb[3 * (y * width + x)] = (byte) (2 * x + 20 * y);
                rgb[3 * (y * width + x) + 1] = (byte) x;
                rgb[3 * (y * width + x) + 2] = (byte) y;
            }
        }
        return new Frame(0, Duration.ZERO, width, height, rgb);
    }

    private static int red(byte[] rgb, int width, int x, int y) {
        return rgb[3 * (y * width + x)] & 0xff;
    }

    @Test
    void aClosedCropperRefusesToCrop() {
        RegionCropper cropper = new RegionCropper(32, RegionCropper.Border.BLACK);
        Frame frame = TestFrames.plain(96, 72, 90, 0);
        cropper.crop(frame, new Region(40, 35, 50, 0));
        cropper.close();
        assertThatThrownBy(() -> cropper.crop(frame, new Region(40, 35, 50, 0)))
                .isInstanceOf(IllegalStateException.class);
    }
}
