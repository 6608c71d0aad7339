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
    void goesOnByItselfWithoutARaise() {
        Played played = watched(Figure.FRONTAL, Movement.from(REST).hold(4));
        assertThat(played.stages()).startsWith(Stage.PLACEMENT, Stage.BASELINE);
        assertThat(played.last().checks())
                .filteredOn(result -> result.check() != PlacementCheck.ROOM)
                .allMatch(result -> result.state() == CheckState.RIGHT);
        assertThat(played.last().at()).isLessThan(5);
    }

    @Test
    void handsThatLeaveTheImageAtTheTopHoldNobodyUp() {
        Movement high = Movement.from(REST)
                .hold(0.8)
                .repetitions(2, Posture.arms(150).hands(Posture.Hands.STRAIGHT), 1.2, 2.4)
                .hold(1);
        assertThat(watched(Figure.FRONTAL.at(1.1), high).count()).isEqualTo(2);
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
        assertThat(played.views.stream().filter(view -> view.at() < 11))
                .allMatch(view -> view.stage() == Stage.PLACEMENT);
        assertThat(advice(played)).containsAnyOf("arms-outside", "too-near");
        assertThat(played.stages()).as("the wait ends").contains(Stage.BASELINE);
    }

    @Test
    void aRaiseFromALowWBeginsTheSetToo() {
        Movement press = Movement.from(Posture.arms(68))
                .hold(1)
                .repetition(Posture.arms(112), 1.2, 2)
                .hold(0.5);
        Played played = watched(Figure.FRONTAL, press);
        assertThat(played.stages()).endsWith(Stage.SET);
        assertThat(played.count()).isEqualTo(1);
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
        assertThat(advice(played)).contains("turned-away");
        assertThat(played.views).anySatisfy(view -> assertThat(view.remark()).contains(Remark.VIEW_WEAK));
        assertThat(played.stages()).as("the raise begins the set all the same").endsWith(Stage.SET);
    }

    @Test
    void aLowCameraHoldsNobodyUp() { // which repetitions it spoils is said in the set
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
