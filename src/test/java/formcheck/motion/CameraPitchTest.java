package formcheck.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import formcheck.exercise.Check;
import formcheck.exercise.Rep;
import formcheck.exercise.RepEvent;
import formcheck.exercise.RuleKind;
import formcheck.pose.PoseFrame;
import formcheck.testkit.Figure;
import formcheck.testkit.Movement;
import formcheck.testkit.Posture;
import formcheck.testkit.Watched;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CameraPitchTest {
    private static final Set<Reason> CAMERA = Set.of(Reason.CAMERA_TOO_LOW, Reason.CAMERA_TOO_HIGH);

    /** What is said of the camera while somebody rests and raises the arms twice. */
    private static Set<Reason> said(Figure figure) {
        Set<Reason> said = new TreeSet<>();
        MotionTracker tracker = new MotionTracker();
        for (PoseFrame frame : film(figure)) {
            said.addAll(tracker.track(frame).reasons());
        }
        said.retainAll(CAMERA);
        return said;
    }

    private static List<PoseFrame> film(Figure figure) {
        return figure.film(Movement.from(Posture.arms(20))
                .hold(3)
                .repetitions(2, Posture.arms(106).forward(-15), 1.2, 2.8));
    }

    private static BodyMeasures last(Figure figure) {
        MotionTracker tracker = new MotionTracker();
        return film(figure).stream().map(tracker::track).reduce((a, b) -> b).orElseThrow();
    }

    @Test
    void aHeadThatIsBowedOrRaisedIsNoCamera() {
        Random random = new Random(20);
        for (int i = 0; i < 60; i++) {
            double pitch = -5 + 10 * random.nextDouble();
            double bowed = -10 + 50 * random.nextDouble();
            Figure figure = Figure.FRONTAL
                    .pitched(pitch)
                    .bowed(bowed)
                    .turned(30 * random.nextDouble() - 15)
                    .at(1.2 + 1.5 * random.nextDouble())
                    .seed(i);
            assertThat(said(figure))
                    .as("pitch %.0f, head bowed by %.0f", pitch, bowed)
                    .isEmpty();
        }
    }

    @Test
    void whateverTheHeadDoesTheCameraIsNeverSaidToBeOnTheWrongSide() {
        for (double pitch = -25; pitch <= 25; pitch += 5) {
            for (double bowed = -20; bowed <= 40; bowed += 10) {
                Set<Reason> said = said(Figure.FRONTAL.pitched(pitch).bowed(bowed));
                assertThat(said)
                        .as("pitch %.0f, head bowed by %.0f", pitch, bowed)
                        .doesNotContain(pitch > 0 ? Reason.CAMERA_TOO_HIGH : Reason.CAMERA_TOO_LOW);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-25, -22, 22, 25})
    void aSteepCameraIsSeenWhileTheHeadIsLevel(double pitch) {
        for (double bowed : new double[] {-5, 0, 5}) {
            BodyMeasures measures = last(Figure.FRONTAL.pitched(pitch).bowed(bowed));
            assertThat(measures.reasons()).containsExactly(pitch > 0 ? Reason.CAMERA_TOO_LOW : Reason.CAMERA_TOO_HIGH);
            assertThat(measures.seen(Measure.CAMERA_PITCH).orElseThrow()).isCloseTo(pitch, within(Measure.PITCH_ERROR));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-25, 25})
    void nothingIsKnownOfItWithoutHipsOrDepth(double pitch) {
        for (Figure figure : List.of(Figure.FRONTAL.withoutHips(), Figure.FRONTAL.withoutDepth())) {
            assertThat(said(figure.pitched(pitch))).isEmpty();
            assertThat(last(figure.pitched(pitch)).observation(Measure.CAMERA_PITCH))
                    .isEqualTo(new Observation.Unseen(Reason.NOT_SURE));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {20, 30, 40})
    void aBowedHeadTakesNoVerdictAway(double bowed) {
        Watched upright = Watched.of(film(Figure.FRONTAL));
        Watched watched = Watched.of(film(Figure.FRONTAL.bowed(bowed)));
        assertThat(watched.reps()).hasSize(2);
        for (int i = 0; i < 2; i++) {
            assertThat(watched.reps().get(i).checks())
                    .isEqualTo(upright.reps().get(i).checks());
        }
        assertThat(watched.events(RepEvent.NotAssessedSpan.class))
                .extracting(RepEvent.NotAssessedSpan::reason)
                .doesNotContainAnyElementsOf(CAMERA);
    }

    @Test
    void aLowElbowIsWithheldOnlyWithinWhatThePitchCanTake() {
        Movement movement = Movement.from(Posture.arms(20)).hold(3);
        for (int top = 56; top <= 92; top += 4) {
            movement.repetition(Posture.arms(top).forward(-15), 1.2, 2.8);
        }
        Set<String> verdicts = new TreeSet<>();
        for (Rep rep : Watched.of(Figure.FRONTAL.pitched(22).film(movement)).reps()) {
            double peak = Collections.min(rep.peakElevation().values());
            Check check = rep.checks().entrySet().stream()
                    .filter(entry -> entry.getKey().kind() == RuleKind.ELBOW_HEIGHT)
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElseThrow();
            // 30 degrees before or behind the trunk and a pitch of 22 +- 9 take up to 16.5 degrees.
            if (peak < 72 || peak > 81) {
                assertThat(check).as("at %.0f", peak).isNotInstanceOf(Check.NotAssessed.class);
            } else if (peak > 77 && peak < 79.5) {
                assertThat(check).as("at %.0f", peak).isEqualTo(new Check.NotAssessed(Reason.CAMERA_TOO_LOW));
            }
            verdicts.add(check.id());
        }
        assertThat(verdicts).containsExactlyInAnyOrder("fault", "ok", "unjudged");
    }
}
