package formcheck.coach;

import formcheck.exercise.Fault;
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
 * The one thing to say after a set: the fault that most repetitions are remembered by, else how the ways down went. Page and
 * report have the words.
 *
 * @param kind which
 * @param reps numbers of the repetitions concerned, from 1 in the set
 * @param seconds mean of lowering over those, or over all where none is named
 * @param first mean of lowering over the first third, where the arms tired
 * @param last the same over the last third
 */
public record SetAdvice(
        Kind kind, List<Integer> reps, OptionalDouble seconds, OptionalDouble first, OptionalDouble last) {

    /** What it is about; of faults that come as often the first one here is told. */
    public enum Kind {
        FAST,
        LOW,
        HALF,
        UNEVEN,
        SHORT,
        /** No fault was seen, but not everything could be judged. */
        UNJUDGED,
        /** The last ways down were much shorter than the first. */
        TIRING,
        /** Controlled, but quicker than aimed at. */
        QUICK,
        CLEAN,
        /** There was no repetition. */
        NOTHING;

        /** The name in messages. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param tiring last ways down that take less than this share of the first ones tell of tiring arms
     * @param fewest repetitions from which that can be said
     * @param quick below so many seconds a way down is controlled, but quick
     */
    public record Parameters(double tiring, int fewest, double quick) {
        public static final Parameters DEFAULT = new Parameters(0.7, 6, 2.4);
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

    public static SetAdvice of(List<Rep> reps) {
        return of(reps, Parameters.DEFAULT);
    }

    /**
     * @param reps every attempted repetition of the set, in order
     */
    public static SetAdvice of(List<Rep> reps, Parameters parameters) {
        if (reps.isEmpty()) {
            return new SetAdvice(
                    Kind.NOTHING, List.of(), OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());
        }
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
            List<Integer> numbers = most.get().getValue();
            double[] downs = numbers.stream()
                    .mapToDouble(number -> reps.get(number - 1).eccentricSeconds())
                    .toArray();
            return plain(most.get().getKey(), numbers, mean(downs, 0, downs.length));
        }
        return ofFaultless(reps, parameters);
    }

    private static SetAdvice ofFaultless(List<Rep> reps, Parameters parameters) {
        double[] downs = reps.stream().mapToDouble(Rep::eccentricSeconds).toArray();
        double all = mean(downs, 0, downs.length);
        if (reps.stream().anyMatch(rep -> rep.verdict() != Verdict.CLEAN)) {
            return plain(Kind.UNJUDGED, List.of(), all);
        }
        int third = (downs.length + 2) / 3;
        double first = mean(downs, 0, third);
        double last = mean(downs, downs.length - third, downs.length);
        if (downs.length >= parameters.fewest && last < parameters.tiring * first) {
            return new SetAdvice(
                    Kind.TIRING, List.of(), OptionalDouble.of(all), OptionalDouble.of(first), OptionalDouble.of(last));
        }
        return plain(all < parameters.quick ? Kind.QUICK : Kind.CLEAN, List.of(), all);
    }

    private static SetAdvice plain(Kind kind, List<Integer> reps, double seconds) {
        return new SetAdvice(kind, reps, OptionalDouble.of(seconds), OptionalDouble.empty(), OptionalDouble.empty());
    }

    /** The most important fault of those that are measured. */
    private static Optional<Kind> worst(Rep rep) {
        return rep.faults().stream()
                .map(Fault::rule)
                .map(rule -> Optional.ofNullable(KINDS.get(rule.kind())))
                .flatMap(Optional::stream)
                .min(Enum::compareTo);
    }

    private static double mean(double[] values, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i];
        }
        return sum / Math.max(1, to - from);
    }
}
