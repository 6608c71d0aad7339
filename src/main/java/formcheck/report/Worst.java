package formcheck.report;

import formcheck.exercise.BodySide;
import formcheck.exercise.Fault;
import formcheck.exercise.Rep;
import formcheck.exercise.RuleKind;
import formcheck.motion.Side;
import java.util.List;
import java.util.Optional;

/**
 * Where a repetition was worst: on the way down if the arms fell, at the turning point if they did not come back. Other
 * faults are plainest at the top, which is shown anyway.
 *
 * @param fault which is shown there
 * @param at seconds of the session
 */
record Worst(Fault fault, double at) {

    /** Share of a fast descent after which the arms are shown, where it was not flagged while it went on. */
    private static final double INTO_DESCENT = 0.4;

    static Optional<Worst> of(Rep rep) {
        return find(rep, RuleKind.FAST_DESCENT)
                .map(fault -> new Worst(
                        fault, fault.flagged().orElse(rep.eccentricStart() + INTO_DESCENT * rep.eccentricSeconds())))
                .or(() -> find(rep, RuleKind.HALF_REPETITION).map(fault -> new Worst(fault, rep.bottom())));
    }

    private static Optional<Fault> find(Rep rep, RuleKind kind) {
        return rep.faults().stream()
                .filter(fault -> fault.rule().kind() == kind)
                .findFirst();
    }

    /** The arms that a fault concerns. */
    static List<Side> sides(Fault fault) {
        return fault.side() == BodySide.BOTH
                ? List.of(Side.LEFT, Side.RIGHT)
                : List.of(fault.side() == BodySide.LEFT ? Side.LEFT : Side.RIGHT);
    }
}
