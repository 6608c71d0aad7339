package formcheck.motion;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.pose.PoseFrame;
import formcheck.testkit.Figure;
import formcheck.testkit.Movement;
import formcheck.testkit.Posture;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MotionTrackerTest {

    private static BodyMeasures last(Figure figure, Posture posture) {
        MotionTracker tracker = new MotionTracker();
        List<PoseFrame> frames = figure.film(Movement.from(posture).hold(2));
        BodyMeasures measures = tracker.track(frames.get(0));
        for (PoseFrame frame : frames.subList(1, frames.size())) {
            measures = tracker.track(frame);
        }
        return measures;
    }

    private static double value(BodyMeasures measures, Measure measure) {
        return measures.seen(measure).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(doubles = {5, 30, 60, 90, 120, 150, 170})
    void readsElevationFromTheFront(double elevation) {
        BodyMeasures measures = last(Figure.FRONTAL, Posture.arms(elevation));
        assertThat(value(measures, Measure.LEFT_ELEVATION)).isBetween(elevation - 5, elevation + 5);
        assertThat(value(measures, Measure.RIGHT_ELEVATION)).isBetween(elevation - 5, elevation + 5);
        assertThat(value(measures, Measure.ELEVATION_DIFFERENCE)).isBetween(-4.0, 4.0);
    }

    @ParameterizedTest
    @CsvSource({"-40, 90", "-25, 90", "25, 90", "40, 90", "-30, 120", "30, 60"})
    void readsElevationFromAnObliqueView(double yaw, double elevation) {
        // The arm's own length has to have been seen once.
        MotionTracker tracker = new MotionTracker();
        Movement movement = Movement.from(Posture.arms(10))
                .hold(1)
                .to(Posture.arms(elevation), 1.5)
                .hold(1);
        BodyMeasures measures = null;
        for (PoseFrame frame : Figure.FRONTAL.turned(yaw).film(movement)) {
            measures = tracker.track(frame);
        }
        assertThat(java.util.Objects.requireNonNull(measures)
                        .seen(Measure.LEFT_ELEVATION)
                        .orElseThrow())
                .isBetween(elevation - 12, elevation + 12);
        assertThat(measures.seen(Measure.RIGHT_ELEVATION).orElseThrow()).isBetween(elevation - 12, elevation + 12);
        assertThat(value(measures, Measure.BODY_YAW)).isBetween(yaw - 5, yaw + 5);
    }

    @Test
    void readsElevationAgainstALeaningTrunk() {
        BodyMeasures measures = last(Figure.FRONTAL, Posture.arms(90).lean(15));
        assertThat(value(measures, Measure.TRUNK_LEAN)).isBetween(12.0, 18.0);
        assertThat(value(measures, Measure.ELEVATION_DIFFERENCE)).isBetween(-5.0, 5.0);
    }

    @Test
    void usesTheImageVerticalWhereTheHipsAreInvented() {
        BodyMeasures measures = last(Figure.FRONTAL.withoutHips(), Posture.arms(90));
        assertThat(measures.observation(Measure.TRUNK_LEAN)).isEqualTo(new Observation.Unseen(Reason.HIPS_OUTSIDE));
        assertThat(value(measures, Measure.LEFT_ELEVATION)).isBetween(85.0, 95.0);
    }

    @Test
    void readsTheSpeedOfALoweredArm() {
        MotionTracker tracker = new MotionTracker();
        Movement movement = Movement.from(Posture.arms(110))
                .hold(1)
                .to(Posture.arms(10), 1.0)
                .hold(0.5);
        double fastest = 0;
        for (PoseFrame frame : Figure.FRONTAL.film(movement)) {
            fastest = Math.min(
                    fastest,
                    tracker.track(frame).seen(Measure.LEFT_ELEVATION_SPEED).orElse(0));
        }
        // Minimum jerk: 1.875 times the mean speed.
        assertThat(fastest).isBetween(-210.0, -165.0);
    }

    @Test
    void tellsArmsAheadFromArmsAside() {
        assertThat(value(last(Figure.FRONTAL, Posture.arms(85).forward(0)), Measure.FORWARD_ANGLE))
                .isLessThan(25);
        assertThat(value(last(Figure.FRONTAL, Posture.arms(85).forward(90)), Measure.FORWARD_ANGLE))
                .isGreaterThan(75);
    }

    @Test
    void anUnseenBodyIsAbsentWithItsReason() {
        MotionTracker tracker = new MotionTracker();
        BodyMeasures lit =
                tracker.track(new PoseFrame(0, Duration.ZERO, 640, 480, OptionalDouble.of(120), Optional.empty()));
        assertThat(lit.observation(Measure.LEFT_ELEVATION)).isEqualTo(new Observation.Unseen(Reason.NOBODY));
        BodyMeasures dark = tracker.track(
                new PoseFrame(1, Duration.ofMillis(33), 640, 480, OptionalDouble.of(20), Optional.empty()));
        assertThat(dark.reasons()).contains(Reason.TOO_DARK);
    }

    @Test
    void seesAPersonWhoIsTooFar() {
        assertThat(last(Figure.FRONTAL.at(12), Posture.arms(20)).reasons()).contains(Reason.TOO_FAR);
        assertThat(last(Figure.FRONTAL.at(4), Posture.arms(20)).reasons()).doesNotContain(Reason.TOO_FAR);
    }

    @Test
    void noticesALowFrameRate() {
        assertThat(last(Figure.FRONTAL.rate(5), Posture.arms(20)).reasons()).contains(Reason.FRAME_RATE_TOO_LOW);
        assertThat(last(Figure.FRONTAL.rate(6), Posture.arms(20)).reasons()).doesNotContain(Reason.FRAME_RATE_TOO_LOW);
    }

    @Test
    void noticesACameraThatLooksUpSteeply() {
        assertThat(last(Figure.FRONTAL.pitched(25), Posture.arms(20)).reasons()).contains(Reason.CAMERA_TOO_LOW);
        assertThat(last(Figure.FRONTAL, Posture.arms(20)).reasons()).isEmpty();
    }

    @Test
    void everyMeasureSaysWhatItIs() {
        for (Measure measure : Measure.values()) {
            assertThat(measure.id()).matches("[a-z-]+");
            assertThat(measure.unit()).isNotBlank();
            assertThat(measure.definition()).isNotBlank();
            assertThat(measure.source()).isNotBlank();
        }
    }
}
