package formcheck.pose;

import formcheck.capture.Frame;
import formcheck.capture.OpenCv;
import org.jspecify.annotations.Nullable;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.imgproc.Imgproc;

/**
 * The pixels of one frame after the other where OpenCV can read them. The memory is kept from frame to frame: a new picture costs
 * several times what copying into an old one does, and Java frees the small part of each {@link Mat} late. For one thread at a time.
 */
final class FramePixels implements AutoCloseable {
    /** Views are of so many rows at a time, so that a person who moves a little needs no new one. */
    private static final int STEP = 16;

    private final Mat rgb;
    private final Mat luma;
    private final boolean grey;
    private @Nullable Views views;
    private boolean closed;

    /** The same rows of both pictures. */
    private record Views(int first, int end, int width, int height, Mat rgb, Mat luma) {
        void release() {
            rgb.release();
            luma.release();
        }
    }

    /** @param type of the pixels: {@link CvType#CV_8UC3} for RGB, {@link CvType#CV_8UC1} for luma (ITU-R BT.601) */
    FramePixels(int type) {
        OpenCv.load();
        this.rgb = new Mat();
        this.luma = new Mat();
        this.grey = type == CvType.CV_8UC1;
    }

    /**
     * The frame, of which those rows are right, and one more above and below, for what lies between two; the others hold what they
     * held.
     *
     * @param from first row that is looked at; may lie outside of the picture, whose nearest row is taken then
     * @param to last row that is looked at
     */
    Mat rows(Frame frame, double from, double to) {
        int height = frame.height();
        int first = inside(Math.floor(from) - 1, height) / STEP * STEP;
        int end = Math.min(height, (inside(Math.ceil(to) + 1, height) / STEP + 1) * STEP);
        rgb.create(height, frame.width(), CvType.CV_8UC3);
        int row = 3 * frame.width();
        rgb.put(new int[] {first, 0}, frame.rgb(), first * row, (end - first) * row);
        if (!grey) {
            return rgb;
        }
        luma.create(height, frame.width(), CvType.CV_8UC1);
        Views rows = views(first, end, frame.width(), height);
        Imgproc.cvtColor(rows.rgb, rows.luma, Imgproc.COLOR_RGB2GRAY);
        return luma;
    }

    /** @throws IllegalStateException once closed */
    void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the cutter is closed");
        }
    }

    private Views views(int first, int end, int width, int height) {
        Views known = views;
        if (known != null
                && known.first == first
                && known.end == end
                && known.width == width
                && known.height == height) {
            return known;
        }
        if (known != null) {
            known.release();
        }
        Views made = new Views(first, end, width, height, rgb.rowRange(first, end), luma.rowRange(first, end));
        views = made;
        return made;
    }

    private static int inside(double row, int rows) {
        return (int) Math.max(0, Math.min(rows - 1.0, row));
    }

    @Override
    public void close() {
        closed = true;
        if (views != null) {
            views.release();
        }
        rgb.release();
        luma.release();
    }
}
