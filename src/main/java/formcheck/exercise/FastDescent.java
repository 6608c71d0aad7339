package formcheck.exercise;

import formcheck.motion.Measure;
import formcheck.motion.Reason;
import formcheck.motion.Side;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The arms come down under control: seconds for every 90 degrees of range. A standstill gains no time.
 *
 * @param limit seconds for 90 degrees; the tolerance is in seconds of the whole lowering
 */
public record FastDescent(Limit limit, String cue) implements FormRule {

    /** Measures that the rule reads beside the elevations of the arms. */
    static final Set<Measure> READS = Set.of(Measure.BODY_YAW);

    /** Error of the range, degrees: seen from the front, and for each degree of yaw beyond the free ones. */
    private static final double RANGE_ERROR = 2;

    private static final double RANGE_ERROR_BY_YAW = 0.5;
    private static final double FREE_YAW = 10;

    /** Time after a freeze in which it is noticed, seconds: a frame after the image moves again. */
    private static final double NOTICED = 0.15;

    /**
     * Longest frame interval at which a lowering is timed, seconds: 10 frames a second, and 5 % for jitter. A lowering of 0.4 s
     * has four frames there.
     */
    private static final double LONGEST_INTERVAL = 1 / 9.5;

    /**
     * Longest frame interval whose error the tolerance covers, seconds: 12 frames a second, and 4 % for jitter. FastDescentTest and
     * SamplingPropertyTest hold the times from there on.
     */
    private static final double COVERED_INTERVAL = 1 / 11.5;

    /** Share of the other arm's time below which an arm was dropped alone. Chosen, no data. */
    private static final double ALONE = 0.6;

    @Override
    public RuleKind kind() {
        return RuleKind.FAST_DESCENT;
    }

    /** Least time for a range of so many degrees, seconds. */
    public double secondsFor(double range) {
        return limit.value() * range / 90;
    }

    /** The limit for a range of so many degrees, seconds of the whole lowering. */
    public Limit limitFor(double range) {
        return new Limit(secondsFor(range), limit.tolerance(), limit.unit());
    }

    /**
     * Time below which the lowering is a fault, seconds: {@link #secondsFor} the range less its error, less the tolerance.
     *
     * @param range range as measured, degrees
     * @param yaw of the body while it was measured, degrees
     */
    public double faultBelow(double range, double yaw) {
        double error = RANGE_ERROR + RANGE_ERROR_BY_YAW * Math.max(0, Math.abs(yaw) - FREE_YAW);
        return Math.max(0.1, secondsFor(Math.max(0, range - error)) - limit.tolerance());
    }

    /** Whether the frames are too far apart to time a lowering. */
    static boolean tooFewFrames(double interval) {
        return interval > LONGEST_INTERVAL;
    }

    /**
     * Error of a duration beyond the tolerance, seconds: its start and its end lie between two frames.
     *
     * @param interval mean interval of the frames, seconds
     */
    static double timingError(double interval) {
        return interval > COVERED_INTERVAL ? interval : 0;
    }

    @Override
    public Check check(RepTrace rep) {
        Cycle cycle = rep.cycle();
        if (RepTrace.mostly(rep.eccentric(), Reason.FRAME_RATE_TOO_LOW) || tooFewFrames(rep.interval())) {
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
        double range = cycle.fall();
        double yaw = RepTrace.median(rep.eccentric(), Measure.BODY_YAW).orElse(0);
        double edge = faultBelow(range, yaw);
        double error = timingError(rep.interval());
        if (moving - error >= edge) {
            return new Check.Ok();
        }
        if (moving + error >= edge) {
            return new Check.NotAssessed(Reason.FRAME_RATE_TOO_LOW);
        }
        Limit stated = new Limit(secondsFor(range), limit.tolerance() + error, limit.unit());
        return new Check.Broken(
                new Fault(this, side(rep), cycle.eccentricStart(), cycle.bottom(), rep.flagged(), moving, stated));
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
        double range = arm.max() - arm.min();
        double from = arm.lastAtOrAbove(arm.max() - 0.1 * range);
        return OptionalDouble.of(
                arm.between(from, Double.POSITIVE_INFINITY).firstAtOrBelow(arm.min() + 0.1 * range) - from);
    }
}
