package formcheck.report;

import formcheck.exercise.BodySide;
import formcheck.exercise.Fault;
import formcheck.exercise.Rep;
import formcheck.exercise.RuleKind;
import formcheck.motion.Side;
import formcheck.session.Moment;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Where a repetition was worst: on the way down if the arms fell or turned too early. Other faults are plainest at the top,
 * which is shown anyway.
 *
 * @param fault which is shown there
 * @param at seconds of the session
 */
record Worst(Fault fault, double at) {

    static Optional<Worst> of(Rep rep) {
        OptionalDouble at = Moment.WORST.of(rep);
        return rep.faults().stream()
                .limit(1) // the one that the moment is of
                .filter(fault -> fault.rule().kind() == RuleKind.FAST_DESCENT
                        || fault.rule().kind() == RuleKind.HALF_REPETITION)
                .filter(fault -> at.isPresent())
                .map(fault -> new Worst(fault, at.orElse(fault.from())))
                .findFirst();
    }

    /** The arms that a fault concerns. */
    static List<Side> sides(Fault fault) {
        return fault.side() == BodySide.BOTH
                ? List.of(Side.LEFT, Side.RIGHT)
                : List.of(fault.side() == BodySide.LEFT ? Side.LEFT : Side.RIGHT);
    }
}
