package formcheck.pose;

import formcheck.capture.Frame;
import java.nio.ByteBuffer;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Crops an upright square of a frame and scales it bilinearly to the input of a network. Averages blocks of whole pixels
 * first if the square is much larger, so that fine patterns of cloth do not alias. {@code scripts/models/crops.py} does
 * the same for training. For one thread at a time.
 */
final class SquareCropper implements AutoCloseable {
    /** Largest block to average, pixels a side. Larger blocks are not needed, even for squares of 2,000 pixels and more. */
    private static final int MOST_SHRINKING = 8;

    /** Averaged pixels beyond the square that interpolation reads. */
    private static final int RIM = 2;

    /** Rows beyond the square, and at the edge of the frame if it lies outside, that cropping reads at most. */
    private static final int REACH = (RIM + 2) * MOST_SHRINKING;

    private final int size;
    private final Mat shrunk;
    private final Mat transform;
    private final ByteBuffer pixels;
    private final Mat output;

    /** @param size height and width of the input of the network, pixels */
    SquareCropper(int size) {
        this.size = size;
        this.shrunk = new Mat();
        this.transform = new Mat(2, 3, CvType.CV_64F);
        this.pixels = ByteBuffer.allocateDirect(3 * size * size);
        this.output = new Mat(size, size, CvType.CV_8UC3, pixels);
    }

    /** Returns the frame with the rows valid that crops between two heights read. */
    static Mat rows(FramePixels image, Frame frame, double top, double bottom) {
        return image.rows(frame, Math.min(top, frame.height()) - REACH, Math.max(bottom, 0) + REACH);
    }

    /**
     * Crops the square to {@code size x size} RGB pixels, row by row. Repeats the border pixels outside the frame.
     * The buffer belongs to this object and is overwritten by the next call.
     *
     * @param image from {@link #rows}
     */
    ByteBuffer crop(Mat image, Square square) {
        double scale = square.side() / size;
        int whole = (int) Math.min(MOST_SHRINKING, Math.max(1, Math.floor(scale + 0.5)));
        int times = Math.min(whole, Math.min(image.rows(), image.cols()));
        double left = (square.x() - square.side() / 2 - (times - 1) / 2.0) / times;
        double top = (square.y() - square.side() / 2 - (times - 1) / 2.0) / times;
        if (times == 1) {
            warp(image, scale, left, top);
            return pixels.clear();
        }
        double length = square.side() / times;
        int columns = image.cols() / times;
        int rows = image.rows() / times;
        int firstColumn = inside(left - RIM, columns);
        int firstRow = inside(top - RIM, rows);
        int endColumn = inside(left + length + RIM, columns) + 1;
        int endRow = inside(top + length + RIM, rows) + 1;
        Mat part = image.submat(firstRow * times, endRow * times, firstColumn * times, endColumn * times);
        try {
            Size averaged = new Size((double) endColumn - firstColumn, (double) endRow - firstRow);
            Imgproc.resize(part, shrunk, averaged, 0, 0, Imgproc.INTER_AREA);
        } finally {
            part.release();
        }
        warp(shrunk, scale / times, left - firstColumn, top - firstRow);
        return pixels.clear();
    }

    private void warp(Mat image, double step, double left, double top) {
        transform.put(0, 0, step, 0, left, 0, step, top);
        Imgproc.warpAffine(
                image,
                output,
                transform,
                new Size(size, size),
                Imgproc.INTER_LINEAR | Imgproc.WARP_INVERSE_MAP,
                Core.BORDER_REPLICATE);
    }

    private static int inside(double place, int length) {
        return (int) Math.max(0, Math.min(length - 1.0, Math.floor(place)));
    }

    @Override
    public void close() {
        shrunk.release();
        transform.release();
        output.release();
    }
}
