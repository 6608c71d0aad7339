package formcheck.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.testkit.Figure;
import formcheck.testkit.Movement;
import formcheck.testkit.Posture;
import formcheck.testkit.Posture.Hands;
import formcheck.testkit.Watched;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which movements count by themselves, and which only beside others of their kind. */
class SetRuleTest {
    private static final Posture REST = Posture.arms(15);
    private static final Posture SIGN = Posture.arms(78).hands(Hands.CURLED);
    private static final Posture TOP = Posture.arms(112).hands(Hands.UP);

    private static Movement start() {
        return Movement.from(REST).hold(1.5);
    }

    private static Movement gestures(Movement movement, int count) {
        for (int i = 0; i < count; i++) {
            movement.to(SIGN, 0.7).hold(0.4).to(REST, 0.9).hold(0.7);
        }
        return movement;
    }

    private static Watched watch(Movement movement) {
        return Watched.of(Figure.FRONTAL.film(movement));
    }

    private static List<DropReason> dropped(Watched watched) {
        return watched.events(RepEvent.MovementDropped.class).stream()
                .map(RepEvent.MovementDropped::why)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aFewQuickGesturesAreNoSet(int count) {
        Watched watched = watch(gestures(start(), count).hold(2));
        assertThat(watched.attempted()).isZero();
        assertThat(dropped(watched)).hasSize(count).containsOnly(DropReason.NOT_A_SET);
        assertThat(watched.events(RepEvent.FaultFlagged.class)).isEmpty();
    }

    @Test
    void threeAlikeCountAllOfThem() {
        Watched watched = watch(gestures(start(), 3).hold(2));
        assertThat(watched.attempted()).isEqualTo(3);
        assertThat(watched.reps()).extracting(Rep::index).containsExactly(1, 2, 3);
        assertThat(dropped(watched)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"86, 2.0", "82, 1.2", "89, 1.6", "75, 1.0"})
    void aPairOfQuickRaisesInTheShapeOfTheExerciseCounts(double top, double seconds) {
        Posture high = Posture.arms(top).hands(Hands.UP);
        Watched watched = watch(start().repetitions(2, high, 1.0, seconds).hold(1));
        assertThat(watched.attempted()).isEqualTo(2);
        assertThat(watched.reps())
                .allSatisfy(rep -> assertThat(rep.verdict().isValid()).isEqualTo(top > 80));
    }

    @Test
    void triesOfDifferentHeightsAreCountedOrTold() {
        Movement movement = start();
        for (double top : new double[] {55, 85, 58, 84}) {
            movement.repetition(Posture.arms(top).hands(Hands.UP), 0.9, 1.2);
        }
        Watched watched = watch(movement.hold(1));
        assertThat(watched.attempted() + dropped(watched).size()).isEqualTo(4);
        assertThat(watched.attempted()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void aPairOfClapsIsNoSet() {
        Posture overhead = Posture.arms(130).hands(Hands.UP);
        Watched watched = watch(start().repetitions(2, overhead, 0.3, 0.3).hold(2));
        assertThat(watched.attempted()).isZero();
        assertThat(dropped(watched)).hasSize(2).containsOnly(DropReason.NOT_A_SET);
    }

    @Test
    void gesturesAreToldOnceTheRestThatEndsASetHasPassed() {
        Watched watched = watch(gestures(start(), 2).hold(25));
        RepEvent.MovementDropped first =
                watched.events(RepEvent.MovementDropped.class).get(0);
        assertThat(first.at()).isBetween(20.0, 27.0);
        assertThat(first.to()).isLessThan(6);
    }

    @Test
    void aLowTryWithinASetCounts() {
        Movement movement = start().repetition(TOP, 1.4, 3);
        Watched watched = watch(gestures(movement, 1).repetition(TOP, 1.4, 3).hold(1));
        assertThat(watched.reps())
                .extracting(Rep::verdict)
                .containsExactly(Verdict.CLEAN, Verdict.ATTEMPTED, Verdict.CLEAN);
    }

    @Test
    void aLowTryThatIsLoweredUnderControlCountsByItself() {
        Watched watched = watch(start().to(SIGN, 1.2).hold(0.5).to(REST, 3).hold(2));
        assertThat(watched.reps()).extracting(Rep::verdict).containsExactly(Verdict.ATTEMPTED);
    }

    @Test
    void aQuickRaiseOfStraightArmsCountsByItself() {
        Posture straight = Posture.arms(75).hands(Hands.STRAIGHT);
        Watched watched = watch(Movement.from(REST.hands(Hands.STRAIGHT))
                .hold(1.5)
                .to(straight, 0.8)
                .hold(0.2)
                .to(REST.hands(Hands.STRAIGHT), 0.9)
                .hold(2));
        assertThat(watched.attempted()).isEqualTo(1);
    }

    @Test
    void aFirstLoweringFromRaisedArmsCountsWithTheRepetitionThatFollows() {
        Movement movement = Movement.from(TOP).hold(0.5).to(REST, 3).hold(1);
        assertThat(watch(movement.repetition(TOP, 1.5, 3).hold(1)).valid()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.8, 3})
    void aLoweringFromRaisedArmsAloneIsNoRepetition(double seconds) {
        Watched watched = watch(Movement.from(TOP).hold(0.5).to(REST, seconds).hold(4));
        assertThat(watched.attempted()).isZero();
        assertThat(dropped(watched)).containsExactly(DropReason.BEGAN_IN_MID_MOVEMENT);
    }

    @Test
    void aRaiseThatIsTooSmallIsTold() {
        Watched watched =
                watch(start().to(Posture.arms(34), 0.8).hold(0.3).to(REST, 0.9).hold(2));
        assertThat(watched.attempted()).isZero();
        assertThat(dropped(watched)).containsExactly(DropReason.TOO_SMALL);
    }

    @Test
    void aRecordingThatEndsWithTheArmsUpTellsSo() {
        Watched watched = watch(start().to(TOP, 1.2).hold(1));
        assertThat(dropped(watched)).containsExactly(DropReason.CUT_OFF);
    }
}
