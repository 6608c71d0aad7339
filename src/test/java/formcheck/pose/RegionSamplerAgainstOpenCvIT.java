package formcheck.pose;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.capture.Frame;
import formcheck.pose.RegionSampler.Border;
import java.time.Duration;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfPoint2f;
import org.opencv.core.Point;
import org.opencv.core.RotatedRect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** Our cutting of regions beside OpenCV's, on which MediaPipe builds: the same pixels, and how long both take. */
class RegionSamplerAgainstOpenCvIT {
    private static final int SIZE = 256;

    @BeforeAll
    static void loadOpenCv() {
        nu.pattern.OpenCV.loadLocally();
        Core.setNumThreads(1);
    }

    @Test
    void cutsTheSamePixelsInComparableTime() {
        Random random = new Random(3);
        long ours = 0;
        long theirs = 0;
        long differing = 0;
        long compared = 0;
        int runs = 120;
        Frame frame = noise(1280, 720, random);
        Mat picture = new Mat(frame.height(), frame.width(), CvType.CV_8UC3);
        Mat cut = new Mat();
        picture.put(0, 0, frame.rgb());
        byte[] expected = new byte[3 * SIZE * SIZE];
        for (int i = 0; i < runs; i++) {
            Border border = i % 2 == 0 ? Border.BLACK : Border.REPLICATED;
            Region region = new Region(
                    200 + 900 * random.nextDouble(),
                    100 + 500 * random.nextDouble(),
                    150 + 700 * random.nextDouble(),
                    random.nextGaussian() * 0.4);
            RegionSampler sampler = new RegionSampler(SIZE, border);
            long start = System.nanoTime();
            byte[] out = sampler.sample(frame, region);
            long middle = System.nanoTime();
            warp(picture, cut, region, border);
            long end = System.nanoTime();
            if (i >= runs / 2) {
                ours += middle - start;
                theirs += end - middle;
            }
            cut.get(0, 0, expected);
            for (int k = 0; k < out.length; k++) {
                int difference = Math.abs((out[k] & 0xff) - (expected[k] & 0xff));
                differing += difference > 0 ? 1 : 0;
            }
            compared += out.length;
        }
        System.out.printf(
                Locale.ROOT,
                "region 256 x 256: ours / OpenCV = %.2f (%.2f ms, %.2f ms); %.4f %% of the values differ%n",
                (double) ours / theirs,
                ours * 2e-6 / runs,
                theirs * 2e-6 / runs,
                100.0 * differing / compared);
        assertThat((double) differing / compared).isLessThan(0.001);
    }

    private static void warp(Mat picture, Mat cut, Region region, Border border) {
        RotatedRect box = new RotatedRect(
                new Point(region.x(), region.y()),
                new Size(region.size(), region.size()),
                Math.toDegrees(region.rotation()));
        Point[] corners = new Point[4];
        box.points(corners);
        MatOfPoint2f from = new MatOfPoint2f(corners);
        MatOfPoint2f to =
                new MatOfPoint2f(new Point(0, SIZE), new Point(0, 0), new Point(SIZE, 0), new Point(SIZE, SIZE));
        Mat transform = Imgproc.getPerspectiveTransform(from, to);
        Imgproc.warpPerspective(
                picture,
                cut,
                transform,
                new Size(SIZE, SIZE),
                Imgproc.INTER_LINEAR,
                border == Border.BLACK ? Core.BORDER_CONSTANT : Core.BORDER_REPLICATE,
                new Scalar(0, 0, 0));
        from.release();
        to.release();
        transform.release();
    }

    private static Frame noise(int width, int height, Random random) {
        byte[] rgb = new byte[3 * width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < 3; c++) {
                    rgb[3 * (y * width + x) + c] = (byte)
                            (128 + 60 * Math.sin(x * 0.02 * (c + 1)) + 40 * Math.cos(y * 0.03) + random.nextInt(20));
                }
            }
        }
        return new Frame(0, Duration.ZERO, width, height, rgb);
    }
}
