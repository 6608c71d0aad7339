package formcheck.pose;

import formcheck.capture.Frame;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Objects;
import javax.imageio.ImageIO;

/** Frames for tests: those of the parity fixture, and synthetic ones. */
final class TestFrames {
    private TestFrames() {}

    static final Duration THIRTIETH = Duration.ofNanos(33_333_000);

    /** Returns an image of the fixture as the frame with this number, 30 a second. */
    static Frame ofFixture(String name, int index) throws IOException {
        return of("parity/" + name, index);
    }

    /** Returns an image of the test resources of this package. */
    static Frame of(String resource, int index) throws IOException {
        try (InputStream in = Objects.requireNonNull(TestFrames.class.getResourceAsStream(resource), resource)) {
            BufferedImage image = ImageIO.read(in);
            int width = image.getWidth();
            int height = image.getHeight();
            byte[] rgb = new byte[3 * width * height];
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    int pixel = image.getRGB(x, y);
                    int at = 3 * (y * width + x);
                    rgb[at] = (byte) (pixel >> 16);
                    rgb[at + 1] = (byte) (pixel >> 8);
                    rgb[at + 2] = (byte) pixel;
                }
            }
            return new Frame(index, THIRTIETH.multipliedBy(index), width, height, rgb);
        }
    }

    /** Returns the frame at another time. */
    static Frame at(Frame frame, int index, Duration at) {
        return new Frame(index, at, frame.width(), frame.height(), frame.rgb());
    }

    /** Returns a frame of one grey. */
    static Frame plain(int width, int height, int grey, int index) {
        byte[] rgb = new byte[3 * width * height];
        java.util.Arrays.fill(rgb, (byte) grey);
        return new Frame(index, THIRTIETH.multipliedBy(index), width, height, rgb);
    }
}
