package formcheck.exercise;

import formcheck.motion.Reason;
import java.util.OptionalDouble;

/**
 * The arms come back before they rise again: the share of the raise that was lowered again, percent. The raise counts from this
 * repetition's own start or from the usual bottom of its set, whichever is lower. Turning up in mid-lowering is the same fault.
 */
public record HalfRepetition(Limit limit, String cue) implements FormRule {

    @Override
    public RuleKind kind() {
        return RuleKind.HALF_REPETITION;
    }

    @Override
    public Check check(RepTrace rep) {
        Cycle cycle = rep.cycle();
        double from = Math.min(cycle.startLevel(), rep.usualBottom().orElse(cycle.startLevel()));
        double raise = Math.max(1, cycle.topLevel() - from);
        double lowered = 100 * cycle.fall() / raise;
        double value = lowered;
        for (double dip : cycle.dips()) {
            double share = 100 * (cycle.topLevel() - dip) / raise;
            if (share >= SHALLOW) {
                value = Math.min(value, share);
            }
        }
        if (RepTrace.outside(rep.frames())) {
            return new Check.NotAssessed(Reason.ELBOWS_OUTSIDE);
        }
        if (!limit.undercutBy(value)) {
            return new Check.Ok();
        }
        if (rep.endsOutside()) {
            return new Check.NotAssessed(Reason.ELBOWS_OUTSIDE);
        }
        if (rep.hiddenAtTop()) {
            return new Check.NotAssessed(Reason.ELBOWS_HIDDEN);
        }
        return new Check.Broken(new Fault(
                this, BodySide.BOTH, cycle.eccentricStart(), cycle.bottom(), OptionalDouble.empty(), value, limit));
    }

    /** Least share of a dip that cuts a repetition short, percent; a shallower one is an unsteady top. Chosen, no data. */
    private static final double SHALLOW = 25;
}
