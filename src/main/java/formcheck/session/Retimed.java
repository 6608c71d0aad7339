package formcheck.session;

import formcheck.exercise.Check;
import formcheck.exercise.Fault;
import formcheck.exercise.FormRule;
import formcheck.exercise.Rep;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** Converts a repetition from its source's time and number to those of the session. */
final class Retimed {
    private Retimed() {}

    static Rep rep(Rep rep, int index, int set, double offset) {
        Map<FormRule, Check> checks = new LinkedHashMap<>();
        rep.checks()
                .forEach((rule, check) -> checks.put(
                        rule,
                        check instanceof Check.Broken broken
                                ? new Check.Broken(fault(broken.fault(), offset))
                                : check));
        return new Rep(
                index,
                set,
                later(rep.start(), offset),
                rep.top() + offset,
                rep.eccentricStart() + offset,
                rep.bottom() + offset,
                rep.peakElevation(),
                rep.bottomElevation(),
                rep.range(),
                rep.peakDescentSpeed(),
                rep.verdict(),
                checks,
                rep.squeeze(),
                rep.stops());
    }

    private static Fault fault(Fault fault, double offset) {
        return new Fault(
                fault.rule(),
                fault.side(),
                fault.from() + offset,
                fault.to() + offset,
                later(fault.flagged(), offset),
                fault.value(),
                fault.limit());
    }

    private static OptionalDouble later(OptionalDouble at, double offset) {
        return at.isPresent() ? OptionalDouble.of(at.getAsDouble() + offset) : at;
    }
}
