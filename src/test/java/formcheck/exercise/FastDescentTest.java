package formcheck.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.motion.Reason;
import formcheck.testkit.Figure;
import formcheck.testkit.Movement;
import formcheck.testkit.Posture;
import formcheck.testkit.Watched;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FastDescentTest {
    private static final Posture REST = Posture.arms(15);
    private static final int SEEDS = 25;

    private static Movement lowering(double top, double seconds) {
        return Movement.from(REST)
                .hold(1)
                .to(Posture.arms(top), 1.4)
                .hold(0.5)
                .to(REST, seconds)
                .hold(0.8);
    }

    private static Watched watch(Movement movement, double rate, int seed) {
        return Watched.of(
                Figure.FRONTAL.rate(rate).jittered(0.2).noisy(0.008).seed(seed).film(movement));
    }

    private static boolean fast(Rep rep) {
        return rep.faults().stream().anyMatch(fault -> fault.rule() instanceof FastDescent);
    }

    @ParameterizedTest
    @CsvSource({
        "95, 0.3",
        "95, 0.45",
        "95, 0.8",
        "115, 0.45",
        "115, 0.6",
        "115, 1.0",
        "130, 0.45",
        "130, 0.8",
        "130, 1.2"
    })
    void callsADroppedArmBeforeItIsHalfWayDown(double top, double seconds) {
        List<Double> gone = new ArrayList<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            Movement movement = lowering(top, seconds);
            Watched watched = watch(movement, 30, seed);
            List<RepEvent.FaultFlagged> flags = watched.events(RepEvent.FaultFlagged.class);
            assertThat(flags).as("seed %d", seed).hasSize(1);
            gone.add((top - movement.at(flags.get(0).at()).left()) / (top - 15));
            Fault fault = watched.reps().get(0).faults().get(0);
            assertThat(fault.rule()).isInstanceOf(FastDescent.class);
            assertThat(fault.flagged()).hasValue(flags.get(0).at());
            assertThat(watched.events(RepEvent.FlagWithdrawn.class)).isEmpty();
        }
        assertThat(gone.stream().sorted().toList().get(SEEDS / 2))
                .as("median share of the way gone at the flag")
                .isLessThanOrEqualTo(0.45);
    }

    @ParameterizedTest
    @CsvSource({"95, 2.0", "95, 2.4", "95, 3", "115, 2.4", "115, 3", "130, 2.8", "130, 3.2"})
    void leavesAControlledLoweringAlone(double top, double seconds) {
        for (double rate : new double[] {12, 15, 20, 30, 60}) {
            for (int seed = 0; seed < SEEDS; seed++) {
                Watched watched = watch(lowering(top, seconds), rate, seed);
                assertThat(watched.events(RepEvent.FaultFlagged.class)).isEmpty();
                assertThat(watched.reps()).hasSize(1).noneMatch(FastDescentTest::fast);
            }
        }
    }

    /** Lowerings on both sides of the limit, with the most noise that a pose model has: what is called stays called. */
    @ParameterizedTest
    @ValueSource(doubles = {12, 15, 20, 30, 60})
    void takesNoCallBackAtTheLimit(double rate) {
        double[][] lowerings = {{95, 1.6}, {95, 1.8}, {115, 1.9}, {115, 2.1}, {130, 2.2}, {130, 2.5}};
        for (double[] lowering : lowerings) {
            for (int seed = 0; seed < SEEDS; seed++) {
                Watched watched = Watched.of(Figure.FRONTAL
                        .rate(rate)
                        .jittered(0.2)
                        .noisy(0.012)
                        .seed(seed)
                        .film(lowering(lowering[0], lowering[1])));
                assertThat(watched.events(RepEvent.FlagWithdrawn.class))
                        .as("%s, seed %d", Arrays.toString(lowering), seed)
                        .isEmpty();
            }
        }
    }

    @Test
    void aPauseOnTheWayBuysNoTime() {
        Posture middle = Posture.arms(65);
        Movement movement = Movement.from(REST)
                .hold(1)
                .to(Posture.arms(115), 1.4)
                .hold(0.5)
                .to(middle, 0.35)
                .hold(1.0)
                .to(REST, 0.35)
                .hold(1);
        Rep rep = watch(movement, 30, 1).reps().get(0);
        assertThat(rep.eccentricSeconds()).isGreaterThan(1.4);
        assertThat(fast(rep)).isTrue();
    }

    @Test
    void aSlowStartDoesNotExcuseADrop() {
        Movement movement = Movement.from(REST)
                .hold(1)
                .to(Posture.arms(115), 1.4)
                .hold(0.5)
                .to(Posture.arms(100), 0.6)
                .dropTo(REST, 0.35)
                .hold(1);
        assertThat(fast(watch(movement, 30, 1).reps().get(0))).isTrue();
    }

    @Test
    void tellsWhichArmWasDropped() {
        Movement movement = Movement.from(REST)
                .hold(1)
                .to(Posture.arms(115), 1.4)
                .hold(0.4)
                .to(Posture.arms(85, 15), 0.4)
                .to(REST, 0.6)
                .hold(1);
        Fault fault = watch(movement, 30, 1).reps().get(0).faults().stream()
                .filter(f -> f.rule() instanceof FastDescent)
                .findFirst()
                .orElseThrow();
        assertThat(fault.side()).isEqualTo(BodySide.RIGHT);
    }

    @ParameterizedTest
    @CsvSource({"115, 0.4", "115, 0.6", "115, 0.8", "115, 1.0"})
    void atTenFramesASecondADropIsAFaultWithAWiderTolerance(double top, double seconds) {
        for (int seed = 0; seed < SEEDS; seed++) {
            Movement movement = Movement.from(REST)
                    .hold(1)
                    .to(Posture.arms(top), 1.4)
                    .hold(0.5)
                    .dropTo(REST, seconds)
                    .hold(0.8);
            Watched watched = watch(movement, 10, seed);
            assertThat(watched.reps()).as("seed %d", seed).hasSize(1).allMatch(FastDescentTest::fast);
            assertThat(watched.reps().get(0).faults().get(0).limit().tolerance())
                    .isBetween(0.28, 0.32);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {5, 6, 7, 8, 9, 10, 11})
    void noControlledLoweringIsFastAtALowFrameRate(double rate) {
        for (int seed = 0; seed < SEEDS; seed++) {
            Watched watched = watch(lowering(115, 2.8), rate, seed);
            assertThat(watched.reps()).as("seed %d", seed).hasSize(1).noneMatch(FastDescentTest::fast);
            assertThat(watched.events(RepEvent.FaultFlagged.class)).isEmpty();
        }
    }

    /** A lowering whose time, give or take one frame interval, lies on both sides of the limit. */
    @Test
    void atTenFramesASecondTheLimitIsNotJudged() {
        int open = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            Watched watched = watch(lowering(115, 2.2), 10, seed);
            assertThat(watched.reps()).as("seed %d", seed).hasSize(1).noneMatch(FastDescentTest::fast);
            open += (int) watched.events(RepEvent.NotAssessedSpan.class).stream()
                    .filter(span -> span.check().equals("fast-descent") && span.reason() == Reason.FRAME_RATE_TOO_LOW)
                    .count();
        }
        assertThat(open).isGreaterThan(SEEDS * 3 / 4);
    }

    @Test
    void isNotJudgedBelowTenFramesASecond() {
        Watched watched = watch(lowering(115, 0.45), 9, 1);
        assertThat(watched.reps()).hasSize(1).noneMatch(FastDescentTest::fast);
        assertThat(watched.events(RepEvent.FaultFlagged.class)).isEmpty();
        assertThat(watched.events(RepEvent.NotAssessedSpan.class)).anySatisfy(blind -> {
            assertThat(blind.check()).isEqualTo("fast-descent");
            assertThat(blind.reason()).isEqualTo(Reason.FRAME_RATE_TOO_LOW);
        });
    }

    @Test
    void theFaultCarriesTheLimitForItsWay() {
        Rep rep = watch(lowering(105, 0.5), 30, 1).reps().get(0);
        Fault fault = rep.faults().get(0);
        assertThat(fault.limit().value()).isBetween(1.40, 1.60);
        assertThat(fault.value()).isBetween(0.25, 0.5);
        assertThat(fault.limit().unit()).isEqualTo("s");
    }
}
