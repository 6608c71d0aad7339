package formcheck.pose;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.capture.Frame;
import formcheck.pose.RegionSampler.Border;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RegionSamplerTest {

    @Test
    void aRegionOfTheInputsSizeIsAPlainCopy() {
        Frame frame = numbered(8, 8);
        byte[] out = new RegionSampler(8, Border.BLACK).sample(frame, new Region(4, 4, 8, 0));
        assertThat(out).isEqualTo(frame.rgb());
    }

    @Test
    void aPictureIsScaledByTakingEverySecondPixel() {
        Frame frame = numbered(8, 8);
        byte[] out = new RegionSampler(4, Border.BLACK).sample(frame, new Region(4, 4, 8, 0));
        for (int y = 0; y < 4; y++) {
            for (int x = 0; x < 4; x++) {
                assertThat(red(out, 4, x, y)).isEqualTo(red(frame.rgb(), 8, 2 * x, 2 * y));
            }
        }
    }

    @Test
    void betweenTwoPixelsLiesTheirMean() {
        Frame frame = numbered(8, 8);
        byte[] out = new RegionSampler(4, Border.BLACK).sample(frame, new Region(3.5, 3, 4, 0));
        // The region's left edge is at 1.5: between pixels 1 and 2, which differ by 2.
        assertThat(red(out, 4, 0, 0)).isEqualTo(red(frame.rgb(), 8, 1, 1) + 1);
    }

    @Test
    void aTurnedRegionIsSetUpright() {
        Frame frame = numbered(9, 9);
        // Clockwise by a right angle about the middle of pixel (4, 4): the picture's right becomes the top.
        byte[] out = new RegionSampler(8, Border.BLACK).sample(frame, new Region(4, 4, 8, Math.PI / 2));
        assertThat(red(out, 8, 4, 4)).isEqualTo(red(frame.rgb(), 9, 4, 4));
        assertThat(red(out, 8, 4, 1)).isEqualTo(red(frame.rgb(), 9, 7, 4));
        assertThat(red(out, 8, 1, 4)).isEqualTo(red(frame.rgb(), 9, 4, 1));
    }

    @Test
    void outsideOfThePictureItIsBlackForTheDetector() {
        Frame frame = Pictures.plain(8, 4, 200, 0);
        byte[] out = new RegionSampler(8, Border.BLACK).sample(frame, Region.letterbox(8, 4));
        assertThat(red(out, 8, 3, 0)).isZero();
        assertThat(red(out, 8, 3, 1)).isZero();
        assertThat(red(out, 8, 3, 3)).isEqualTo(200);
        assertThat(red(out, 8, 3, 7)).isZero();
    }

    @Test
    void atThePicturesEdgeTheBorderIsMixedIn() {
        Frame frame = Pictures.plain(8, 8, 200, 0);
        byte[] out = new RegionSampler(8, Border.BLACK).sample(frame, new Region(3.5, 4, 8, 0));
        assertThat(red(out, 8, 0, 4)).isEqualTo(100);
        assertThat(red(out, 8, 1, 4)).isEqualTo(200);
    }

    @Test
    void outsideOfThePictureTheEdgeGoesOnForTheLandmarks() {
        Frame frame = numbered(8, 8);
        byte[] out = new RegionSampler(8, Border.REPLICATED).sample(frame, new Region(-4, 4, 8, 0));
        for (int y = 0; y < 8; y++) {
            for (int x = 0; x < 8; x++) {
                assertThat(red(out, 8, x, y)).isEqualTo(red(frame.rgb(), 8, 0, y));
            }
        }
    }

    @Test
    void aRegionFarOutsideIsBlackAndNoError() {
        byte[] out = new RegionSampler(8, Border.BLACK).sample(numbered(8, 8), new Region(1e4, -1e4, 100, 1));
        assertThat(out).containsOnly(0);
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
}
