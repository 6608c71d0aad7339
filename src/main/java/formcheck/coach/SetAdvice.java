package formcheck.coach;

import formcheck.exercise.MainFault;
import formcheck.exercise.Pace;
import formcheck.exercise.Rep;
import formcheck.exercise.RuleKind;
import formcheck.exercise.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Advice after a set: how the set changed, and one thing, the fault of most repetitions, else the lowering. Page and report have
 * the words.
 *
 * @param kind which
 * @param reps numbers of the repetitions concerned, from 1 in the set
 * @param seconds mean duration of their lowerings, or of all if none is named
 * @param trend how the set changed; comes before the rest
 */
public record SetAdvice(Kind kind, List<Integer> reps, OptionalDouble seconds, SetTrend trend) {

    /** What it is about; of equally frequent faults the first one here. */
    public enum Kind {
        FAST,
        LOW,
        HALF,
        UNEVEN,
        SHORT,
        /** A posture fault, found by a verdict that is proven for the person and decides. */
        POSTURE,
        /** The last lowerings were much shorter than the first. */
        TIRING,
        /** The last tops were much lower than the first. */
        SINKING,
        /** Some lowerings were not controlled, though no fault. */
        HURRIED,
        /** No fault was seen, but not everything was assessed. */
        NOT_ASSESSED,
        /** Controlled, but faster than the exercise asks for. */
        QUICK,
        CLEAN,
        /** There was no repetition. */
        NOTHING;

        static Kind of(MainFault fault) {
            return switch (fault) {
                case FAST -> FAST;
                case LOW -> LOW;
                case HALF -> HALF;
                case UNEVEN -> UNEVEN;
                case SHORT -> SHORT;
            };
        }

        /** The name in messages. */
        public String id() {
            return this == NOT_ASSESSED ? "unjudged" : name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param trend limits of a change
     * @param quick seconds below which a controlled lowering is faster than the exercise asks for
     */
    public record Parameters(SetTrend.Parameters trend, double quick) {
        private static final double QUICK = 2.4; // chosen: 0.6 s below the pace that the exercise asks for

        public static final Parameters DEFAULT = new Parameters(SetTrend.Parameters.DEFAULT, QUICK);
    }

    public SetAdvice {
        reps = List.copyOf(reps);
    }

    /** The rule that it is about, if it is about a fault. */
    public Optional<RuleKind> rule() {
        return Arrays.stream(MainFault.values())
                .filter(fault -> Kind.of(fault) == kind)
                .map(MainFault::rule)
                .findFirst();
    }

    /** Mean duration of the lowerings in the first third, seconds, if the set ended much faster. */
    public OptionalDouble first() {
        return trend.lowering().stream().mapToDouble(SetTrend.Change::first).findFirst();
    }

    /** The same in the last third. */
    public OptionalDouble last() {
        return trend.lowering().stream().mapToDouble(SetTrend.Change::last).findFirst();
    }

    public static SetAdvice of(List<Rep> reps) {
        return of(reps, Parameters.DEFAULT);
    }

    /** @param reps every attempted repetition of the set, in order */
    public static SetAdvice of(List<Rep> reps, Parameters parameters) {
        if (reps.isEmpty()) {
            return new SetAdvice(Kind.NOTHING, List.of(), OptionalDouble.empty(), SetTrend.NONE);
        }
        SetTrend trend = SetTrend.of(reps, parameters.trend);
        Map<MainFault, List<Integer>> faulty = new EnumMap<>(MainFault.class);
        for (int i = 0; i < reps.size(); i++) {
            int number = i + 1;
            MainFault.of(reps.get(i))
                    .ifPresent(fault -> faulty.computeIfAbsent(fault, any -> new ArrayList<>())
                            .add(number));
        }
        Optional<Map.Entry<MainFault, List<Integer>>> most = Optional.empty();
        for (Map.Entry<MainFault, List<Integer>> entry : faulty.entrySet()) {
            if (most.isEmpty()
                    || entry.getValue().size() > most.get().getValue().size()) {
                most = Optional.of(entry);
            }
        }
        if (most.isPresent()) {
            return about(Kind.of(most.get().getKey()), most.get().getValue(), reps, trend);
        }
        return ofFaultless(reps, parameters, trend);
    }

    private static SetAdvice ofFaultless(List<Rep> reps, Parameters parameters, SetTrend trend) {
        double all = reps.stream().mapToDouble(Rep::eccentricSeconds).average().orElse(0);
        if (trend.hasChange()) {
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
}
