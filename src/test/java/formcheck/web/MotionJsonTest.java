package formcheck.web;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.pose.Joint;
import formcheck.pose.Keypoint;
import formcheck.pose.Pose;
import formcheck.pose.PoseFrame;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** The keypoints of a stored session as the page reads them. */
class MotionJsonTest {

    @Test
    void writesSharesOfTheFrameAndNullForAJointThatIsNotSeen() {
        Keypoint shoulder = new Keypoint(320, 120, OptionalDouble.of(1), OptionalDouble.of(1));
        PoseFrame frame = new PoseFrame(
                0,
                Duration.ZERO,
                640,
                480,
                OptionalDouble.empty(),
                Optional.of(new Pose(Map.of(Joint.LEFT_SHOULDER, shoulder))));
        MotionJson motion = new MotionJson(
                List.of(Joint.LEFT_SHOULDER.id()), List.of(MotionJson.MotionFrameJson.of(1.23456, frame)));
        assertThat(PageJson.text(motion))
                .isEqualTo("{\"joints\":[\"left_shoulder\"],\"frames\":[[1.2346,0.5,0.25"
                        + ",null,null".repeat(Joint.ARMS.size() - 1) + "]]}");
        assertThat(PageTypes.ofPage()
                        .problems("RecordedJoints", PageJson.mapper().valueToTree(motion)))
                .isEmpty();
    }
}
