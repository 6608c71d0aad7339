package formcheck.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import formcheck.capture.CaptureLimits;
import formcheck.capture.Frame;
import formcheck.capture.FrameSource;
import formcheck.capture.Jpeg;
import formcheck.capture.SourceSpec;
import formcheck.pose.DjlPoseEstimator;
import formcheck.pose.Joint;
import formcheck.pose.Keypoint;
import formcheck.pose.ModelCatalog;
import formcheck.pose.Pose;
import formcheck.pose.PoseEstimator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Three images of a sample with the keypoints that the model finds in them.
 *
 * @param hanging arms at their lowest
 * @param half arms half-way
 * @param raised arms at their highest
 */
record PosedFrames(PosedFrame hanging, PosedFrame half, PosedFrame raised) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Path SAMPLE = Path.of("samples/live/sit-down.mp4");

    /** Frames of a repetition, in which one of eight is looked at. */
    private static final int FROM = 500;

    private static final int TO = 760;
    private static final int EVERY = 8;

    /**
     * An image and what the page is told of it.
     *
     * @param elevation of the upper arms against the trunk, degrees
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record PosedFrame(byte[] jpeg, int width, int height, ObjectNode points, double elevation) {}

    static PosedFrames ofSample() throws Exception {
        List<PosedFrame> frames = new ArrayList<>();
        try (PoseEstimator estimator = DjlPoseEstimator.open(
                        ModelCatalog.find(), "full", DjlPoseEstimator.Settings.DEFAULT, progress -> {});
                FrameSource source = new SourceSpec.VideoFile(SAMPLE).open(CaptureLimits.DEFAULT)) {
            Optional<Frame> next = source.next();
            while (next.isPresent() && next.get().index() < TO) {
                Frame frame = next.get();
                if (frame.index() >= FROM && frame.index() % EVERY == 0) {
                    estimator.estimate(frame).ifPresent(pose -> frames.add(posed(frame, pose)));
                }
                next = source.next();
            }
        }
        frames.sort(Comparator.comparingDouble(PosedFrame::elevation));
        PosedFrame half = frames.stream()
                .min(Comparator.comparingDouble(frame -> Math.abs(frame.elevation() - 60)))
                .orElseThrow();
        return new PosedFrames(frames.get(0), half, frames.get(frames.size() - 1));
    }

    private static PosedFrame posed(Frame frame, Pose pose) {
        ObjectNode points = MAPPER.createObjectNode();
        for (Joint joint : LiveMessage.DRAWN) {
            pose.keypoint(joint)
                    .ifPresent(point -> points.putArray(joint.id())
                            .add(point.x())
                            .add(point.y())
                            .add(point.visibility().orElse(1)));
        }
        return new PosedFrame(Jpeg.of(frame), frame.width(), frame.height(), points, elevation(pose));
    }

    private static double elevation(Pose pose) {
        Keypoint shoulder = pose.keypoint(Joint.LEFT_SHOULDER).orElseThrow();
        Keypoint elbow = pose.keypoint(Joint.LEFT_ELBOW).orElseThrow();
        return Math.toDegrees(Math.atan2(Math.abs(elbow.x() - shoulder.x()), elbow.y() - shoulder.y()));
    }
}
