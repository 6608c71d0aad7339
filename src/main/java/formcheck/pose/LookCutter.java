package formcheck.pose;

import formcheck.capture.Frame;
import java.nio.ByteBuffer;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * Cuts neck and shoulders out of a frame as luma: each pixel is the mean of a grid of bilinear samples, so that fine patterns of
 * cloth do not alias. {@code scripts/posture/looks.py} cuts the same for learning. For one thread at a time.
 */
final class LookCutter implements AutoCloseable {
    /** Samples along a side of a crop's pixel, at most: shoulders of 700 pixels have as many as pixels. */
    private static final int MOST_SAMPLES = 8;

    private final int width;
    private final int height;
    private final double shoulderWidths;
    private final double above;
    private final FramePixels picture;
    private final Mat samples;
    private final Mat transform;
    private final ByteBuffer pixels;
    private final Mat crop;

    /**
     * @param width of the crop, pixels
     * @param height of the crop, pixels
     * @param shoulderWidths how wide the crop is in the person
     * @param above share of the crop that lies above the middle of the shoulders
     */
    LookCutter(int width, int height, double shoulderWidths, double above) {
        this.picture = new FramePixels(CvType.CV_8UC1);
        this.samples = new Mat();
        this.width = width;
        this.height = height;
        this.shoulderWidths = shoulderWidths;
        this.above = above;
        this.transform = new Mat(2, 3, CvType.CV_64F);
        this.pixels = ByteBuffer.allocateDirect(width * height);
        this.crop = new Mat(height, width, CvType.CV_8UC1, pixels);
    }

    /**
     * The crop, row by row; outside of the picture its border goes on. The buffer is the cutter's own, filled anew each time.
     *
     * @param x middle of the shoulders, pixels
     * @param y as {@code x}
     * @param shoulderWidth pixels
     */
    synchronized ByteBuffer cut(Frame frame, double x, double y, double shoulderWidth) {
        picture.requireOpen();
        double scale = shoulderWidths * shoulderWidth / width;
        if (!(scale > 0) || scale * width > 4.0 * Math.max(frame.width(), frame.height())) {
            throw new IllegalArgumentException("shoulders are not " + shoulderWidth + " pixels wide");
        }
        int grid = Math.max(1, Math.min(MOST_SAMPLES, (int) Math.ceil(scale)));
        double step = scale / grid;
        double left = x - scale * width / 2;
        double top = y - scale * height * above;
        transform.put(0, 0, step, 0, left + (step - 1) / 2, 0, step, top + (step - 1) / 2);
        Mat fine = grid == 1 ? crop : samples;
        Imgproc.warpAffine(
                picture.rows(frame, top - 1, top + scale * height + 1),
                fine,
                transform,
                new Size((double) width * grid, (double) height * grid),
                Imgproc.INTER_LINEAR | Imgproc.WARP_INVERSE_MAP,
                Core.BORDER_REPLICATE);
        if (grid > 1) {
            Imgproc.resize(samples, crop, new Size(width, height), 0, 0, Imgproc.INTER_AREA);
        }
        return pixels.clear();
    }

    @Override
    public synchronized void close() {
        picture.close();
        samples.release();
        transform.release();
        crop.release();
    }
}
