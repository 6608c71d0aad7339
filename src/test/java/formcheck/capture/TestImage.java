package formcheck.capture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.function.IntBinaryOperator;
import javax.imageio.ImageIO;

/** Still images with the same colours in their quarters as {@link TestVideo}. */
final class TestImage {

    private TestImage() {}

    static byte[] jpeg(int width, int height) throws IOException {
        return encoded(width, height, "jpg");
    }

    /** In any format the JDK writes. */
    static byte[] encoded(int width, int height, String format) throws IOException {
        return encoded(width, height, format, (x, y) -> {
            boolean right = x >= width / 2;
            boolean bottom = y >= height / 2;
            return right ? bottom ? 0xffffff : 0x00ff00 : bottom ? 0x0000ff : 0xff0000;
        });
    }

    /** Returns a PNG of one grey, 0 to 255. */
    static byte[] grey(int value) throws IOException {
        return encoded(8, 8, "png", (x, y) -> value * 0x010101);
    }

    /** Returns two images of 8 x 8 red pixels, 0.1 s each. */
    static byte[] animatedWebp() {
        byte[] image = HexFormat.of().parseHex("5650384c0f0000002f07c001000710f58ffe0722a2ff0100");
        ByteBuffer body = ByteBuffer.allocate(500).order(ByteOrder.LITTLE_ENDIAN);
        body.put(ascii("WEBPVP8X")).putInt(10).putInt(2).put(new byte[] {7, 0, 0, 7, 0, 0});
        body.put(ascii("ANIM")).putInt(6).putInt(0).putShort((short) 0);
        for (int i = 0; i < 2; i++) {
            body.put(ascii("ANMF")).putInt(16 + image.length);
            body.put(new byte[] {0, 0, 0, 0, 0, 0, 7, 0, 0, 7, 0, 0, 100, 0, 0, 0})
                    .put(image);
        }
        ByteBuffer all = ByteBuffer.allocate(8 + body.position()).order(ByteOrder.LITTLE_ENDIAN);
        all.put(ascii("RIFF")).putInt(body.position()).put(body.flip());
        return all.array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] encoded(int width, int height, String format, IntBinaryOperator colour) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, colour.applyAsInt(x, y));
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, format, out);
        return out.toByteArray();
    }

    /**
     * Returns a JPEG as a phone writes it.
     *
     * @param orientation EXIF orientation, 1 to 8
     */
    static byte[] jpegFromPhone(int width, int height, int orientation) throws IOException {
        byte[] plain = jpeg(width, height);
        ByteBuffer exif = ByteBuffer.allocate(36);
        exif.putShort((short) 0xffe1).putShort((short) 34);
        exif.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
        exif.put("MM\0*".getBytes(StandardCharsets.US_ASCII)).putInt(8);
        exif.putShort((short) 1);
        exif.putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0);
        exif.putInt(0);
        ByteBuffer all = ByteBuffer.allocate(plain.length + exif.capacity());
        all.put(plain, 0, 2).put(exif.array()).put(plain, 2, plain.length - 2);
        return all.array();
    }
}
