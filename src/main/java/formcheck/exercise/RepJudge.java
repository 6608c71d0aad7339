package formcheck.exercise;

import formcheck.motion.Side;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** Judges one finished movement by the exercise's rules. */
final class RepJudge {
    private final Exercise exercise;
    private final MovementClassifier kind;

    RepJudge(Exercise exercise, MovementClassifier kind) {
        this.exercise = exercise;
        this.kind = kind;
    }

    /**
     * Judges a movement of the exercise.
     *
     * @param index of the repetition, from 1
     * @param set from 1
     */
    Rep judge(RepTrace trace, int index, int set) {
        Cycle cycle = trace.cycle();
        Map<FormRule, Check> checks = new LinkedHashMap<>();
        for (FormRule rule : exercise.rules()) {
            checks.put(rule, rule.check(trace));
        }
        Map<Side, Double> peaks = new EnumMap<>(Side.class);
        Map<Side, Double> lows = new EnumMap<>(Side.class);
        for (Side side : Side.values()) {
            trace.peak(side).ifPresent(value -> peaks.put(side, value));
            trace.bottom(side).ifPresent(value -> lows.put(side, value));
        }
        return new Rep(
                index,
                set,
                cycle.start(),
                cycle.top(),
                cycle.eccentricStart(),
                cycle.bottom(),
                peaks,
                lows,
                OptionalDouble.of(cycle.fall()),
                OptionalDouble.of(trace.both()
                        .between(cycle.eccentricStart(), cycle.bottom())
                        .steepestFall()),
                verdict(checks, trace),
                checks,
                SqueezeMeter.of(trace),
                new Rep.Standstills(trace.concentricStops(), trace.eccentricStops()));
    }

    private Verdict verdict(Map<FormRule, Check> checks, RepTrace trace) {
        Check height = checks.getOrDefault(exercise.elbowHeight(), new Check.NotApplicable());
        if (height instanceof Check.NotAssessed) {
            return Verdict.NOT_ASSESSED;
        }
        if (height instanceof Check.Broken || !kind.bothCameBack(trace)) {
            return Verdict.ATTEMPTED;
        }
        boolean clean = checks.entrySet().stream()
                .filter(entry ->
                        exercise.cleanRequires().contains(entry.getKey().kind()))
                .allMatch(entry -> entry.getKey().kind().probability().isPresent()
                        ? !(entry.getValue() instanceof Check.Broken)
                        : entry.getValue() instanceof Check.Ok || entry.getValue() instanceof Check.NotApplicable);
        return clean ? Verdict.CLEAN : Verdict.VALID;
    }
}
