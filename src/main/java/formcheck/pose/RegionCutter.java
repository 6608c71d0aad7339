package formcheck.pose;

import formcheck.capture.Frame;
import java.nio.ByteBuffer;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** Cuts a turned square out of a frame and scales it to a model's input, bilinearly, as MediaPipe does. For one thread at a time. */
final class RegionCutter implements AutoCloseable {

    /** What lies outside the picture. */
    enum Border {
        /** Black: the detector's. */
        BLACK(Core.BORDER_CONSTANT),
        /** The nearest pixel of the edge: the landmark model's. */
        REPLICATED(Core.BORDER_REPLICATE);

        private final int mode;

        Border(int mode) {
            this.mode = mode;
        }
    }

    private static final Scalar NOTHING = new Scalar(0, 0, 0);

    private final int size;
    private final Border border;
    private final FramePixels picture;
    private final ByteBuffer pixels;
    private final Mat cut;
    private final Mat transform;

    /** @param size the sides of the model's input, pixels */
    RegionCutter(int size, Border border) {
        this.picture = new FramePixels(CvType.CV_8UC3);
        this.size = size;
        this.border = border;
        this.pixels = ByteBuffer.allocateDirect(3 * size * size);
        this.cut = new Mat(size, size, CvType.CV_8UC3, pixels);
        this.transform = new Mat(2, 3, CvType.CV_64F);
    }

    /** The region as {@code size x size} RGB pixels, row by row. The buffer is the cutter's own, filled anew each time. */
    synchronized ByteBuffer cut(Frame frame, Region region) {
        double scale = region.size() / size;
        double cos = Math.cos(region.rotation()) * scale;
        double sin = Math.sin(region.rotation()) * scale;
        double middle = size / 2.0;
        transform.put(0, 0, cos, -sin, region.x() - middle * (cos - sin), sin, cos, region.y() - middle * (sin + cos));
        double reach = middle * (Math.abs(sin) + Math.abs(cos));
        Imgproc.warpAffine(
                picture.rows(frame, region.y() - reach, region.y() + reach),
                cut,
                transform,
                new Size(size, size),
                Imgproc.INTER_LINEAR | Imgproc.WARP_INVERSE_MAP,
                border.mode,
                NOTHING);
        return pixels.clear();
    }

    @Override
    public synchronized void close() {
        picture.close();
        cut.release();
        transform.release();
    }
}
