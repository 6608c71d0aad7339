package formcheck.web;

import com.fasterxml.jackson.annotation.JsonValue;
import formcheck.pose.Joint;
import formcheck.pose.Keypoint;
import formcheck.pose.PoseFrame;
import formcheck.session.KeptFile;
import formcheck.session.StoreException;
import formcheck.session.motionfile.KeptFrame;
import formcheck.session.motionfile.MotionReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keypoints of a stored session over time, for drawing over its video.
 *
 * @param joints their ids, in the order of the keypoints
 * @param frames at most ten a second
 */
record MotionJson(List<String> joints, List<MotionFrameJson> frames) {
    private static final double RATE = 10;

    /**
     * Keypoints of a frame. As JSON an array: the second, then x and y of each joint, null if it is absent.
     *
     * @param seconds of the session
     * @param points one for each joint; empty if it is absent
     */
    record MotionFrameJson(double seconds, List<Optional<PlaceInFrame>> points) {

        static MotionFrameJson of(double seconds, PoseFrame frame) {
            return new MotionFrameJson(
                    round(seconds),
                    Joint.ARMS.stream()
                            .map(joint -> frame.pose()
                                    .flatMap(pose -> pose.keypoint(joint))
                                    .map(point -> PlaceInFrame.of(point, frame)))
                            .toList());
        }

        @JsonValue
        List<Optional<Double>> numbers() {
            List<Optional<Double>> numbers = new ArrayList<>();
            numbers.add(Optional.of(seconds));
            for (Optional<PlaceInFrame> point : points) {
                numbers.add(point.map(PlaceInFrame::x));
                numbers.add(point.map(PlaceInFrame::y));
            }
            return numbers;
        }
    }

    /** A keypoint as shares of the frame's width and height. */
    record PlaceInFrame(double x, double y) {
        static PlaceInFrame of(Keypoint point, PoseFrame frame) {
            return new PlaceInFrame(round(point.x() / frame.width()), round(point.y() / frame.height()));
        }
    }

    /** @throws StoreException if the file cannot be read */
    static MotionJson of(KeptFile motion) throws StoreException {
        List<MotionFrameJson> frames = new ArrayList<>();
        double last = Double.NEGATIVE_INFINITY;
        try (MotionReader reader = motion.openMotion()) {
            for (Optional<KeptFrame> next = reader.next(); next.isPresent(); next = reader.next()) {
                double now = next.get().seconds();
                if (now - last >= 1 / RATE - 1e-6) {
                    last = now;
                    frames.add(MotionFrameJson.of(now, next.get().pose()));
                }
            }
        }
        return new MotionJson(Joint.ARMS.stream().map(Joint::id).toList(), frames);
    }

    private static double round(double value) {
        return PageJson.round(value, 4);
    }
}
