package formcheck.session;

import formcheck.exercise.Check;
import formcheck.exercise.Exercise;
import formcheck.exercise.FormRule;
import formcheck.exercise.Rep;
import formcheck.exercise.Verdict;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.apache.commons.statistics.descriptive.Median;

/**
 * The metrics by which sessions are compared. The database stores them beside the repetitions, so that the overview of a year
 * reads no repetition. Also holds the movements that were not counted.
 */
record SessionMetrics(
        Session.Counts counts,
        List<SessionOverview.SetMetrics> sets,
        OptionalDouble range,
        OptionalDouble peakElevation,
        OptionalDouble eccentricSeconds,
        OptionalDouble holdSeconds,
        OptionalDouble asymmetry,
        Map<String, Integer> faults,
        Map<String, Integer> unjudged,
        List<DroppedMovement> dropped) {
    /** Nothing was measured. */
    static final SessionMetrics NONE = new SessionMetrics(
            new Session.Counts(0, 0, 0, 0),
            List.of(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            Map.of(),
            Map.of(),
            List.of());

    static SessionMetrics of(
            Exercise exercise, Collection<Rep> reps, Collection<KeptSet> sets, List<DroppedMovement> dropped) {
        List<SessionOverview.SetMetrics> perSet = sets.stream()
                .map(set -> new SessionOverview.SetMetrics(
                        set.number(),
                        counts(reps.stream()
                                .filter(rep -> rep.set() == set.number())
                                .toList()),
                        exercise.fewestRepetitions(),
                        set.ending().orElse("")))
                .toList();
        List<Rep> valid = reps.stream().filter(rep -> rep.verdict().isValid()).toList();
        Map<String, Integer> faults = new LinkedHashMap<>();
        Map<String, Integer> unjudged = new LinkedHashMap<>();
        for (FormRule rule : exercise.rules()) {
            count(faults, rule, reps, Check.Broken.class);
            count(unjudged, rule, reps, Check.NotAssessed.class);
        }
        return new SessionMetrics(
                counts(reps),
                perSet,
                median(valid, Rep::range),
                median(valid, SessionMetrics::lowerPeak),
                median(valid, rep -> finite(rep.eccentricSeconds())),
                median(valid, rep -> finite(rep.holdSeconds())),
                median(valid, SessionMetrics::difference),
                faults,
                unjudged,
                List.copyOf(dropped));
    }

    private static Session.Counts counts(Collection<Rep> reps) {
        int valid = 0;
        int clean = 0;
        int unjudged = 0;
        for (Rep rep : reps) {
            valid += rep.verdict().isValid() ? 1 : 0;
            clean += rep.verdict() == Verdict.CLEAN ? 1 : 0;
            unjudged += rep.verdict() == Verdict.NOT_ASSESSED ? 1 : 0;
        }
        return new Session.Counts(reps.size(), valid, clean, unjudged);
    }

    private static void count(
            Map<String, Integer> into, FormRule rule, Collection<Rep> reps, Class<? extends Check> outcome) {
        int many = (int) reps.stream()
                .filter(rep -> outcome.isInstance(rep.checks().get(rule)))
                .count();
        if (many > 0) {
            into.put(rule.id(), many);
        }
    }

    private static OptionalDouble lowerPeak(Rep rep) {
        return rep.peakElevation().values().stream()
                .filter(Double::isFinite)
                .mapToDouble(Double::doubleValue)
                .min();
    }

    private static OptionalDouble difference(Rep rep) {
        return rep.peakDifference().stream().filter(Double::isFinite).findFirst();
    }

    static OptionalDouble finite(double value) {
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    private static OptionalDouble median(List<Rep> reps, Function<Rep, OptionalDouble> figure) {
        double[] values = reps.stream()
                .map(figure)
                .flatMapToDouble(OptionalDouble::stream)
                .toArray();
        return values.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Median.withDefaults().evaluate(values));
    }
}
