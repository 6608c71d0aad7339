package formcheck.pose;

import formcheck.capture.Frame;
import formcheck.capture.OpenCv;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/**
 * The pixels of one frame after the other where OpenCV can read them. The memory is kept from frame to frame: a new picture costs
 * several times what copying into an old one does, and Java frees the small part of each {@link Mat} late. For one thread at a time.
 */
final class FramePixels implements AutoCloseable {
    private final Mat rgb;
    private boolean closed;

    FramePixels() {
        OpenCv.load();
        this.rgb = new Mat();
    }

    /**
     * The frame as RGB, of which those rows are right, and one more above and below, for what lies between two; the others hold what they
     * held.
     *
     * @param from first row that is looked at; may lie outside of the picture, whose nearest row is taken then
     * @param to last row that is looked at
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

    /** @throws IllegalStateException once closed */
    void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the cutter is closed");
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
