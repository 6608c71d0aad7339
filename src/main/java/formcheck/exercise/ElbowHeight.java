package formcheck.exercise;

import formcheck.motion.Measure;
import formcheck.motion.Reason;
import formcheck.motion.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Both elbows reach the height: elevation at the top, degrees. Decides whether a repetition is valid.
 *
 * @param limit 90, or the person's own limit; the tolerance is the error of one view
 */
public record ElbowHeight(Limit limit, String cue) implements FormRule {

    /** Measures that the rule reads beside the elevations of the arms. */
    static final Set<Measure> READS = Set.of(Measure.CAMERA_PITCH);

    /** How far in front of or behind the trunk's plane the elbows of a good raise may be, degrees. */
    private static final double OUT_OF_PLANE = 30;

    @Override
    public RuleKind kind() {
        return RuleKind.ELBOW_HEIGHT;
    }

    @Override
    public Check check(RepTrace rep) {
        List<Side> low = new ArrayList<>();
        Optional<Reason> hidden = Optional.empty();
        double lowest = Double.POSITIVE_INFINITY;
        for (Side side : Side.values()) {
            Optional<Reason> reason = rep.hiddenAtTop(side);
            OptionalDouble peak = rep.peak(side);
            if (reason.isPresent() || peak.isEmpty()) {
                hidden = reason;
            } else {
                lowest = Math.min(lowest, peak.getAsDouble());
                if (limit.undercutBy(peak.getAsDouble())) {
                    low.add(side);
                }
            }
        }
        if (!low.isEmpty()) {
            Optional<Reason> pitch = pitched(rep);
            if (pitch.isPresent() && lowest + lostToPitch(rep) >= limit.value()) {
                return new Check.NotAssessed(pitch.get());
            }
            if (low.size() == 1 && ArmLengths.impossibleElbow(rep).equals(Optional.of(low.get(0)))) {
                return new Check.NotAssessed(Reason.ELBOW_IMPLAUSIBLE);
            }
            BodySide side = low.size() == 2 ? BodySide.BOTH : BodySide.of(low.get(0));
            double at = rep.cycle().top();
            return new Check.Broken(new Fault(
                    this, side, at, Math.max(at, rep.cycle().eccentricStart()), OptionalDouble.empty(), lowest, limit));
        }
        return hidden.isPresent() ? new Check.NotAssessed(hidden.get()) : new Check.Ok();
    }

    /**
     * By how much a horizontal upper arm can read too low, degrees. From a camera that looks up by {@code p} an elbow {@code b}
     * behind the trunk's plane is seen {@code tan b sin p} below its shoulder; from above one that is in front of it.
     */
    private static double lostToPitch(RepTrace rep) {
        double pitch =
                Math.abs(RepTrace.median(rep.frames(), Measure.CAMERA_PITCH).orElse(0)) + Measure.PITCH_ERROR;
        return Math.toDegrees(Math.atan(Math.tan(Math.toRadians(OUT_OF_PLANE)) * Math.sin(Math.toRadians(pitch))));
    }

    private static Optional<Reason> pitched(RepTrace rep) {
        if (RepTrace.mostly(rep.frames(), Reason.CAMERA_TOO_LOW)) {
            return Optional.of(Reason.CAMERA_TOO_LOW);
        }
        return RepTrace.mostly(rep.frames(), Reason.CAMERA_TOO_HIGH)
                ? Optional.of(Reason.CAMERA_TOO_HIGH)
                : Optional.empty();
    }
}
