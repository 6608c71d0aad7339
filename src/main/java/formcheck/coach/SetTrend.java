package formcheck.coach;

import formcheck.exercise.Check;
import formcheck.exercise.Pace;
import formcheck.exercise.Rep;
import formcheck.exercise.RuleKind;
import formcheck.exercise.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;

/**
 * How a set changed from its first third to its last. Lowerings that got faster, or tops that got lower, come before any praise.
 *
 * @param lowering seconds of lowering, if the last ones were much shorter
 * @param height elevation at the top, mean of both arms, degrees, if the last ones were much lower
 */
public record SetTrend(Optional<Change> lowering, Optional<Change> height) {

    /** No change. */
    public static final SetTrend NONE = new SetTrend(Optional.empty(), Optional.empty());

    /**
     * A change of a mean.
     *
     * @param first mean over the first third of the repetitions
     * @param last mean over the last third
     */
    public record Change(double first, double last) {}

    /**
     * @param share of the first lowerings below which the last ones are much shorter
     * @param calm seconds that the exercise asks for: from them on no lowering is too fast
     * @param degrees by which a top has to be lower: the error of one camera
     * @param fewest repetitions of a trend: thirds of two, because a single odd one is no trend
     */
    public record Parameters(double share, double calm, double degrees, int fewest) {
        private static final double SHARE = 0.7; // chosen, no data
        private static final double CALM = 3; // the pace that the exercise asks for
        private static final double DEGREES = 10; // what one camera may misread a height by
        private static final int FEWEST = 4;

        public static final Parameters DEFAULT = new Parameters(SHARE, CALM, DEGREES, FEWEST);
    }

    /** Whether there is a change. */
    public boolean hasChange() {
        return lowering.isPresent() || height.isPresent();
    }

    /**
     * @param reps every attempted repetition of one set, in order
     */
    public static SetTrend of(List<Rep> reps) {
        return of(reps, Parameters.DEFAULT);
    }

    static SetTrend of(List<Rep> reps, Parameters parameters) {
        List<Rep> timed = reps.stream().filter(rep -> Pace.of(rep).isAssessed()).toList();
        double[] seconds = timed.stream().mapToDouble(Rep::eccentricSeconds).toArray();
        // A smaller range needs less time: the pace has to fall too, if only half as much.
        double[] pace = timed.stream()
                .mapToDouble(rep -> Pace.secondsFor90(rep).orElse(rep.eccentricSeconds()))
                .toArray();
        double[] tops = reps.stream()
                .filter(SetTrend::heightSeen)
                .mapToDouble(rep -> height(rep).orElseThrow())
                .toArray();
        Optional<Change> lowering = fallen(seconds, parameters.fewest, first -> (1 - parameters.share) * first)
                .filter(change -> change.last < parameters.calm)
                .filter(change -> fallen(pace, parameters.fewest, first -> (1 - parameters.share) / 2 * first)
                        .isPresent());
        return new SetTrend(lowering, fallen(tops, parameters.fewest, first -> parameters.degrees));
    }

    /** Mean of both arms at the top, degrees; empty unless both were seen. */
    static OptionalDouble height(Rep rep) {
        return rep.peakElevation().size() == 2
                ? rep.peakElevation().values().stream()
                        .mapToDouble(Double::doubleValue)
                        .average()
                : OptionalDouble.empty();
    }

    /** Whether the height of a repetition can be compared with others. */
    static boolean heightSeen(Rep rep) {
        boolean judged = rep.checks().entrySet().stream()
                .noneMatch(check -> check.getKey().kind() == RuleKind.ELBOW_HEIGHT
                        && check.getValue() instanceof Check.NotAssessed);
        return judged && rep.verdict() != Verdict.NOT_ASSESSED && height(rep).isPresent();
    }

    /** The change, if the last third is lower by more than that, and each of its repetitions by half as much. */
    private static Optional<Change> fallen(double[] values, int fewest, DoubleUnaryOperator enough) {
        if (values.length < fewest) {
            return Optional.empty();
        }
        int third = (values.length + 2) / 3;
        Change change = new Change(mean(values, 0, third), mean(values, values.length - third, values.length));
        double by = enough.applyAsDouble(change.first);
        boolean all = Arrays.stream(values, values.length - third, values.length)
                .allMatch(value -> change.first - value > by / 2);
        return Optional.of(change).filter(found -> all && found.first - found.last > by);
    }

    private static double mean(double[] values, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i];
        }
        return sum / (to - from);
    }
}
