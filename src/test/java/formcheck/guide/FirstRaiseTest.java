package formcheck.guide;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.pose.PoseFrame;
import formcheck.testkit.Figure;
import formcheck.testkit.Movement;
import formcheck.testkit.Posture;
import formcheck.testkit.Posture.Hands;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which raise begins a set: the exercise, and not what people do before it. */
class FirstRaiseTest {
    private static final Posture REST = Posture.arms(20);
    private static final Posture TOP = Posture.arms(106);
    private static final Posture OVERHEAD = Posture.arms(160).hands(Hands.STRAIGHT);
    private static final Posture SIDEWAYS = Posture.arms(96).hands(Hands.STRAIGHT);

    /** What people do before a set, once. */
    private static final Map<String, UnaryOperator<Movement>> OTHER = Map.of(
            "stretches overhead", m -> m.to(OVERHEAD, 1).hold(1.5).to(REST, 1.2),
            "yawns", m -> m.to(Posture.arms(150).hands(Hands.UP), 1).hold(1).to(REST, 1.2),
            "stretches to the sides", m -> m.to(SIDEWAYS, 1).hold(1).to(REST, 1),
            "puts on glasses",
                    m -> m.to(Posture.arms(60).hands(Hands.AT_HEAD).forward(40), 0.8)
                            .hold(0.6)
                            .to(REST, 0.8),
            "has the hands behind the head",
                    m -> m.to(Posture.arms(126).hands(Hands.AT_HEAD), 0.9)
                            .hold(1)
                            .to(REST, 1),
            "scratches the head",
                    m -> m.to(Posture.arms(95, 20).hands(Hands.AT_HEAD), 0.8)
                            .hold(1)
                            .to(REST, 0.8),
            "waves with both arms",
                    m -> m.to(OVERHEAD, 0.8)
                            .to(Posture.arms(125).hands(Hands.STRAIGHT), 0.3)
                            .to(OVERHEAD, 0.3)
                            .to(REST, 0.8),
            "draws the chair",
                    m -> m.to(Posture.arms(55).forward(60).down(0.05), 0.6)
                            .hold(0.3)
                            .to(REST, 0.8),
            "reaches for the camera",
                    m -> m.to(Posture.arms(80).hands(Hands.STRAIGHT).forward(80), 0.8)
                            .hold(1)
                            .to(REST, 0.8));

    static Stream<String> others() {
        return OTHER.keySet().stream();
    }

    private static Movement other(String what, Movement movement) {
        return Objects.requireNonNull(OTHER.get(what)).apply(movement);
    }

    private static Played played(Movement movement) {
        return new Played().source(Figure.FRONTAL, movement);
    }

    private static boolean counts(Played played) {
        return played.views.stream()
                .anyMatch(
                        view -> view.set().map(LiveSet::reps).orElse(List.of()).size() > 0);
    }

    @ParameterizedTest
    @MethodSource("others")
    void whatPeopleDoBeforeASetBeginsNone(String what) {
        for (double rest : new double[] {0.9, 2, 3.6, 7}) {
            Played played = played(other(what, Movement.from(REST).hold(rest)).hold(30));
            assertThat(counts(played)).as("%s after %.1f s", what, rest).isFalse();
            assertThat(played.last().stage())
                    .as("waits for the first raise, %s after %.1f s", what, rest)
                    .isEqualTo(Stage.SET);
        }
    }

    @ParameterizedTest
    @MethodSource("others")
    void aSetAfterItHasItsOwnRepetitions(String what) {
        for (double rest : new double[] {0.9, 7}) {
            Movement movement = other(what, Movement.from(REST).hold(rest))
                    .hold(9)
                    .repetitions(4, TOP, 1.2, 2.8)
                    .hold(3);
            assertThat(played(movement).count())
                    .as("%s after %.1f s", what, rest)
                    .isEqualTo(4);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.8, 1.5, 2.5, 3.5, 5, 8})
    void whoRaisesLikeThatAgainExercisesAndLosesNothing(double rest) {
        for (Posture top : List.of(OVERHEAD, SIDEWAYS)) {
            for (double pause : new double[] {0.2, 2, 7}) {
                Movement movement = Movement.from(REST).hold(rest);
                for (int i = 0; i < 4; i++) {
                    movement.to(top, 1.2).hold(0.5).to(REST, 2.2).hold(pause);
                }
                Played played = played(movement.hold(0.5));
                LiveSet set = played.last().set().orElseThrow();
                assertThat(set.count()).as("rest %.1f, pause %.1f", rest, pause).isEqualTo(4);
                assertThat(set.start()).isLessThan(set.reps().get(0).eccentricStart() + 0.5);
            }
        }
    }

    @Test
    void theExerciseBeginsTheSetWithItsFirstRaiseBeforeTheArmsAreDown() {
        Movement movement = Movement.from(REST).hold(0.8).to(TOP, 1.2).hold(0.5).to(REST, 2.8);
        List<PoseFrame> frames = Figure.FRONTAL.film(movement);
        Played played = new Played().source(frames);
        assertThat(played.last().stage()).isEqualTo(Stage.SET);
        assertThat(played.last().set().orElseThrow().start()).isLessThan(1.5);
        assertThat(played.sounds).contains(Sound.GO);
    }

    @Test
    void afterARestAStretchBeginsNoSetEither() {
        Movement movement = Movement.from(REST)
                .hold(7)
                .repetitions(3, TOP, 1.2, 2.8)
                .hold(8 + 78)
                .to(OVERHEAD, 1)
                .hold(1)
                .to(REST, 1.2)
                .hold(12);
        Played played = played(movement);
        assertThat(played.guide.sets()).hasSize(1);
        assertThat(played.last().stage()).isEqualTo(Stage.REST);
        played.source(
                Figure.FRONTAL,
                Movement.from(REST).hold(1).repetitions(3, TOP, 1.2, 2.8).hold(9));
        assertThat(played.guide.sets()).extracting(LiveSet::count).containsExactly(3, 3);
    }
}
