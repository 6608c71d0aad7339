package formcheck.guide;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.pose.Joint;
import formcheck.pose.Keypoint;
import formcheck.pose.Pose;
import formcheck.pose.PoseFrame;
import formcheck.testkit.Figure;
import formcheck.testkit.Movement;
import formcheck.testkit.Posture;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A camera that turns upright in mid-session: its image gets bars, so that the person is smaller and stays in shape. */
class TurnedCameraTest {
    private static final Posture REST = Posture.arms(20);
    private static final Posture TOP = Posture.arms(106);

    /** An upright image of 480 by 640 pixels is fitted into 640 by 480. */
    private static final double SCALE = 480 / 640.0;

    private static PoseFrame withBars(PoseFrame frame) {
        Map<Joint, Keypoint> keypoints = new EnumMap<>(Joint.class);
        Pose pose = frame.pose().orElseThrow();
        pose.keypoints()
                .forEach((joint, point) -> keypoints.put(
                        joint,
                        new Keypoint(
                                SCALE * (point.x() - 320) + 320,
                                SCALE * (point.y() - 240) + 240,
                                point.visibility(),
                                point.presence())));
        Pose smaller = new Pose(keypoints, pose.world(), pose.presence(), pose.bystanders());
        return new PoseFrame(
                frame.index(), frame.at(), frame.width(), frame.height(), frame.brightness(), Optional.of(smaller));
    }

    @Test
    void takesANewBaselineAndCountsOn() {
        Movement movement = Movement.from(REST)
                .hold(8)
                .repetitions(2, TOP, 1.2, 2.8)
                .hold(6)
                .repetitions(2, TOP, 1.2, 2.8)
                .hold(2);
        double turned = 8 + 2 * 5.1 + 0.5;
        List<PoseFrame> frames = new ArrayList<>();
        for (PoseFrame frame : Figure.FRONTAL.film(movement)) {
            frames.add(frame.seconds() < turned ? frame : withBars(frame));
        }
        Played played = new Played().source(frames);
        double before = played.views.stream()
                .filter(view -> view.at() < turned && view.baseline().isPresent())
                .findFirst()
                .flatMap(GuideView::baseline)
                .orElseThrow()
                .shoulderWidth();
        assertThat(played.last().baseline().orElseThrow().shoulderWidth() / before)
                .isBetween(0.98 * SCALE, 1.02 * SCALE);
        assertThat(played.last().pause()).isEmpty();
        assertThat(played.count()).isEqualTo(4);
        assertThat(played.last().set().orElseThrow().reps())
                .allSatisfy(rep -> assertThat(rep.faults()).isEmpty());
    }
}
