package formcheck.exercise;

import formcheck.motion.Reason;
import formcheck.motion.Side;
import java.util.OptionalDouble;

/**
 * The arms come down under control: seconds for every 90 degrees of way. Standing still on the way buys no time.
 *
 * @param limit seconds for 90 degrees; the tolerance is in seconds of the whole way
 */
public record FastDescent(Limit limit, String cue) implements FormRule {

    /** Slower than this is a pause, degrees a second. */
    static final double PAUSE_SPEED = 10;

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

    /** As {@link #secondsFor}, less the tolerance: below it the descent is a fault. */
    public double faultBelow(double way) {
        return Math.max(0.1, secondsFor(way) - limit.tolerance());
    }

    @Override
    public Check check(RepTrace rep) {
        Cycle cycle = rep.cycle();
        if (RepTrace.mostly(rep.eccentric(), Reason.FRAME_RATE_TOO_LOW)) {
            return new Check.Unjudged(Reason.FRAME_RATE_TOO_LOW);
        }
        double moving = movingSeconds(rep.both(), cycle.eccentricStart(), cycle.bottom());
        double way = cycle.fall();
        if (moving >= faultBelow(way)) {
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

    private static double movingSeconds(Curve curve, double from, double to) {
        return to - from - curve.between(from, to).pausedSeconds(PAUSE_SPEED);
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
