package formcheck.exercise;

import formcheck.motion.Measure;
import formcheck.motion.Reason;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Flags a fast lowering while it happens, with one {@link DescentWatch} for each, and withdraws a wrong flag. Reads what the rule
 * reads.
 */
final class DescentMonitor {
    /** Distance below the top from which the arms have left it, degrees: more than jitter. Chosen, no data. */
    private static final double LEFT_TOP = 2.5;

    /** Window and least number of samples of the slope that gives the speed, seconds. Chosen, no data. */
    private static final double SPEED_WINDOW = 0.1;

    private static final int SPEED_SAMPLES = 3;

    /** Part of the time before a lowering whose frames give the frame interval, seconds. Chosen, no data. */
    private static final double RATE_WINDOW = 0.6;

    private final Optional<FastDescent> rule;
    private Optional<DescentWatch> watch = Optional.empty();

    DescentMonitor(Exercise exercise) {
        this.rule = exercise.fastDescent();
    }

    boolean isWatching() {
        return watch.isPresent();
    }

    /** When the present lowering was flagged, seconds; empty if it was not. */
    OptionalDouble called() {
        return watch.isPresent() ? watch.get().called() : OptionalDouble.empty();
    }

    /**
     * Starts to watch a lowering, unless the arms are not seen well enough.
     *
     * @param trace the movement so far
     */
    void start(RepTrace trace, CycleDetector cycles, SetMemory memory) {
        double now = memory.last().seconds();
        double interval = memory.interval(now - RATE_WINDOW, now);
        boolean unseen = memory.last().reasons().contains(Reason.FRAME_RATE_TOO_LOW)
                || FastDescent.tooFewFrames(interval)
                || RepTrace.outside(trace.frames())
                || RepTrace.hidden(List.of(memory.last()));
        if (rule.isEmpty() || unseen) {
            return;
        }
        Curve curve = cycles.curve();
        double top = cycles.topLevel();
        double leftAt = curve.between(
                        curve.firstAtOrAbove(top) - SPEED_WINDOW, curve.last().seconds())
                .lastAtOrAbove(top - LEFT_TOP);
        double yaw = memory.last().followed(Measure.BODY_YAW).orElse(0);
        double start =
                cycles.startSeen() ? cycles.startLevel() : memory.usualBottom().orElse(cycles.startLevel());
        DescentWatch started =
                new DescentWatch(rule.get(), leftAt, top, start, yaw, FastDescent.timingError(interval), cycles.band());
        watch = Optional.of(started);
        // What was lowered before the turn was noticed counts too.
        for (int i = 0; i < curve.size() - 1; i++) {
            CurveSample past = curve.get(i);
            if (past.seconds() > leftAt) {
                started.update(past.seconds(), past.value(), speed(curve.between(past.seconds() - 1, past.seconds())));
            }
        }
    }

    /** Processes one frame of a lowering and flags it once it is too fast. */
    void update(double now, double elevation, CycleDetector cycles, SetMemory memory, List<RepEvent> events) {
        if (memory.last().reasons().contains(Reason.FROZEN)) {
            withdraw(now, events); // what was done meanwhile is not known
            return;
        }
        double speed = speed(cycles.curve());
        if (rule.isPresent() && watch.isPresent() && watch.get().update(now, elevation, speed)) {
            FastDescent fast = rule.get();
            Limit limit = new Limit(
                    watch.get().leastSeconds(),
                    fast.limit().tolerance(),
                    fast.limit().unit());
            events.add(new RepEvent.FaultFlagged(now, fast, BodySide.BOTH, -speed, limit));
        }
    }

    private static double speed(Curve curve) {
        return curve.endSlope(SPEED_WINDOW, SPEED_SAMPLES);
    }

    /** The repetition has the fault that was flagged. */
    void confirm() {
        watch = Optional.empty();
    }

    /** Stops watching and withdraws a flag. */
    void withdraw(double now, List<RepEvent> events) {
        OptionalDouble flagged = called();
        if (flagged.isPresent()) {
            rule.ifPresent(fast -> events.add(new RepEvent.FlagWithdrawn(now, fast, flagged.getAsDouble())));
        }
        watch = Optional.empty();
    }
}
