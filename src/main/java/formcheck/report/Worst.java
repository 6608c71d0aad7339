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
 * The worst moment of a repetition: during the lowering if the descent was too fast or turned early. All other faults are
 * clearest at the top, which is drawn anyway.
 *
 * @param fault drawn at this moment
 * @param at seconds of the session
 */
record Worst(Fault fault, double at) {

    static Optional<Worst> of(Rep rep) {
        OptionalDouble at = Moment.WORST.of(rep);
        return rep.faults().stream()
                .limit(1) // the fault at this moment
                .filter(fault -> fault.rule().kind() == RuleKind.FAST_DESCENT
                        || fault.rule().kind() == RuleKind.HALF_REPETITION)
                .filter(fault -> at.isPresent())
                .map(fault -> new Worst(fault, at.orElse(fault.from())))
                .findFirst();
    }

    /** Returns the arms of a fault. */
    static List<Side> sides(Fault fault) {
        return fault.side() == BodySide.BOTH
                ? List.of(Side.LEFT, Side.RIGHT)
                : List.of(fault.side() == BodySide.LEFT ? Side.LEFT : Side.RIGHT);
    }
}
