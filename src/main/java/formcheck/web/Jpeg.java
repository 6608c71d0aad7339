package formcheck.web;

import formcheck.capture.Frame;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;

/** Pictures as a page shows them. */
final class Jpeg {
    /** Larger pictures are made smaller: a page shows them about this wide. */
    private static final int WIDEST = 960;

    private static final float QUALITY = 0.82f;

    private Jpeg() {}

    static byte[] of(Frame frame) {
        BufferedImage image = narrow(image(frame));
        @Nullable ImageWriter writer = null;
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 * 1024);
                MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer = ImageIO.getImageWritersByFormatName("jpeg").next();
            ImageWriteParam settings = writer.getDefaultWriteParam();
            settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            settings.setCompressionQuality(QUALITY);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), settings);
            out.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // it is written to memory
        } finally {
            if (writer != null) {
                writer.dispose();
            }
        }
    }

    /** The frame's own pixels, not copied. */
    private static BufferedImage image(Frame frame) {
        WritableRaster raster = Raster.createInterleavedRaster(
                new DataBufferByte(frame.rgb(), frame.rgb().length),
                frame.width(),
                frame.height(),
                3 * frame.width(),
                3,
                new int[] {0, 1, 2},
                null);
        ComponentColorModel model = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_sRGB), false, false, Transparency.OPAQUE, DataBuffer.TYPE_BYTE);
        return new BufferedImage(model, raster, false, null);
    }

    private static BufferedImage narrow(BufferedImage image) {
        if (image.getWidth() <= WIDEST) {
            return image;
        }
        int height = Math.max(1, Math.round((float) image.getHeight() * WIDEST / image.getWidth()));
        BufferedImage small = new BufferedImage(WIDEST, height, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D pen = small.createGraphics();
        try {
            pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            pen.drawImage(image, 0, 0, WIDEST, height, null);
        } finally {
            pen.dispose();
        }
        return small;
    }
}
