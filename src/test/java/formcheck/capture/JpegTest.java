package formcheck.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JpegTest {
    /** Red rises to the right, green downwards. */
    private static Frame slope(int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                rgb[3 * (y * width + x)] = (byte) (255 * x / width);
                rgb[3 * (y * width + x) + 1] = (byte) (255 * y / height);
                rgb[3 * (y * width + x) + 2] = 40;
            }
        }
        return new Frame(0, Duration.ZERO, width, height, rgb);
    }

    private static BufferedImage read(byte[] jpeg) throws Exception {
        return ImageIO.read(new ByteArrayInputStream(jpeg));
    }

    @Test
    void coloursStayWhatTheyWere() throws Exception {
        BufferedImage image = read(Jpeg.of(slope(640, 480)));
        for (int x = 20; x < 640; x += 100) {
            for (int y = 20; y < 480; y += 100) {
                int pixel = image.getRGB(x, y);
                assertThat((pixel >> 16) & 0xff).isCloseTo(255 * x / 640, within(6));
                assertThat((pixel >> 8) & 0xff).isCloseTo(255 * y / 480, within(6));
                assertThat(pixel & 0xff).isCloseTo(40, within(6));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"64,48,64,48", "960,540,960,540", "1280,720,960,540", "1920,1080,960,540", "3000,2,960,1", "1,1,1,1"})
    void wideImagesAreMadeAsWideAsAPageShowsThem(int width, int height, int shown, int high) throws Exception {
        BufferedImage image = read(Jpeg.of(slope(width, height)));
        assertThat(image.getWidth()).isEqualTo(shown);
        assertThat(image.getHeight()).isEqualTo(high);
    }
}
