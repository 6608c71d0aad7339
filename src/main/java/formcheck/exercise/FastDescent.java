package formcheck.exercise;

import formcheck.motion.Measure;
import formcheck.motion.Reason;
import formcheck.motion.Side;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The arms come down under control: seconds for every 90 degrees of way. Standing still on the way buys no time.
 *
 * @param limit seconds for 90 degrees; the tolerance is in seconds of the whole way
 */
public record FastDescent(Limit limit, String cue) implements FormRule {

    /** Measures that the rule reads beside the elevations of the arms. */
    static final Set<Measure> READS = Set.of(Measure.BODY_YAW);

    /** What the way may be overread by, degrees: seen from the front, and for each degree of yaw beyond the free ones. */
    private static final double WAY_ERROR = 2;

    private static final double WAY_ERROR_BY_YAW = 0.5;
    private static final double FREE_YAW = 10;

    /** A image that stood still is noticed a frame after it has moved again, seconds. */
    private static final double NOTICED = 0.15;

    /** One arm that takes less than this share of the other's time was dropped alone. */
    private static final double ALONE = 0.6;

    @Override
    public RuleKind kind() {
        return RuleKind.FAST_DESCENT;
    }

    /** Least seconds for a way of so many degrees. */
    public double secondsFor(double way) {
        return limit.value() * way / 90;
    }

    /**
     * Below so many seconds the descent is surely a fault: {@link #secondsFor} the way less what it may be overread by,
     * less the tolerance.
     *
     * @param way degrees as measured
     * @param yaw of the body while it was measured, degrees
     */
    public double faultBelow(double way, double yaw) {
        double error = WAY_ERROR + WAY_ERROR_BY_YAW * Math.max(0, Math.abs(yaw) - FREE_YAW);
        return Math.max(0.1, secondsFor(Math.max(0, way - error)) - limit.tolerance());
    }

    @Override
    public Check check(RepTrace rep) {
        Cycle cycle = rep.cycle();
        if (RepTrace.mostly(rep.eccentric(), Reason.FRAME_RATE_TOO_LOW)) {
            return new Check.NotAssessed(Reason.FRAME_RATE_TOO_LOW);
        }
        if (RepTrace.frozen(rep.between(cycle.eccentricStart(), cycle.bottom() + NOTICED))) {
            return new Check.NotAssessed(Reason.FROZEN);
        }
        if (RepTrace.outside(rep.eccentric())) {
            return new Check.NotAssessed(Reason.ELBOWS_OUTSIDE);
        }
        if (RepTrace.hidden(rep.eccentric())) {
            return new Check.NotAssessed(Reason.ELBOWS_HIDDEN);
        }
        double moving = rep.eccentricMoving();
        double way = cycle.fall();
        double yaw = RepTrace.median(rep.eccentric(), Measure.BODY_YAW).orElse(0);
        if (moving >= faultBelow(way, yaw)) {
            return new Check.Ok();
        }
        return new Check.Broken(new Fault(
                this,
                side(rep),
                cycle.eccentricStart(),
                cycle.bottom(),
                rep.flagged(),
                moving,
                new Limit(secondsFor(way), limit.tolerance(), limit.unit())));
    }

    private static BodySide side(RepTrace rep) {
        OptionalDouble left = ownSeconds(rep, Side.LEFT);
        OptionalDouble right = ownSeconds(rep, Side.RIGHT);
        if (left.isEmpty() || right.isEmpty()) {
            return BodySide.BOTH;
        }
        if (left.getAsDouble() < ALONE * right.getAsDouble()) {
            return BodySide.LEFT;
        }
        return right.getAsDouble() < ALONE * left.getAsDouble() ? BodySide.RIGHT : BodySide.BOTH;
    }

    private static OptionalDouble ownSeconds(RepTrace rep, Side side) {
        Curve arm =
                rep.arm(side).between(rep.cycle().eccentricStart(), rep.cycle().bottom());
        if (arm.size() < 3) {
            return OptionalDouble.empty();
        }
        double way = arm.max() - arm.min();
        double from = arm.lastAtOrAbove(arm.max() - 0.1 * way);
        return OptionalDouble.of(
                arm.between(from, Double.POSITIVE_INFINITY).firstAtOrBelow(arm.min() + 0.1 * way) - from);
    }
}
