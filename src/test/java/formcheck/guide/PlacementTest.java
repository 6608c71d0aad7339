package formcheck.guide;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.guide.PlacementCheck.CheckState;
import formcheck.pose.PoseFrame;
import formcheck.testkit.Figure;
import formcheck.testkit.Movement;
import formcheck.testkit.Posture;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlacementTest {
    private static final Posture REST = Posture.arms(20);
    private static final Movement RAISE =
            Movement.from(REST).hold(2).repetition(Posture.arms(106), 1.2, 2.4).hold(1);

    private static Played watched(Figure figure, Movement movement) {
        return new Played().source(figure, movement);
    }

    private static CheckState state(Played played, PlacementCheck check) {
        return played.last().checks().stream()
                .filter(result -> result.check() == check)
                .findFirst()
                .orElseThrow()
                .state();
    }

    private static List<String> advice(Played played) {
        return played.views.stream()
                .flatMap(view -> view.advice().stream())
                .distinct()
                .toList();
    }

    @Test
    void asksForOneRaiseAndGoesOnByItself() {
        Played before = watched(Figure.FRONTAL, Movement.from(REST).hold(4));
        assertThat(before.last().stage()).isEqualTo(Stage.PLACEMENT);
        assertThat(before.last().advice()).contains("raise-arms");
        assertThat(before.last().checks())
                .filteredOn(result -> result.check() != PlacementCheck.ROOM)
                .allMatch(result -> result.state() == CheckState.RIGHT);
        assertThat(watched(Figure.FRONTAL, RAISE).stages()).contains(Stage.BASELINE);
    }

    @Test
    void seesThatRaisedHandsLeaveThePicture() {
        Movement high = Movement.from(REST)
                .hold(2)
                .repetition(Posture.arms(150).hands(Posture.Hands.STRAIGHT), 1.2, 2.4)
                .hold(1);
        Played played = watched(Figure.FRONTAL.at(1.1), high);
        assertThat(played.stages()).containsExactly(Stage.PLACEMENT);
        assertThat(state(played, PlacementCheck.ROOM)).isEqualTo(CheckState.WRONG);
        assertThat(advice(played)).contains("arms-outside");
    }

    @Test
    void tellsTooNearFromTooFar() {
        assertThat(advice(watched(Figure.FRONTAL.at(0.75), Movement.from(REST).hold(2))))
                .contains("too-near");
        assertThat(advice(watched(Figure.FRONTAL.at(7), Movement.from(REST).hold(2))))
                .contains("too-far");
    }

    @Test
    void seesThatElbowsAreCutOffThoughItNeverSawThemRaised() {
        Movement raises = Movement.from(REST).hold(3).repetitions(4, Posture.arms(106), 1.2, 2.4);
        Played played = watched(Figure.FRONTAL.at(0.7), raises);
        assertThat(played.stages()).containsExactly(Stage.PLACEMENT);
        assertThat(advice(played)).containsAnyOf("arms-outside", "too-near");
    }

    @Test
    void aRaiseFromALowWShowsTheRoomToo() {
        Movement press = Movement.from(Posture.arms(68))
                .hold(1)
                .repetition(Posture.arms(112), 1.2, 2)
                .hold(0.5);
        assertThat(state(watched(Figure.FRONTAL, press), PlacementCheck.ROOM)).isEqualTo(CheckState.RIGHT);
    }

    @Test
    void doesNotInsistOnFacingTheCameraExactly() {
        Movement longer = Movement.from(REST)
                .hold(2)
                .repetition(Posture.arms(106), 1.2, 2.4)
                .hold(15);
        assertThat(watched(Figure.FRONTAL.turned(28), longer).stages()).contains(Stage.BASELINE);
        Played aslant = watched(Figure.FRONTAL.turned(55), longer);
        assertThat(aslant.stages()).contains(Stage.BASELINE);
        assertThat(watched(Figure.FRONTAL.turned(78), longer).stages()).containsExactly(Stage.PLACEMENT);
    }

    @ParameterizedTest
    @ValueSource(doubles = {40, 55})
    void asksToFaceTheCamera(double yaw) {
        Played played = watched(Figure.FRONTAL.turned(yaw), RAISE);
        assertThat(played.stages()).containsExactly(Stage.PLACEMENT);
        assertThat(advice(played)).contains("turned-away");
    }

    @Test
    void saysThatTheCameraIsTooLowButDoesNotInsist() {
        Played played = watched(Figure.FRONTAL.pitched(25), RAISE);
        assertThat(played.stages()).containsExactly(Stage.PLACEMENT);
        assertThat(advice(played)).contains("camera-too-low");
        Movement longer = Movement.from(REST)
                .hold(2)
                .repetition(Posture.arms(106), 1.2, 2.4)
                .hold(15);
        assertThat(watched(Figure.FRONTAL.pitched(25), longer).stages()).contains(Stage.BASELINE);
    }

    @Test
    void saysThatThereAreTooFewPictures() {
        assertThat(advice(watched(Figure.FRONTAL.rate(9), RAISE))).contains("frame-rate-too-low");
    }

    @Test
    void saysThatItIsTooDarkBeforeThatNobodyIsThere() {
        List<PoseFrame> dark = Figure.FRONTAL.film(Movement.from(REST).hold(2)).stream()
                .map(frame ->
                        new PoseFrame(frame.index(), frame.at(), 640, 480, OptionalDouble.of(8), Optional.empty()))
                .toList();
        Played played = new Played().source(dark);
        assertThat(state(played, PlacementCheck.LIGHT)).isEqualTo(CheckState.WRONG);
        assertThat(state(played, PlacementCheck.IN_VIEW)).isEqualTo(CheckState.WRONG);
        assertThat(advice(played)).contains("too-dark");
    }
}
