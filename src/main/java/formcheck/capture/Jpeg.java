package formcheck.capture;

import java.time.Duration;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/** Encodes frames as JPEG, for pages and reports, and decodes those files. */
public final class Jpeg {
    /** Largest width, pixels. Pages show images at about this width. */
    private static final int WIDEST = 960;

    /** JPEG quality, 0 to 100. The loss is not visible, and files take a third of the bytes of quality 95. */
    private static final int QUALITY = 82;

    private Jpeg() {}

    /**
     * Encodes a frame at most 960 pixels wide. Keeps its shape.
     *
     * @return a JPEG file
     */
    public static byte[] of(Frame frame) {
        OpenCv.load();
        Mat rgb = new Mat(frame.height(), frame.width(), CvType.CV_8UC3);
        Mat narrow = new Mat();
        Mat bgr = new Mat();
        MatOfInt settings = new MatOfInt(Imgcodecs.IMWRITE_JPEG_QUALITY, QUALITY);
        MatOfByte jpeg = new MatOfByte();
        try {
            rgb.put(0, 0, frame.rgb());
            boolean wide = frame.width() > WIDEST;
            if (wide) {
                int height = Math.max(1, Math.round((float) frame.height() * WIDEST / frame.width()));
                Imgproc.resize(rgb, narrow, new Size(WIDEST, height), 0, 0, Imgproc.INTER_AREA);
            }
            Imgproc.cvtColor(wide ? narrow : rgb, bgr, Imgproc.COLOR_RGB2BGR);
            if (!Imgcodecs.imencode(".jpg", bgr, jpeg, settings)) {
                throw new IllegalStateException("OpenCV did not write a JPEG");
            }
            return jpeg.toArray();
        } finally {
            rgb.release();
            narrow.release();
            bgr.release();
            settings.release();
            jpeg.release();
        }
    }

    /**
     * Decodes a file of {@link #of}.
     *
     * @param width of the frame that was encoded, pixels
     * @param height of the frame that was encoded, pixels
     */
    public static Frame frame(byte[] jpeg, Duration at, int width, int height) {
        OpenCv.load();
        MatOfByte file = new MatOfByte(jpeg);
        Mat bgr = Imgcodecs.imdecode(file, Imgcodecs.IMREAD_COLOR);
        Mat sized = new Mat();
        Mat rgb = new Mat();
        try {
            Imgproc.resize(bgr, sized, new Size(width, height), 0, 0, Imgproc.INTER_LINEAR);
            Imgproc.cvtColor(sized, rgb, Imgproc.COLOR_BGR2RGB);
            byte[] pixels = new byte[3 * width * height];
            rgb.get(0, 0, pixels);
            return new Frame(0, at, width, height, pixels);
        } finally {
            file.release();
            bgr.release();
            sized.release();
            rgb.release();
        }
    }
}
