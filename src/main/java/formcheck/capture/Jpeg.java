package formcheck.capture;

import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/** Encodes frames as JPEG, for pages and reports. */
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
}
