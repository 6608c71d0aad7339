package formcheck.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import formcheck.live.PageView;
import formcheck.pipeline.FrameResult;
import formcheck.pose.Joint;
import formcheck.pose.Keypoint;
import formcheck.pose.PoseFrame;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Messages from the server to the page: JSON objects with their {@code type}. Keypoints are in frame pixels, not
 * mirrored; angles in degrees; times in seconds, delays in milliseconds. Unknown values are absent.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = LiveMessage.TakenMessage.class, name = "taken"),
    @JsonSubTypes.Type(value = LiveMessage.HelloMessage.class, name = "hello"),
    @JsonSubTypes.Type(value = LiveMessage.EngineMessage.class, name = "engine"),
    @JsonSubTypes.Type(value = LiveMessage.OpenedMessage.class, name = "opened"),
    @JsonSubTypes.Type(value = LiveMessage.PhoneMessage.class, name = "phone"),
    @JsonSubTypes.Type(value = LiveMessage.ImageSizeMessage.class, name = "image-size"),
    @JsonSubTypes.Type(value = LiveMessage.ClosedMessage.class, name = "closed"),
    @JsonSubTypes.Type(value = LiveMessage.KeptMessage.class, name = "kept"),
    @JsonSubTypes.Type(value = LiveMessage.FrameFailedMessage.class, name = "frame-failed"),
    @JsonSubTypes.Type(value = LiveMessage.RefusedMessage.class, name = "refused"),
    @JsonSubTypes.Type(value = LiveMessage.PlacementMessage.class, name = "placement"),
    @JsonSubTypes.Type(value = LiveMessage.StateMessage.class, name = "state"),
    @JsonSubTypes.Type(value = LiveMessage.FrameMessage.class, name = "frame")
})
sealed interface LiveMessage {

    /** The keypoints that the page draws. */
    List<Joint> DRAWN = List.of(
            Joint.NOSE,
            Joint.LEFT_EAR,
            Joint.RIGHT_EAR,
            Joint.LEFT_SHOULDER,
            Joint.RIGHT_SHOULDER,
            Joint.LEFT_ELBOW,
            Joint.RIGHT_ELBOW,
            Joint.LEFT_WRIST,
            Joint.RIGHT_WRIST,
            Joint.LEFT_HIP,
            Joint.RIGHT_HIP);

    /** Shows {@link PageView.Taken}. */
    record TakenMessage() implements LiveMessage {}

    /** Shows {@link PageView.Hello}. */
    record HelloMessage(boolean going) implements LiveMessage {}

    /** Shows {@link PageView.EngineState}. */
    record EngineMessage(double progress, boolean ready, Optional<String> failure) implements LiveMessage {}

    /** Shows {@link PageView.SourceOpened}. */
    record OpenedMessage(String name, int width, int height) implements LiveMessage {}

    /** Shows {@link PageView.PhoneState}. */
    record PhoneMessage(boolean expected, boolean connected) implements LiveMessage {}

    /** Shows {@link PageView.ImageSize}. */
    record ImageSizeMessage(int longestSide) implements LiveMessage {}

    /** Shows {@link PageView.SourceClosed}. */
    record ClosedMessage(boolean again, Optional<String> problem) implements LiveMessage {}

    /** Shows {@link PageView.StorageProblem}. */
    record KeptMessage(Optional<String> problem) implements LiveMessage {}

    /** Shows {@link PageView.FrameFailed}. */
    record FrameFailedMessage() implements LiveMessage {}

    /** Shows {@link PageView.RequestRefused}. */
    record RefusedMessage(String problem) implements LiveMessage {}

    /**
     * Shows {@link PageView.JudgedPlacement}.
     *
     * @param ready whether every check that needs no raise is right
     * @param sequence number of the image from the page
     */
    record PlacementMessage(List<GuideJson.CheckJson> checks, Optional<String> advice, boolean ready, long sequence)
            implements LiveMessage {
        static PlacementMessage of(PageView.JudgedPlacement view) {
            return new PlacementMessage(
                    view.placement().checks().stream()
                            .map(GuideJson.CheckJson::of)
                            .toList(),
                    view.placement().advice(),
                    view.placement().ready(),
                    view.sequence());
        }
    }

    /** Shows {@link PageView.SessionState}. */
    record StateMessage(@JsonUnwrapped GuideJson guide) implements LiveMessage {}

    /**
     * Shows {@link PageView.JudgedFrame}.
     *
     * @param frame its index
     * @param points x, y and visibility of each detected keypoint, by the id of its joint
     * @param sequence number of the image from the page, if a browser sent it
     * @param server delays of the image, if a browser sent it
     */
    record FrameMessage(
            @JsonUnwrapped GuideJson guide,
            long frame,
            int width,
            int height,
            Map<String, List<Double>> points,
            Optional<Long> sequence,
            Optional<ServerDelays> server)
            implements LiveMessage {

        static FrameMessage of(PageView.JudgedFrame view) {
            FrameResult result = view.result();
            PoseFrame pose = result.pose();
            return new FrameMessage(
                    GuideJson.of(view.guide(), view.sounds()),
                    pose.index(),
                    pose.width(),
                    pose.height(),
                    points(pose),
                    view.arrival().map(in -> in.sequence()),
                    ServerDelays.of(view));
        }

        private static Map<String, List<Double>> points(PoseFrame frame) {
            Map<String, List<Double>> points = new LinkedHashMap<>();
            frame.pose()
                    .ifPresent(pose -> DRAWN.forEach(
                            joint -> pose.keypoint(joint).ifPresent(point -> points.put(joint.id(), point(point)))));
            return points;
        }

        private static List<Double> point(Keypoint point) {
            return List.of(
                    PageJson.round(point.x(), 1),
                    PageJson.round(point.y(), 1),
                    PageJson.round(point.visibility().orElse(1), 2));
        }
    }

    /**
     * Delays of an image between its arrival and its answer, milliseconds.
     *
     * @param waited before decoding
     * @param decode decoding
     * @param judge analysis
     * @param tell from the verdict to the message
     * @param all sum of these
     */
    record ServerDelays(@JsonProperty("wait") double waited, double decode, double judge, double tell, double all) {
        static Optional<ServerDelays> of(PageView.JudgedFrame frame) {
            return frame.arrival()
                    .map(in -> new ServerDelays(
                            millis(in.decoding() - in.received()),
                            millis(in.decoded() - in.decoding()),
                            millis(frame.judged() - in.decoded()),
                            millis(frame.sent() - frame.judged()),
                            millis(frame.sent() - in.received())));
        }

        private static double millis(long nanos) {
            return PageJson.round(nanos * 1e-6, 2);
        }
    }

    /** Returns the message that shows a view. */
    static LiveMessage of(PageView view) {
        if (view instanceof PageView.JudgedFrame frame) {
            return FrameMessage.of(frame);
        } else if (view instanceof PageView.JudgedPlacement placement) {
            return PlacementMessage.of(placement);
        } else if (view instanceof PageView.SessionState state) {
            return new StateMessage(GuideJson.of(state.guide(), state.sounds()));
        } else if (view instanceof PageView.Hello hello) {
            return new HelloMessage(hello.going());
        } else if (view instanceof PageView.EngineState engine) {
            return new EngineMessage(PageJson.round(engine.progress(), 2), engine.ready(), engine.failure());
        } else if (view instanceof PageView.SourceOpened opened) {
            return new OpenedMessage(opened.name(), opened.width(), opened.height());
        } else if (view instanceof PageView.PhoneState phone) {
            return new PhoneMessage(phone.expected(), phone.connected());
        } else if (view instanceof PageView.ImageSize size) {
            return new ImageSizeMessage(size.longestSide());
        } else if (view instanceof PageView.SourceClosed closed) {
            return new ClosedMessage(closed.again(), closed.problem());
        } else if (view instanceof PageView.StorageProblem storage) {
            return new KeptMessage(storage.problem());
        } else if (view instanceof PageView.FrameFailed) {
            return new FrameFailedMessage();
        } else if (view instanceof PageView.RequestRefused refused) {
            return new RefusedMessage(refused.problem());
        } else if (view instanceof PageView.Taken) {
            return new TakenMessage();
        }
        throw new IllegalArgumentException("a view without a message: " + view);
    }
}
