package formcheck.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.pose.PoseFrame;
import formcheck.testkit.Figure;
import formcheck.testkit.Movement;
import formcheck.testkit.Posture;
import formcheck.testkit.Watched;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/**
 * Any movement, sampled in any way that a camera may sample it, is the same repetitions with the same times. More seeds are
 * tried with {@code -Dformcheck.seeds=N}, one of them with {@code -Dformcheck.seed=S}.
 */
class SamplingPropertyTest {
    private static final int SEEDS = Integer.getInteger("formcheck.seeds", 200);

    /** So many seeds in turn share a movement, since its truth costs more than a sampling of it. */
    private static final int SAMPLINGS = 8;

    /** Of every key point, in shoulder widths: the pose model's own. */
    private static final double MOST_NOISE = 0.012;

    private static final double LONGEST_GAP = 0.2;

    /** One way to sample one movement, all of it drawn from a seed. */
    private record Trial(Movement movement, Figure camera, List<Double> gaps, double gapSeconds) {
        static Trial of(long seed) {
            Movement movement = movement(new Random(seed / SAMPLINGS));
            Random random = new Random(1_000_003 * (seed + 1));
            Figure camera = Figure.FRONTAL
                    .rate(between(random, 12, 60))
                    .jittered(between(random, 0, 0.9))
                    .noisy(between(random, 0, MOST_NOISE))
                    .seed(seed);
            List<Double> gaps = new ArrayList<>();
            for (double at = between(random, 0.5, 4); at < movement.seconds(); at += between(random, 1, 6)) {
                gaps.add(at);
            }
            return new Trial(movement, camera, gaps, between(random, 0, LONGEST_GAP));
        }

        private static Movement movement(Random random) {
            Posture rest = Posture.arms(between(random, 5, 25));
            Movement movement = Movement.from(rest).hold(between(random, 0.6, 2));
            int count = 2 + random.nextInt(3);
            for (int i = 0; i < count; i++) {
                Posture top = Posture.arms(between(random, 95, 130));
                movement.to(top, between(random, 0.8, 2.5)).hold(between(random, 0.3, 1.5));
                if (random.nextInt(5) == 0) {
                    movement.dropTo(rest, between(random, 0.45, 0.9));
                } else {
                    movement.to(rest, between(random, 0.5, 4));
                }
                movement.hold(between(random, 0.4, 1.5));
            }
            return movement.hold(0.8);
        }

        private static double between(Random random, double least, double most) {
            return least + (most - least) * random.nextDouble();
        }

        List<Rep> truth() {
            return Watched.of(Figure.FRONTAL.rate(120).noisy(0).film(movement)).reps();
        }

        List<PoseFrame> frames() {
            return camera.film(movement, t -> gaps.stream().noneMatch(gap -> t > gap && t < gap + gapSeconds));
        }
    }

    private static double largestGap(List<PoseFrame> frames) {
        double largest = 0;
        for (int i = 1; i < frames.size(); i++) {
            largest = Math.max(largest, seconds(frames.get(i)) - seconds(frames.get(i - 1)));
        }
        return largest;
    }

    private static double seconds(PoseFrame frame) {
        return frame.at().toNanos() * 1e-9;
    }

    @Test
    void anySamplingOfAMovementGivesTheSameRepetitionsAndTimes() {
        List<String> wrong = new ArrayList<>();
        Long one = Long.getLong("formcheck.seed");
        List<Rep> truth = List.of();
        for (long seed = one == null ? 0 : one; seed < (one == null ? SEEDS : one + 1); seed++) {
            Trial trial = Trial.of(seed);
            if (truth.isEmpty() || seed % SAMPLINGS == 0) {
                truth = trial.truth();
                assertThat(truth).as("seed %d", seed).isNotEmpty();
            }
            wrong.addAll(differences(seed, trial, truth));
        }
        assertThat(wrong).isEmpty();
    }

    private static List<String> differences(long seed, Trial trial, List<Rep> truth) {
        List<PoseFrame> frames = trial.frames();
        List<Rep> seen = Watched.of(frames).reps();
        double gap = largestGap(frames);
        String name = String.format(
                "seed %d (%.1f frames/s, noise %.4f, largest gap %.3f s): ",
                seed, trial.camera.framesPerSecond(), trial.camera.noise(), gap);
        if (seen.size() != truth.size()) {
            return List.of(name + seen.size() + " repetitions instead of " + truth.size());
        }
        List<String> wrong = new ArrayList<>();
        double tolerance = Math.max(0.15, 1.5 * gap);
        for (int i = 0; i < truth.size(); i++) {
            String rep = name + "repetition " + (i + 1) + " ";
            Rep expected = truth.get(i);
            Rep actual = seen.get(i);
            if (actual.verdict().isValid() != expected.verdict().isValid()) {
                wrong.add(rep + actual.verdict() + " instead of " + expected.verdict());
            }
            compare(rep + "up", r -> r.concentricSeconds().orElseThrow(), expected, actual, tolerance, wrong);
            compare(rep + "held", Rep::holdSeconds, expected, actual, tolerance, wrong);
            compare(rep + "down", Rep::eccentricSeconds, expected, actual, tolerance, wrong);
        }
        return wrong;
    }

    private static void compare(
            String what,
            ToDoubleFunction<Rep> duration,
            Rep expected,
            Rep actual,
            double tolerance,
            List<String> wrong) {
        double truth = duration.applyAsDouble(expected);
        double seen = duration.applyAsDouble(actual);
        if (Math.abs(seen - truth) > tolerance) {
            wrong.add(String.format(
                    "%s for %.2f s instead of %.2f, off by more than %.2f", what, seen, truth, tolerance));
        }
    }
}
