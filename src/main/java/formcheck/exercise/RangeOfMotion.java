package formcheck.exercise;

import formcheck.motion.Reason;
import java.util.OptionalDouble;

/** The arms move far enough: top minus bottom elevation, mean of both arms, degrees. */
public record RangeOfMotion(Limit limit, String cue) implements FormRule {

    @Override
    public RuleKind kind() {
        return RuleKind.RANGE_OF_MOTION;
    }

    @Override
    public Check check(RepTrace rep) {
        double range = rep.cycle().fall();
        if (RepTrace.outside(rep.frames())) {
            return new Check.NotAssessed(Reason.ELBOWS_OUTSIDE);
        }
        if (!limit.undercutBy(range)) {
            return new Check.Ok();
        }
        if (rep.endsOutside()) {
            return new Check.NotAssessed(Reason.ELBOWS_OUTSIDE);
        }
        if (rep.hiddenAtTop()) {
            return new Check.NotAssessed(Reason.ELBOWS_HIDDEN);
        }
        if (RepTrace.mostly(rep.frames(), Reason.ASLANT)) {
            return new Check.NotAssessed(Reason.ASLANT);
        }
        return new Check.Broken(new Fault(
                this, BodySide.BOTH, rep.cycle().begin(), rep.cycle().bottom(), OptionalDouble.empty(), range, limit));
    }
}
