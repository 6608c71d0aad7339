package formcheck.pose;

import formcheck.capture.Frame;
import formcheck.capture.OpenCv;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/**
 * Copies pixels of one frame after the other to a {@link Mat}. Keeps its memory from frame to frame: allocating costs
 * several times as much as copying, and Java frees the native part of a {@link Mat} late. For one thread at a time.
 */
final class FramePixels implements AutoCloseable {
    private final Mat rgb;
    private boolean closed;

    FramePixels() {
        OpenCv.load();
        this.rgb = new Mat();
    }

    /**
     * Returns the frame as RGB. Only the given rows and one more above and below are valid; other rows keep old
     * values.
     *
     * @param from first row; if outside, the nearest row of the frame is used
     * @param to last row
     */
    Mat rows(Frame frame, double from, double to) {
        int height = frame.height();
        int first = inside(Math.floor(from) - 1, height);
        int end = inside(Math.ceil(to) + 1, height) + 1;
        rgb.create(height, frame.width(), CvType.CV_8UC3);
        int row = 3 * frame.width();
        rgb.put(new int[] {first, 0}, frame.rgb(), first * row, (end - first) * row);
        return rgb;
    }

    /** @throws IllegalStateException if closed */
    void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the cropper is closed");
        }
    }

    private static int inside(double row, int rows) {
        return (int) Math.max(0, Math.min(rows - 1.0, row));
    }

    @Override
    public void close() {
        closed = true;
        rgb.release();
    }
}
