package formcheck.exercise;

import formcheck.motion.Measure;
import formcheck.motion.Reason;
import formcheck.motion.Side;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Both arms rise alike: difference of the elevations at the top, degrees. Up to 10 degrees of it can be false. */
public record Asymmetry(Limit limit, String cue) implements FormRule {

    /** Measures that the rule reads beside the elevations of the arms. */
    static final Set<Measure> READS = Set.of(Measure.ELEVATION_DIFFERENCE, Measure.BODY_YAW);

    /** Greatest yaw at which both arms can be compared, degrees. Chosen, no data. */
    private static final double COMPARABLE_YAW = 20;

    @Override
    public RuleKind kind() {
        return RuleKind.ASYMMETRY;
    }

    @Override
    public Check check(RepTrace rep) {
        for (Side side : Side.values()) {
            Optional<Reason> hidden = rep.hiddenAtTop(side);
            if (hidden.isPresent()) {
                return new Check.NotAssessed(hidden.get());
            }
        }
        OptionalDouble difference = RepTrace.median(rep.atTop(), Measure.ELEVATION_DIFFERENCE);
        if (difference.isEmpty()) {
            return new Check.NotAssessed(Reason.ELBOWS_HIDDEN);
        }
        if (Math.abs(RepTrace.median(rep.atTop(), Measure.BODY_YAW).orElse(0)) > COMPARABLE_YAW) {
            return new Check.NotAssessed(Reason.TURNED_AWAY);
        }
        double value = Math.abs(difference.getAsDouble());
        if (!limit.exceededBy(value)) {
            return new Check.Ok();
        }
        if (ArmLengths.impossibleElbow(rep).isPresent() || !limit.exceededBy(value - ArmLengths.falseDifference(rep))) {
            return new Check.NotAssessed(Reason.ELBOW_IMPLAUSIBLE);
        }
        BodySide low = difference.getAsDouble() > 0 ? BodySide.RIGHT : BodySide.LEFT;
        double at = rep.cycle().top();
        return new Check.Broken(new Fault(
                this, low, at, Math.max(at, rep.cycle().eccentricStart()), OptionalDouble.empty(), value, limit));
    }
}
