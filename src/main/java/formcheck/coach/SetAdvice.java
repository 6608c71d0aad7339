package formcheck.coach;

import formcheck.exercise.Fault;
import formcheck.exercise.Pace;
import formcheck.exercise.Rep;
import formcheck.exercise.RuleKind;
import formcheck.exercise.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What to say after a set: how it changed on the way, and one thing, the fault that most repetitions are remembered by, else how
 * the lowering went. Page and report have the words.
 *
 * @param kind which
 * @param reps numbers of the repetitions concerned, from 1 in the set
 * @param seconds mean of lowering over those, or over all where none is named
 * @param trend how the set changed; told before the rest
 */
public record SetAdvice(Kind kind, List<Integer> reps, OptionalDouble seconds, SetTrend trend) {

    /** What it is about; of faults that come as often the first one here is told. */
    public enum Kind {
        FAST,
        LOW,
        HALF,
        UNEVEN,
        SHORT,
        /** A verdict that is proven of the person found a fault of posture, and decides. */
        POSTURE,
        /** The last lowering were much shorter than the first. */
        TIRING,
        /** The last tops were much lower than the first. */
        SINKING,
        /** Some lowering were not controlled, though no fault. */
        HURRIED,
        /** No fault was seen, but not everything could be judged. */
        NOT_ASSESSED,
        /** Controlled, but quicker than aimed at. */
        QUICK,
        CLEAN,
        /** There was no repetition. */
        NOTHING;

        /** The name in messages. */
        public String id() {
            return this == NOT_ASSESSED ? "unjudged" : name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param trend from when a change is told
     * @param quick below so many seconds a lowering is controlled, but quicker than aimed at
     */
    public record Parameters(SetTrend.Parameters trend, double quick) {
        private static final double QUICK = 2.4; // chosen: 0.6 s below the pace that is taught

        public static final Parameters DEFAULT = new Parameters(SetTrend.Parameters.DEFAULT, QUICK);
    }

    private static final Map<RuleKind, Kind> KINDS = Map.of(
            RuleKind.FAST_DESCENT, Kind.FAST,
            RuleKind.ELBOW_HEIGHT, Kind.LOW,
            RuleKind.HALF_REPETITION, Kind.HALF,
            RuleKind.ASYMMETRY, Kind.UNEVEN,
            RuleKind.RANGE_OF_MOTION, Kind.SHORT);

    public SetAdvice {
        reps = List.copyOf(reps);
    }

    /** The rule that it is about, if it is about a fault. */
    public Optional<RuleKind> rule() {
        return KINDS.entrySet().stream()
                .filter(entry -> entry.getValue() == kind)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Mean of lowering over the first third, where the set ended much faster. */
    public OptionalDouble first() {
        return trend.lowering().stream().mapToDouble(SetTrend.Change::first).findFirst();
    }

    /** The same over the last third. */
    public OptionalDouble last() {
        return trend.lowering().stream().mapToDouble(SetTrend.Change::last).findFirst();
    }

    public static SetAdvice of(List<Rep> reps) {
        return of(reps, Parameters.DEFAULT);
    }

    /**
     * @param reps every attempted repetition of the set, in order
     */
    public static SetAdvice of(List<Rep> reps, Parameters parameters) {
        if (reps.isEmpty()) {
            return new SetAdvice(Kind.NOTHING, List.of(), OptionalDouble.empty(), SetTrend.NONE);
        }
        SetTrend trend = SetTrend.of(reps, parameters.trend);
        Map<Kind, List<Integer>> faulty = new EnumMap<>(Kind.class);
        for (int i = 0; i < reps.size(); i++) {
            int number = i + 1;
            worst(reps.get(i))
                    .ifPresent(kind -> faulty.computeIfAbsent(kind, any -> new ArrayList<>())
                            .add(number));
        }
        Optional<Map.Entry<Kind, List<Integer>>> most = Optional.empty();
        for (Map.Entry<Kind, List<Integer>> entry : faulty.entrySet()) {
            if (most.isEmpty()
                    || entry.getValue().size() > most.get().getValue().size()) {
                most = Optional.of(entry);
            }
        }
        if (most.isPresent()) {
            return about(most.get().getKey(), most.get().getValue(), reps, trend);
        }
        return ofFaultless(reps, parameters, trend);
    }

    private static SetAdvice ofFaultless(List<Rep> reps, Parameters parameters, SetTrend trend) {
        double all = reps.stream().mapToDouble(Rep::eccentricSeconds).average().orElse(0);
        if (trend.isTold()) {
            return plain(trend.lowering().isPresent() ? Kind.TIRING : Kind.SINKING, all, trend);
        }
        List<Integer> hurried = new ArrayList<>();
        for (int i = 0; i < reps.size(); i++) {
            if (Pace.of(reps.get(i)).isHurried()) {
                hurried.add(i + 1);
            }
        }
        if (!hurried.isEmpty()) {
            return about(Kind.HURRIED, hurried, reps, trend);
        }
        List<Integer> byProof = new ArrayList<>();
        for (int i = 0; i < reps.size(); i++) {
            if (reps.get(i).isUncleanByProof()) {
                byProof.add(i + 1);
            }
        }
        if (!byProof.isEmpty()) {
            return about(Kind.POSTURE, byProof, reps, trend);
        }
        if (reps.stream().anyMatch(rep -> rep.verdict() != Verdict.CLEAN)) {
            return plain(Kind.NOT_ASSESSED, all, trend);
        }
        return plain(all < parameters.quick ? Kind.QUICK : Kind.CLEAN, all, trend);
    }

    private static SetAdvice plain(Kind kind, double seconds, SetTrend trend) {
        return new SetAdvice(kind, List.of(), OptionalDouble.of(seconds), trend);
    }

    private static SetAdvice about(Kind kind, List<Integer> numbers, List<Rep> reps, SetTrend trend) {
        double seconds = numbers.stream()
                .mapToDouble(number -> reps.get(number - 1).eccentricSeconds())
                .average()
                .orElse(0);
        return new SetAdvice(kind, numbers, OptionalDouble.of(seconds), trend);
    }

    /** The most important fault of those that are measured. */
    private static Optional<Kind> worst(Rep rep) {
        return rep.faults().stream()
                .map(Fault::rule)
                .map(rule -> Optional.ofNullable(KINDS.get(rule.kind())))
                .flatMap(Optional::stream)
                .min(Enum::compareTo);
    }
}
