package formcheck.guide;

import formcheck.motion.BodyMeasures;
import formcheck.motion.Measure;
import formcheck.motion.Reason;
import formcheck.motion.SlowAverage;
import formcheck.motion.posture.HeadCheck;
import formcheck.motion.posture.HeadCheckResult;
import formcheck.motion.posture.HeadCheckResult.HeadCheckReason;
import formcheck.pose.Pose;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The head check before a set: the person turns the chair, sits as usual, then tall, and turns back. Decides when to continue,
 * and has the result.
 */
final class TurnedChair {

    /**
     * @param settled time turned far enough, or facing again, after which the next step begins, seconds
     * @param ready time to get into a posture before it is held, seconds
     * @param hold time for which a posture is held, seconds
     * @param patience time after which a step that does not succeed ends the check, seconds
     * @param shown shortest time of the result, seconds
     * @param longest longest time of the result, seconds, turned back or not; the placement asks for that too
     * @param inside degrees that the person has to turn beyond the limit, so that they stay beyond it
     * @param outside degrees by which one hold may miss the limits; both holds together have to keep them
     * @param still largest movement of the near ear within a hold, as a share of the distances ear to nose and eye to mouth
     * @param facing yaw up to which the person faces the camera, degrees
     */
    record Parameters(
            double settled,
            double ready,
            double hold,
            double patience,
            double shown,
            double longest,
            double inside,
            double outside,
            double still,
            double facing) {
        private static final double SETTLED = 1.0;
        private static final double READY = 2.0;
        private static final double HOLD = 3.0;
        private static final double PATIENCE = 40;
        private static final double SHOWN = 4;
        private static final double LONGEST = 20;
        private static final double INSIDE = 3;
        private static final double OUTSIDE = 5;
        private static final double STILL = 0.35;
        private static final double FACING = 25;

        static final Parameters DEFAULT =
                new Parameters(SETTLED, READY, HOLD, PATIENCE, SHOWN, LONGEST, INSIDE, OUTSIDE, STILL, FACING);
    }

    /** Reasons that do not pause this check: it asks for them, or they do not matter here. */
    static final Set<Reason> WANTED = Set.of(Reason.TURNED_AWAY, Reason.NOT_UPRIGHT, Reason.FRAME_RATE_TOO_LOW);

    private static final double AVERAGED = 0.4;
    private static final double EVERY = 0.1;

    private final Parameters parameters;
    private final SlowAverage turn = new SlowAverage(AVERAGED);
    private final List<Pose> held = new ArrayList<>();
    private List<Pose> usual = List.of();
    private Optional<HeadCheck> check = Optional.empty();
    private Optional<HeadCheckResult> result = Optional.empty();
    private Optional<HeadCheckReason> reason = Optional.empty();
    private OptionalDouble since = OptionalDouble.empty();
    private double waited;
    private double lastKept;
    private double last;
    private int ticks;
    private boolean ticked;

    TurnedChair(Parameters parameters) {
        this.parameters = parameters;
    }

    TurnedChair() {
        this(Parameters.DEFAULT);
    }

    /** Sets the model that judges. */
    void use(HeadCheck judge) {
        check = Optional.of(judge);
    }

    /** The result; empty until the check is over, or if it was skipped. */
    Optional<HeadCheckResult> result() {
        return result;
    }

    /** Why it does not continue at present. */
    Optional<HeadCheckReason> waitsFor() {
        return reason;
    }

    /** Share of a step that is done, 0 to 1. */
    double progress(Stage stage, double now) {
        if (since.isEmpty()) {
            return 0;
        }
        double lasted = now - since.getAsDouble();
        return switch (stage) {
            case HEAD_TURN -> share(lasted / parameters.settled);
            case HEAD_USUAL, HEAD_TALL -> share((lasted - parameters.ready) / parameters.hold);
            default -> 0;
        };
    }

    private static double share(double value) {
        return Math.max(0, Math.min(1, value));
    }

    /** Whether a second of a hold has begun since the last call. */
    boolean takeTick() {
        boolean was = ticked;
        ticked = false;
        return was;
    }

    /** Drops a step that has begun, because another stage or source begins. */
    void startAnew() {
        held.clear();
        since = OptionalDouble.empty();
        reason = Optional.empty();
        waited = 0;
        ticks = 0;
    }

    /**
     * Processes a frame.
     *
     * @param stage one of those of the check
     * @return the next stage, if it begins now
     */
    Optional<Stage> see(Stage stage, Optional<Pose> pose, BodyMeasures measures, double now) {
        double step = Math.min(0.5, Math.max(1e-3, now - last));
        last = now;
        waited += step;
        Optional<HeadCheck.SideView> side =
                pose.flatMap(there -> check.orElseThrow().side(there));
        side.ifPresent(seen -> turn.update(seen.degrees(), step));
        reason = stage == Stage.HEAD_RESULT
                ? Optional.empty()
                : reasonFor(side, stage == Stage.HEAD_TURN ? parameters.inside : -parameters.outside);
        return switch (stage) {
            case HEAD_TURN -> turn(now);
            case HEAD_USUAL, HEAD_TALL -> hold(stage, pose, now);
            default -> turnBack(measures, now);
        };
    }

    private Optional<HeadCheckReason> reasonFor(Optional<HeadCheck.SideView> side, double margin) {
        if (side.isEmpty()) {
            return Optional.of(HeadCheckReason.NOT_SEEN);
        }
        HeadCheck.SideView slow =
                new HeadCheck.SideView(turn.value().orElse(0), side.get().earVisibility());
        return check.orElseThrow().notAssessable(slow, margin);
    }

    private Optional<Stage> turn(double now) {
        if (reason.isPresent()) {
            since = OptionalDouble.empty();
            return impatient();
        }
        if (since.isEmpty()) {
            since = OptionalDouble.of(now);
        }
        return now - since.getAsDouble() >= parameters.settled ? Optional.of(Stage.HEAD_USUAL) : Optional.empty();
    }

    private Optional<Stage> hold(Stage stage, Optional<Pose> pose, double now) {
        if (reason.isPresent() || pose.isEmpty()) {
            hold(OptionalDouble.empty());
            return impatient();
        }
        if (since.isEmpty()) {
            hold(OptionalDouble.of(now));
        }
        double lasted = now - since.getAsDouble() - parameters.ready;
        if (lasted < 0) {
            return Optional.empty();
        }
        if (held.isEmpty() || now - lastKept >= EVERY) {
            held.add(pose.get());
            lastKept = now;
        }
        if (check.orElseThrow().unrest(held) > parameters.still) {
            reason = Optional.of(HeadCheckReason.NOT_STILL);
            hold(OptionalDouble.of(now - parameters.ready)); // the person is in the posture already
            return impatient();
        }
        if (lasted >= parameters.hold) {
            return Optional.of(done(stage));
        }
        if (lasted >= ticks) {
            ticks++;
            ticked = true;
        }
        return Optional.empty();
    }

    private void hold(OptionalDouble begun) {
        held.clear();
        since = begun;
        ticks = 0;
    }

    private Stage done(Stage stage) {
        if (stage == Stage.HEAD_USUAL) {
            usual = List.copyOf(held);
            return Stage.HEAD_TALL;
        }
        result = Optional.of(check.orElseThrow().judge(usual, List.copyOf(held)));
        return Stage.HEAD_RESULT;
    }

    /** Ends the check with its reason if the person cannot turn far enough or the ear stays hidden. */
    private Optional<Stage> impatient() {
        if (waited < parameters.patience) {
            return Optional.empty();
        }
        result = Optional.of(HeadCheckResult.notAssessed(reason.orElse(HeadCheckReason.NOT_STILL)));
        return Optional.of(Stage.HEAD_RESULT);
    }

    private Optional<Stage> turnBack(BodyMeasures measures, double now) {
        boolean faces = Math.abs(measures.followed(Measure.BODY_YAW).orElse(90)) <= parameters.facing;
        if (!faces) {
            since = OptionalDouble.empty();
        } else if (since.isEmpty()) {
            since = OptionalDouble.of(now);
        }
        boolean back = since.isPresent() && now - since.getAsDouble() >= parameters.settled;
        return (back && waited >= parameters.shown) || waited >= parameters.longest
                ? Optional.of(Stage.PLACEMENT)
                : Optional.empty();
    }
}
