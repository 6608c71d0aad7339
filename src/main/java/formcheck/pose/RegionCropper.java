package formcheck.pose;

import formcheck.capture.Frame;
import java.nio.ByteBuffer;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfPoint2f;
import org.opencv.core.Point;
import org.opencv.core.RotatedRect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Crops a rotated square of a frame bilinearly with the same OpenCV calls as MediaPipe. An affine warp of the same square differs
 * in 2 of 1,000 values, which moves hidden joints. For one thread at a time.
 */
final class RegionCropper implements AutoCloseable {

    /** How to fill pixels outside the frame. */
    enum Border {
        /** Black, for the detector. */
        BLACK(Core.BORDER_CONSTANT),
        /** The nearest pixel of the edge, for the landmark model. */
        REPLICATED(Core.BORDER_REPLICATE);

        private final int mode;

        Border(int mode) {
            this.mode = mode;
        }
    }

    private static final Scalar NOTHING = new Scalar(0, 0, 0);

    private final int size;
    private final Border border;
    private final FramePixels image;
    private final ByteBuffer pixels;
    private final Mat output;
    private final Point[] corners = new Point[4];
    private final MatOfPoint2f from;
    private final MatOfPoint2f to;

    /** @param size height and width of the input of the model, pixels */
    RegionCropper(int size, Border border) {
        this.image = new FramePixels();
        this.size = size;
        this.border = border;
        this.pixels = ByteBuffer.allocateDirect(3 * size * size);
        this.output = new Mat(size, size, CvType.CV_8UC3, pixels);
        this.from = new MatOfPoint2f();
        this.to = new MatOfPoint2f(new Point(0, size), new Point(0, 0), new Point(size, 0), new Point(size, size));
    }

    /**
     * Crops the region to {@code size x size} RGB pixels, row by row. The buffer belongs to this object and is
     * overwritten by the next call.
     */
    synchronized ByteBuffer crop(Frame frame, Region region) {
        image.requireOpen();
        RotatedRect box = new RotatedRect(
                new Point(region.x(), region.y()),
                new Size(region.size(), region.size()),
                Math.toDegrees(region.rotation()));
        box.points(corners);
        from.fromArray(corners);
        double reach =
                region.size() / 2 * (Math.abs(Math.sin(region.rotation())) + Math.abs(Math.cos(region.rotation())));
        Mat transform = Imgproc.getPerspectiveTransform(from, to);
        try {
            Imgproc.warpPerspective(
                    image.rows(frame, region.y() - reach, region.y() + reach),
                    output,
                    transform,
                    new Size(size, size),
                    Imgproc.INTER_LINEAR,
                    border.mode,
                    NOTHING);
        } finally {
            transform.release();
        }
        return pixels.clear();
    }

    @Override
    public synchronized void close() {
        image.close();
        output.release();
        from.release();
        to.release();
    }
}
