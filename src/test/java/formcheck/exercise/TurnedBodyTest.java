package formcheck.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.motion.Reason;
import formcheck.pose.PoseFrame;
import formcheck.testkit.Figure;
import formcheck.testkit.Movement;
import formcheck.testkit.Posture;
import formcheck.testkit.Watched;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever way somebody sits, every repetition counts, and nothing is told that the view cannot carry. */
class TurnedBodyTest {
    private static final Posture REST = Posture.arms(15);
    private static final int COUNT = 4;

    /** Up to here height is judged; from there on it is not. In between either is right, but one for the whole set. */
    private static final double JUDGED = 45;

    private static final double ASLANT = 56;

    /** Noise of keypoints, shoulder widths: three times that of the usual figure. */
    private static final double NOISE = 0.012;

    static DoubleStream yaws() {
        return DoubleStream.iterate(-65, yaw -> yaw <= 65, yaw -> yaw + 5);
    }

    /** As {@link #yaws}, where shoulder width alone tells the yaw, and less of it. */
    static DoubleStream yawsWithoutDepth() {
        return yaws().filter(yaw -> Math.abs(yaw) <= 60);
    }

    private static Figure turned(double yaw) {
        return Figure.FRONTAL.turned(yaw).noisy(NOISE).at(2.3).seed(Math.round(yaw) + 100);
    }

    private static Movement raises(Posture top, double down) {
        return Movement.from(REST).hold(1).repetitions(COUNT, top, 1.5, down);
    }

    private static Set<Boolean> judged(Watched watched) {
        return watched.reps().stream()
                .map(rep -> rep.verdict() != Verdict.NOT_ASSESSED)
                .collect(Collectors.toSet());
    }

    private static Set<String> faults(Watched watched) {
        return watched.reps().stream()
                .flatMap(rep -> rep.faults().stream())
                .map(fault -> fault.rule().id())
                .collect(Collectors.toSet());
    }

    private static void assertOneAnswer(Watched watched, double yaw) {
        assertThat(watched.attempted()).isEqualTo(COUNT);
        Set<Boolean> judged = judged(watched);
        assertThat(judged).as("one answer for the set").hasSize(1);
        if (Math.abs(yaw) <= JUDGED) {
            assertThat(judged).containsExactly(true);
        } else if (Math.abs(yaw) >= ASLANT) {
            assertThat(judged).containsExactly(false);
            assertThat(watched.events(RepEvent.NotAssessedSpan.class))
                    .anySatisfy(blind -> assertThat(blind.reason()).isEqualTo(Reason.ASLANT))
                    .noneSatisfy(blind -> assertThat(blind.isTotal()).isTrue());
        }
    }

    @ParameterizedTest
    @MethodSource("yaws")
    void countsHighRaisesAndNeverCallsThemLow(double yaw) {
        Watched watched = Watched.of(turned(yaw).film(raises(Posture.arms(100), 3)));
        assertOneAnswer(watched, yaw);
        assertThat(faults(watched)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("yaws")
    void countsLowRaisesAndNeverCallsThemHigh(double yaw) {
        Watched watched = Watched.of(turned(yaw).film(raises(Posture.arms(68), 3)));
        assertOneAnswer(watched, yaw);
        assertThat(watched.valid()).isZero();
    }

    @ParameterizedTest
    @MethodSource("yaws")
    void callsADropADrop(double yaw) {
        Watched watched = Watched.of(turned(yaw).film(raises(Posture.arms(100), 0.6)));
        assertOneAnswer(watched, yaw);
        assertThat(watched.reps())
                .allSatisfy(rep -> assertThat(rep.faults())
                        .anySatisfy(fault -> assertThat(fault.rule()).isInstanceOf(FastDescent.class)));
    }

    @ParameterizedTest
    @MethodSource("yaws")
    void callsHalfAWayBackAHalfRepetition(double yaw) {
        Movement halves = Movement.from(REST).hold(1).to(Posture.arms(100), 1.5).hold(0.5);
        for (int i = 0; i < COUNT - 1; i++) {
            halves.to(Posture.arms(62), 2).hold(0.5).to(Posture.arms(100), 1.5).hold(0.5);
        }
        Watched watched =
                Watched.of(turned(yaw).film(halves.to(Posture.arms(15), 3).hold(1)));
        assertThat(faults(watched)).contains(RuleKind.HALF_REPETITION.id());
    }

    @ParameterizedTest
    @MethodSource("yawsWithoutDepth")
    void countsKeyPointsWithoutDepthToo(double yaw) {
        Watched watched = Watched.of(turned(yaw).withoutDepth().film(raises(Posture.arms(100), 3)));
        assertThat(watched.attempted()).isEqualTo(COUNT);
        assertThat(faults(watched)).isEmpty();
        assertThat(judged(watched)).as("one answer for the set").hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("yaws")
    void countsNothingWhenTheArmsAreSwungForward(double yaw) {
        Movement swings = Movement.from(REST.forward(90))
                .hold(1)
                .repetitions(COUNT, Posture.arms(95).forward(88), 1.5, 3);
        assertThat(Watched.of(turned(yaw).film(swings)).attempted()).isZero();
        assertThat(Watched.of(turned(yaw).withoutDepth().film(swings)).attempted())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {78, 90, 105, 140, 165, 180, -80, -100, -150, -178})
    void refusesTheSideAndTheBackAndSaysSo(double yaw) {
        Movement movement = raises(Posture.arms(100), 3);
        for (List<PoseFrame> film :
                List.of(turned(yaw).film(movement), turned(yaw).withoutDepth().film(movement))) {
            Watched watched = Watched.of(film);
            assertThat(watched.attempted()).isZero();
            assertThat(watched.events(RepEvent.NotAssessedSpan.class))
                    .anySatisfy(blind -> {
                        assertThat(blind.isTotal()).isTrue();
                        assertThat(blind.reason()).isEqualTo(Reason.TURNED_AWAY);
                    })
                    .allSatisfy(blind -> assertThat(blind.reason()).isEqualTo(Reason.TURNED_AWAY));
        }
    }

    @Test
    void aRangeThatSeemsSmallAtAnAngleIsNotHeldAgainstAnyone() {
        Watched watched = Watched.of(turned(60).film(raises(Posture.arms(52), 3)));
        assertThat(watched.attempted()).isEqualTo(COUNT);
        assertThat(faults(watched)).isEmpty();
    }
}
