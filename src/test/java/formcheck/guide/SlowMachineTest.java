package formcheck.guide;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.exercise.Check;
import formcheck.exercise.FastDescent;
import formcheck.exercise.Rep;
import formcheck.motion.Reason;
import formcheck.pose.PoseFrame;
import formcheck.testkit.Figure;
import formcheck.testkit.Movement;
import formcheck.testkit.Posture;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A live session at any number of results a second from 6 on counts right and does not pause. Prints a table. */
class SlowMachineTest {
    private static final int SEEDS = 6;
    private static final Posture REST = Posture.arms(15);
    private static final Posture TOP = Posture.arms(108);

    /** Seconds of each lowering: controlled ones of 2.8 s, and drops of 0.4 to 1 s. */
    private static final double[] LOWERINGS = {2.8, 2.8, 0.4, 2.8, 0.6, 2.8, 0.8, 2.8, 1.0, 2.8};

    private static final int DROPS = 4;
    private static final double CAMERA_RATE = 30;

    private static Movement set() {
        Movement movement = Movement.from(REST).hold(4);
        for (double seconds : LOWERINGS) {
            movement.to(TOP, 1.3).hold(0.5);
            (isDrop(seconds) ? movement.dropTo(REST, seconds) : movement.to(REST, seconds)).hold(0.6);
        }
        return movement.hold(4);
    }

    private static boolean isDrop(double seconds) {
        return seconds < 2;
    }

    /** Frames at even times, moved by up to 20 % of an interval. */
    private static List<PoseFrame> jittered(double rate, int seed) {
        return Figure.FRONTAL.rate(rate).jittered(0.4).noisy(0.006).seed(seed).film(set());
    }

    /** The newest frame of a camera each time an engine is ready, which takes twice as long once a second. */
    private static List<PoseFrame> throttled(double rate, int seed) {
        Random random = new Random(seed);
        double mean = 1 / (rate + 1) - 0.5 / CAMERA_RATE;
        double[] ready = {0};
        double[] slow = {1};
        return Figure.FRONTAL
                .rate(CAMERA_RATE)
                .jittered(0.1)
                .noisy(0.006)
                .seed(seed)
                .film(set(), t -> {
                    if (t < ready[0]) {
                        return false;
                    }
                    double factor = 0.8 + 0.4 * random.nextDouble();
                    if (t >= slow[0]) {
                        slow[0] = t + 1;
                        factor = 2;
                    }
                    ready[0] = t + mean * factor;
                    return true;
                });
    }

    /** What sessions at one rate showed. */
    private static final class Shown {
        private int wrongCounts;
        private int views;
        private int paused;
        private int mostPauses;
        private int fastDrops;
        private int fastLowerings;
        private int open;
        private int good;

        void add(Played played) {
            views += played.views.size();
            paused += (int) played.views.stream()
                    .filter(view -> view.pause().isPresent())
                    .count();
            mostPauses = Math.max(mostPauses, played.pauses().size());
            List<Rep> reps = played.last().set().map(LiveSet::reps).orElse(List.of());
            if (reps.size() != LOWERINGS.length) {
                wrongCounts++;
                return;
            }
            for (int i = 0; i < LOWERINGS.length; i++) {
                Check check = descent(reps.get(i));
                boolean drop = isDrop(LOWERINGS[i]);
                fastDrops += drop && check.found().isPresent() ? 1 : 0;
                fastLowerings += !drop && check.found().isPresent() ? 1 : 0;
                good += !drop && check instanceof Check.Ok ? 1 : 0;
                open += check.notAssessable().equals(Optional.of(Reason.FRAME_RATE_TOO_LOW)) ? 1 : 0;
            }
        }

        private static Check descent(Rep rep) {
            return rep.checks().entrySet().stream()
                    .filter(checked -> checked.getKey() instanceof FastDescent)
                    .findFirst()
                    .orElseThrow()
                    .getValue();
        }

        double pausedShare() {
            return (double) paused / views;
        }

        void print(String how, double rate) {
            System.out.printf(
                    Locale.ROOT,
                    "slow machine, %-9s %4.1f/s: wrong counts %d of %d, paused %3.0f %%, drops flagged %d of %d,"
                            + " lowerings flagged %d, good %d, not assessed %d%n",
                    how,
                    rate,
                    wrongCounts,
                    SEEDS,
                    100 * pausedShare(),
                    fastDrops,
                    DROPS * SEEDS,
                    fastLowerings,
                    good,
                    open);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {6, 8, 10, 12, 14, 18, 20, 24})
    void countsAndDoesNotPauseAtAnEvenRate(double rate) {
        Shown shown = new Shown();
        for (int seed = 0; seed < SEEDS; seed++) {
            shown.add(new Played().source(jittered(rate, seed)));
        }
        shown.print("even", rate);
        check(shown, rate);
    }

    @ParameterizedTest
    @ValueSource(doubles = {6, 8, 10, 12, 14, 18, 20, 24})
    void countsAndDoesNotPauseWithAThrottledEngine(double rate) {
        Shown shown = new Shown();
        for (int seed = 0; seed < SEEDS; seed++) {
            shown.add(new Played().source(throttled(rate, seed)));
        }
        shown.print("throttled", rate);
        check(shown, rate);
    }

    private static void check(Shown shown, double rate) {
        assertThat(shown.wrongCounts).isZero();
        assertThat(shown.pausedShare()).isZero();
        assertThat(shown.fastLowerings).isZero();
        if (rate >= 10) {
            assertThat(shown.fastDrops).isEqualTo(DROPS * SEEDS);
            assertThat(shown.good).isEqualTo((LOWERINGS.length - DROPS) * SEEDS);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {2, 3, 4, 5})
    void pausesOnceWhereNothingCanBeCounted(double rate) {
        for (int seed = 0; seed < SEEDS; seed++) {
            Played played = new Played().source(throttled(rate, seed));
            assertThat(played.pauses()).as("seed %d", seed).containsExactly("frame-rate-too-low");
        }
    }
}
