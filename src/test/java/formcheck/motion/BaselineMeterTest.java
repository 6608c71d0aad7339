package formcheck.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import formcheck.pose.PoseFrame;
import formcheck.testkit.Figure;
import formcheck.testkit.Movement;
import formcheck.testkit.Posture;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BaselineMeterTest {
    private static final Posture REST = Posture.arms(20);

    private static List<BodyMeasures> measures(Movement movement) {
        MotionTracker tracker = new MotionTracker();
        List<BodyMeasures> measures = new ArrayList<>();
        for (PoseFrame frame : Figure.FRONTAL.film(movement)) {
            measures.add(tracker.track(frame));
        }
        return measures;
    }

    /** When the first baseline stood, seconds. */
    private static Optional<Double> taken(Movement movement) {
        BaselineMeter meter = new BaselineMeter();
        for (BodyMeasures frame : measures(movement)) {
            if (meter.track(frame).isPresent()) {
                return Optional.of(frame.seconds());
            }
        }
        return Optional.empty();
    }

    @Test
    void takesTwoAndAHalfSecondsOfSittingStill() {
        assertThat(taken(Movement.from(REST).hold(4)).orElseThrow()).isEqualTo(2.5, within(0.2));
        assertThat(taken(Movement.from(REST).hold(2))).isEmpty();
    }

    @Test
    void waitsForWhoeverMoves() {
        Movement restless = Movement.from(REST);
        for (int i = 0; i < 5; i++) {
            restless.to(REST.aside(0.15), 0.8).to(REST, 0.8);
        }
        assertThat(taken(restless)).isEmpty();
        assertThat(taken(restless.hold(3.5)).orElseThrow()).isGreaterThan(10);
    }

    @Test
    void waitsForArmsToComeDown() {
        assertThat(taken(Movement.from(Posture.arms(100)).hold(5))).isEmpty();
    }

    @Test
    void noticesThatThePersonOrTheCameraMoved() {
        List<BodyMeasures> still = measures(Movement.from(REST).hold(4));
        BaselineMeter meter = new BaselineMeter();
        Baseline baseline = still.stream()
                .flatMap(frame -> meter.track(frame).stream())
                .findFirst()
                .orElseThrow();
        List<BodyMeasures> aside = measures(Movement.from(REST.aside(0.3)).hold(2));
        List<BodyMeasures> sunk = measures(Movement.from(REST.down(0.05)).hold(2));
        assertThat(baseline.movedFrom(aside.get(30))).contains(true);
        assertThat(baseline.movedFrom(sunk.get(30))).contains(false);
        assertThat(baseline.movedFrom(still.get(60))).contains(false);
    }
}
