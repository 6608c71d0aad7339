package formcheck.capture;

import formcheck.testkit.AnyBytes;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Any bytes as an image from a browser: an image of the right size, or none. */
public final class ImageFuzzTest {
    private static final int WIDTH = 64;
    private static final int HEIGHT = 48;
    private static final CaptureLimits LIMITS =
            new CaptureLimits(Duration.ofSeconds(5), Duration.ofSeconds(5), 1024 * 1024);
    private static final JpegDecoder DECODER = new JpegDecoder(WIDTH, HEIGHT, LIMITS);

    public static List<byte[]> seeds() throws IOException {
        return List.of(TestImage.jpeg(WIDTH, HEIGHT), TestImage.jpeg(30, 90), TestImage.encoded(WIDTH, HEIGHT, "png"));
    }

    public static void fuzzerTestOneInput(byte[] input) {
        DECODER.rgb(input).ifPresent(ImageFuzzTest::check);
        byte[] ended = input.clone(); // most variants lose the end, without which nothing is decoded
        if (ended.length > 4) {
            ended[ended.length - 2] = (byte) 0xff;
            ended[ended.length - 1] = (byte) 0xd9;
            DECODER.rgb(ended).ifPresent(ImageFuzzTest::check);
        }
    }

    private static void check(byte[] rgb) {
        if (rgb.length != 3 * WIDTH * HEIGHT) {
            throw new AssertionError("a picture of " + rgb.length + " bytes");
        }
    }

    @Test
    void anyBytesAreAnImageOrNone() throws IOException {
        AnyBytes.tryAll("picture", seeds(), 1500, ImageFuzzTest::fuzzerTestOneInput);
    }
}
