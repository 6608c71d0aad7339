package formcheck.exercise;

import formcheck.motion.BodyMeasures;
import formcheck.motion.Measure;
import formcheck.motion.Reason;
import formcheck.motion.Side;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Measures in, repetitions out: follows both arms through rest, concentric, hold and eccentric, calls a fast descent
 * while it happens, and judges each repetition when it is finished.
 */
public final class RepTracker {
    /** A blind spell shorter than this does not end a movement, seconds. */
    private static final double SHORT_BLINDNESS = 0.4;

    private final Exercise exercise;
    private final Kind kind = new Kind(Kind.Limits.DEFAULT);
    private final CycleDetector cycles = new CycleDetector(CycleDetector.Limits.DEFAULT);
    private final ArmPair arms = new ArmPair();
    private final BlindSpots blindSpots = new BlindSpots();
    private final ArrayDeque<BodyMeasures> frames = new ArrayDeque<>();
    private final List<Double> bottoms = new ArrayList<>();
    private Optional<DescentWatch> watch = Optional.empty();
    private RepPhase phase = RepPhase.REST;
    private OptionalDouble blindSince = OptionalDouble.empty();
    private OptionalDouble lastBottom = OptionalDouble.empty();
    private double now;
    private int count;
    private int set = 1;

    public RepTracker(Exercise exercise) {
        this.exercise = exercise;
    }

    /** Goes on counting after a repetition, with nothing under way. */
    public static RepTracker after(Rep last, Exercise exercise) {
        RepTracker tracker = new RepTracker(exercise);
        tracker.count = last.index();
        tracker.set = last.set();
        tracker.lastBottom = OptionalDouble.of(last.bottom());
        return tracker;
    }

    /** Takes a frame's measures; says what happened, mostly nothing. */
    public List<RepEvent> track(BodyMeasures measures) {
        List<RepEvent> events = new ArrayList<>();
        double before = now;
        now = measures.seconds();
        boolean interrupted = !measures.continuous() && !frames.isEmpty();
        if (interrupted && now - before > SHORT_BLINDNESS) {
            events.add(new RepEvent.CouldNotJudge(now, BlindSpots.EVERYTHING, Reason.INTERRUPTED, before, now));
        }
        Optional<Reason> blind = Kind.blind(measures);
        blindSpots.see(BlindSpots.EVERYTHING, blind, now, events);
        blindSpots.see(BlindSpots.WHO, rival(measures), now, events);
        if (!measures.continuous()) {
            drop(DropReason.INTERRUPTED, events);
        }
        if (blind.isPresent()) {
            waitBlind(events);
            return events;
        }
        Optional<ArmPair.Common> common = arms.common(measures);
        if (common.isEmpty()) {
            waitBlind(events);
            return events;
        }
        blindSince = OptionalDouble.empty();
        frames.addLast(measures);
        List<Cycle> completed = cycles.update(now, common.get().elevation());
        watchDescent(common.get(), events);
        for (Cycle cycle : completed) {
            finish(cycle, events);
        }
        changePhase(cycles.phase(), events);
        forgetOldFrames();
        return events;
    }

    /** No more frames will come: finishes what has come back, and closes what could not be judged. */
    public List<RepEvent> finish() {
        List<RepEvent> events = new ArrayList<>();
        for (Cycle cycle : cycles.finish()) {
            finish(cycle, events);
        }
        blindSpots.close(now, events);
        return events;
    }

    private static Optional<Reason> rival(BodyMeasures measures) {
        return measures.impediments().contains(Reason.OTHER_PERSON)
                ? Optional.of(Reason.OTHER_PERSON)
                : Optional.empty();
    }

    private void waitBlind(List<RepEvent> events) {
        if (blindSince.isEmpty()) {
            blindSince = OptionalDouble.of(now);
        } else if (now - blindSince.getAsDouble() > SHORT_BLINDNESS) {
            drop(DropReason.ARMS_NOT_SEEN, events);
        }
    }

    private void drop(DropReason why, List<RepEvent> events) {
        double from = cycles.began();
        double to = cycles.curve().isEmpty() ? now : cycles.curve().last().seconds();
        List<Cycle> completed = cycles.finish();
        for (Cycle cycle : completed) {
            finish(cycle, events);
        }
        // A movement that had come back is told as what it was, not as one given up besides.
        if (phase != RepPhase.REST && completed.isEmpty()) {
            events.add(new RepEvent.MovementDropped(now, why, from, to));
        }
        withdraw(events);
        frames.clear();
        arms.reset();
        changePhase(RepPhase.REST, events);
    }

    private void changePhase(RepPhase next, List<RepEvent> events) {
        if (next != phase) {
            phase = next;
            events.add(new RepEvent.PhaseChanged(now, next));
        }
    }

    private void watchDescent(ArmPair.Common common, List<RepEvent> events) {
        if (cycles.phase() != RepPhase.ECCENTRIC) {
            return;
        }
        if (phase != RepPhase.ECCENTRIC && watch.isEmpty()) {
            startWatch(events);
        }
        if (frames.getLast().impediments().contains(Reason.FROZEN)) {
            withdraw(events); // nobody knows what was done meanwhile
            return;
        }
        Optional<FastDescent> rule = exercise.fastDescent();
        if (watch.isPresent() && rule.isPresent() && watch.get().update(now, common.elevation(), common.speed())) {
            FastDescent fast = rule.get();
            events.add(new RepEvent.FaultFlagged(
                    now,
                    fast,
                    BodySide.BOTH,
                    -common.speed(),
                    new Limit(
                            watch.get().leastSeconds(),
                            fast.limit().tolerance(),
                            fast.limit().unit())));
        }
    }

    /** The arms have just left the top: if this may become a repetition, its lowering is watched. */
    private void startWatch(List<RepEvent> events) {
        Optional<FastDescent> rule = exercise.fastDescent();
        Curve curve = cycles.curve();
        double top = cycles.topLevel();
        double topAt = curve.firstAtOrAbove(top);
        Cycle soFar = Timing.cycle(
                curve,
                OptionalDouble.of(cycles.began()),
                cycles.startLevel(),
                topAt,
                top,
                now,
                curve.last().value(),
                List.of());
        RepTrace trace = trace(soFar, OptionalDouble.empty());
        if (kind.mismatch(trace).isPresent()) {
            return;
        }
        Check height = exercise.elbowHeight().check(trace);
        events.add(new RepEvent.TopLeft(now, height instanceof Check.Ok));
        boolean blind =
                frames.getLast().impediments().contains(Reason.FRAME_RATE_TOO_LOW) || RepTrace.outside(trace.frames());
        if (rule.isPresent() && !blind) {
            double leftAt = curve.between(topAt, now).lastAtOrAbove(top - 2.5);
            double yaw = frames.getLast().followed(Measure.BODY_YAW).orElse(0);
            double start =
                    cycles.startSeen() ? cycles.startLevel() : usualBottom().orElse(cycles.startLevel());
            watch = Optional.of(new DescentWatch(DescentWatch.Limits.DEFAULT, rule.get(), leftAt, top, start, yaw));
            // What was lowered before the turn was noticed counts too.
            for (BodyMeasures frame : frames) {
                if (frame.seconds() > leftAt && frame.seconds() < now) {
                    ArmPair.peek(frame)
                            .ifPresent(past ->
                                    watch.orElseThrow().update(frame.seconds(), past.elevation(), past.speed()));
                }
            }
        }
    }

    private void finish(Cycle cycle, List<RepEvent> events) {
        OptionalDouble flagged = watch.isPresent() ? watch.get().called() : OptionalDouble.empty();
        RepTrace trace = trace(cycle, flagged);
        Optional<DropReason> mismatch = kind.mismatch(trace);
        if (mismatch.isEmpty() && cycle.start().isEmpty() && !reachedHeight(trace)) {
            mismatch = Optional.of(DropReason.BEGAN_IN_MID_MOVEMENT);
        }
        if (mismatch.isPresent()) {
            withdraw(events);
            events.add(new RepEvent.MovementDropped(now, mismatch.get(), cycle.begin(), cycle.bottom()));
            return;
        }
        if (lastBottom.isPresent() && cycle.begin() - lastBottom.getAsDouble() > exercise.setBreak()) {
            set++;
            bottoms.clear();
        }
        lastBottom = OptionalDouble.of(cycle.bottom());
        Rep rep = judge(cycle, trace);
        bottoms.add(cycle.bottomLevel());
        boolean confirmed = rep.faults().stream().anyMatch(fault -> fault.rule() instanceof FastDescent);
        if (confirmed) {
            watch = Optional.empty();
        } else {
            withdraw(events);
        }
        rep.checks()
                .forEach((rule, check) -> check.obstacle()
                        .filter(reason -> !rule.kind().coachesOnly()) // tell of posture once, not with every repetition
                        .ifPresent(reason -> events.add(
                                new RepEvent.CouldNotJudge(now, rule.id(), reason, cycle.begin(), cycle.bottom()))));
        events.add(new RepEvent.RepCompleted(now, rep));
    }

    private boolean reachedHeight(RepTrace trace) {
        return !(exercise.elbowHeight().check(trace) instanceof Check.Broken);
    }

    private Rep judge(Cycle cycle, RepTrace trace) {
        Map<FormRule, Check> checks = new LinkedHashMap<>();
        for (FormRule rule : exercise.rules()) {
            checks.put(rule, rule.check(trace));
        }
        Map<Side, Double> peaks = new EnumMap<>(Side.class);
        Map<Side, Double> lows = new EnumMap<>(Side.class);
        for (Side side : Side.values()) {
            trace.peak(side).ifPresent(value -> peaks.put(side, value));
            trace.bottom(side).ifPresent(value -> lows.put(side, value));
        }
        return new Rep(
                ++count,
                set,
                cycle.start(),
                cycle.top(),
                cycle.eccentricStart(),
                cycle.bottom(),
                peaks,
                lows,
                cycle.fall(),
                trace.both().between(cycle.eccentricStart(), cycle.bottom()).steepestFall(),
                verdict(checks, trace),
                checks,
                SqueezeMeter.of(trace));
    }

    private Verdict verdict(Map<FormRule, Check> checks, RepTrace trace) {
        Check height = checks.getOrDefault(exercise.elbowHeight(), new Check.NotApplicable());
        if (height instanceof Check.Unjudged) {
            return Verdict.UNJUDGED;
        }
        if (height instanceof Check.Broken || !kind.bothCameBack(trace)) {
            return Verdict.ATTEMPTED;
        }
        boolean clean = checks.entrySet().stream()
                .filter(entry ->
                        exercise.cleanRequires().contains(entry.getKey().kind()))
                .allMatch(entry ->
                        entry.getValue() instanceof Check.Ok || entry.getValue() instanceof Check.NotApplicable);
        return clean ? Verdict.CLEAN : Verdict.VALID;
    }

    private void withdraw(List<RepEvent> events) {
        if (watch.isPresent() && watch.get().called().isPresent()) {
            double flagged = watch.get().called().getAsDouble();
            exercise.fastDescent().ifPresent(rule -> events.add(new RepEvent.FlagWithdrawn(now, rule, flagged)));
        }
        watch = Optional.empty();
    }

    private RepTrace trace(Cycle cycle, OptionalDouble flagged) {
        List<BodyMeasures> part = frames.stream()
                .filter(frame -> frame.seconds() >= cycle.begin() - 0.3 && frame.seconds() <= now)
                .toList();
        Curve both = new Curve();
        for (BodyMeasures frame : part) {
            ArmPair.peek(frame).ifPresent(value -> both.add(frame.seconds(), value.elevation()));
        }
        return new RepTrace(cycle, part, both, usualBottom(), flagged);
    }

    private OptionalDouble usualBottom() {
        if (bottoms.isEmpty()) {
            return OptionalDouble.empty();
        }
        double[] sorted =
                bottoms.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return OptionalDouble.of(sorted[(sorted.length - 1) / 2]);
    }

    private void forgetOldFrames() {
        double keep = cycles.curve().isEmpty() ? now : cycles.curve().get(0).seconds();
        while (!frames.isEmpty() && frames.getFirst().seconds() < keep - 1e-9) {
            frames.removeFirst();
        }
    }
}
