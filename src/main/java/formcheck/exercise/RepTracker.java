package formcheck.exercise;

import formcheck.motion.BodyMeasures;
import formcheck.motion.Measure;
import formcheck.motion.Reason;
import formcheck.motion.Side;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Turns measures into repetitions: tracks both arms through rest, concentric, hold and eccentric, flags a fast lowering while it
 * happens, and judges each finished repetition. For one thread.
 */
public final class RepTracker {
    /** Longest time without measures within a movement, seconds. Chosen, no data. */
    private static final double SHORT_GAP = 0.4;

    private final Exercise exercise;
    private final MovementClassifier kind = new MovementClassifier();
    private RepJudge judge;
    private final SetRule sets;
    private final CycleDetector cycles = new CycleDetector();
    private final ArmPair arms = new ArmPair();
    private final NotAssessableSpans notAssessable = new NotAssessableSpans();
    private final SetMemory memory = new SetMemory();
    private final DescentMonitor descents;
    private RepPhase phase = RepPhase.REST;
    private OptionalDouble unseenSince = OptionalDouble.empty();
    private OptionalDouble lastBottom = OptionalDouble.empty();
    private double now;
    private int count;
    private int set = 1;

    public RepTracker(Exercise exercise) {
        this.exercise = exercise;
        this.judge = new RepJudge(exercise, kind);
        this.sets = new SetRule(exercise);
        this.descents = new DescentMonitor(exercise);
    }

    /** A tracker that continues counting after a repetition, with no movement under way. */
    public static RepTracker after(Rep last, Exercise exercise) {
        RepTracker tracker = new RepTracker(exercise);
        tracker.count = last.index();
        tracker.set = last.set();
        tracker.lastBottom = OptionalDouble.of(last.bottom());
        return tracker;
    }

    /**
     * Uses other proofs from now on. Counting does not change.
     *
     * @param personal the same exercise, {@link Exercise#provenBy}
     */
    public void judgeBy(Exercise personal) {
        judge = new RepJudge(personal, kind);
    }

    /**
     * Measures that counting and judging read, by all rules. Frames that keep these bit for bit lead to the same repetitions if
     * they are judged again.
     */
    public static Set<Measure> reads() {
        EnumSet<Measure> all = EnumSet.noneOf(Measure.class);
        for (Set<Measure> some : List.of(
                ArmPair.READS,
                ArmLengths.READS,
                MovementClassifier.READS,
                RaiseForm.READS,
                RepTrace.READS,
                SetRule.READS,
                SqueezeMeter.READS)) {
            all.addAll(some);
        }
        for (RuleKind rule : RuleKind.values()) {
            all.addAll(rule.reads());
        }
        return Collections.unmodifiableSet(all);
    }

    /** Processes one frame and returns its events, usually none. */
    public List<RepEvent> track(BodyMeasures measures) {
        List<RepEvent> events = new ArrayList<>();
        double before = now;
        now = Math.max(now, measures.seconds());
        memory.pass(now);
        if (!measures.continuous() && !memory.isEmpty() && now - before > SHORT_GAP) {
            events.add(
                    new RepEvent.NotAssessedSpan(now, NotAssessableSpans.REPETITIONS, Reason.INTERRUPTED, before, now));
        }
        Optional<Reason> reason = MovementClassifier.notAssessable(measures);
        notAssessable.update(NotAssessableSpans.REPETITIONS, reason, now, events);
        notAssessable.update(NotAssessableSpans.PERSON, NotAssessableSpans.rival(measures), now, events);
        sets.expired(now).forEach(lonely -> dropLonely(lonely, events));
        if (!measures.continuous()) {
            drop(DropReason.INTERRUPTED, events);
        }
        OptionalDouble common = reason.isPresent() ? OptionalDouble.empty() : arms.common(measures);
        if (common.isEmpty()) {
            waitUnseen(events);
            return events;
        }
        unseenSince = OptionalDouble.empty();
        double elevation = common.getAsDouble();
        memory.add(measures, elevation);
        List<Cycle> completed = cycles.update(now, elevation);
        cycles.tooSmall()
                .ifPresent(small -> events.add(
                        new RepEvent.MovementDropped(now, DropReason.TOO_SMALL, small.begin(), small.bottom())));
        monitorDescent(elevation, events);
        for (Cycle cycle : completed) {
            finish(cycle, events);
        }
        if (cycles.endless(now)) {
            drop(DropReason.CUT_OFF, events);
            return events;
        }
        changePhase(cycles.phase(), events);
        memory.forgetBefore(
                cycles.curve().isEmpty() ? now : cycles.curve().get(0).seconds());
        return events;
    }

    /** Ends the frames: completes a repetition that has come back, and closes the open spans. */
    public List<RepEvent> finish() {
        List<RepEvent> events = new ArrayList<>();
        drop(DropReason.CUT_OFF, events);
        sets.left().forEach(lonely -> dropLonely(lonely, events));
        notAssessable.close(now, events);
        return events;
    }

    /**
     * The movement that one second of stillness would finish: the arms have arrived, and it is only not known yet whether they
     * stay. Changes nothing. Empty while the arms are under way or at rest.
     */
    public Optional<UnconfirmedRep> unconfirmed() {
        return unseenSince.isPresent() ? Optional.empty() : cycles.arriving().map(this::unconfirmed);
    }

    private UnconfirmedRep unconfirmed(Cycle arriving) {
        Supplier<RepTrace> trace = memory.traceOfNow(arriving, descents.called(), cycles.band());
        RepJudge judgeOfNow = judge;
        boolean first = lonely(arriving);
        int index = count + 1;
        int its = first && lastBottom.isPresent() ? set + 1 : set;
        return new UnconfirmedRep(() -> {
            RepTrace movement = trace.get();
            boolean counts = mismatch(movement).isEmpty() && !(first && sets.needsCompany(movement, true));
            return counts ? Optional.of(judgeOfNow.judge(movement, index, its)) : Optional.empty();
        });
    }

    private void waitUnseen(List<RepEvent> events) {
        if (unseenSince.isEmpty()) {
            unseenSince = OptionalDouble.of(now);
        } else if (now - unseenSince.getAsDouble() > SHORT_GAP) {
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
        // A movement that had come back is a repetition already.
        if (phase != RepPhase.REST && completed.isEmpty()) {
            events.add(new RepEvent.MovementDropped(now, why, from, to));
        }
        descents.withdraw(now, events);
        memory.forgetFrames();
        arms.reset();
        changePhase(RepPhase.REST, events);
    }

    private void changePhase(RepPhase next, List<RepEvent> events) {
        if (next != phase) {
            phase = next;
            events.add(new RepEvent.PhaseChanged(now, next));
        }
    }

    private void monitorDescent(double elevation, List<RepEvent> events) {
        if (cycles.phase() != RepPhase.ECCENTRIC) {
            return;
        }
        if (phase != RepPhase.ECCENTRIC && !descents.isWatching()) {
            leaveTop(events);
        }
        descents.update(now, elevation, cycles, memory, events);
    }

    /** The arms have just left the top. If this may become a repetition, its lowering is watched. */
    private void leaveTop(List<RepEvent> events) {
        Curve curve = cycles.curve();
        double top = cycles.topLevel();
        double topAt = curve.firstAtOrAbove(top);
        CurveSample last = curve.last();
        Cycle soFar = RepTiming.cycle(
                curve,
                new UntimedCycle(
                        OptionalDouble.of(cycles.began()),
                        cycles.startLevel(),
                        new CurveSample(topAt, top),
                        new CurveSample(now, last.value()),
                        List.of()),
                cycles.band());
        RepTrace trace = memory.trace(soFar, OptionalDouble.empty(), cycles.band());
        boolean alone = lonely(soFar)
                && (!cycles.startSeen()
                        || sets.needsCompany(trace, false)
                        || trace.hiddenAtTop(Side.LEFT).isPresent()
                        || trace.hiddenAtTop(Side.RIGHT).isPresent());
        if (kind.mismatch(trace).isPresent() || alone) {
            return;
        }
        Check height = exercise.elbowHeight().check(trace);
        events.add(new RepEvent.TopLeft(now, soFar.begin(), height, RaiseForm.isThatOfTheExercise(trace)));
        descents.start(trace, cycles, memory);
    }

    /** Whether no set is under way to which a movement could belong. */
    private boolean lonely(Cycle cycle) {
        return lastBottom.isEmpty() || cycle.begin() - lastBottom.getAsDouble() > exercise.setBreak();
    }

    private void finish(Cycle cycle, List<RepEvent> events) {
        RepTrace trace = memory.trace(cycle, descents.called(), cycles.band());
        Optional<DropReason> mismatch = mismatch(trace);
        if (mismatch.isPresent()) {
            descents.withdraw(now, events);
            events.add(new RepEvent.MovementDropped(now, mismatch.get(), cycle.begin(), cycle.bottom()));
            return;
        }
        if (lonely(cycle) && sets.needsCompany(trace, true)) {
            descents.withdraw(now, events);
            List<RepTrace> alone = new ArrayList<>();
            List<RepTrace> enough = sets.wait(trace, alone);
            alone.forEach(one -> dropLonely(one, events));
            enough.forEach(one -> countWithoutWatch(one, events));
            return;
        }
        List<RepTrace> dropped = new ArrayList<>();
        List<RepTrace> joined = sets.joinedBy(trace, dropped);
        dropped.forEach(one -> dropLonely(one, events));
        joined.forEach(one -> countWithoutWatch(one, events));
        Rep rep = count(trace, events);
        if (rep.faults().stream().anyMatch(fault -> fault.rule() instanceof FastDescent)) {
            descents.confirm();
        } else {
            descents.withdraw(now, events);
        }
        events.add(new RepEvent.RepCompleted(now, rep));
    }

    /** Why a finished movement is no repetition; empty if it is one. */
    private Optional<DropReason> mismatch(RepTrace trace) {
        boolean low = exercise.elbowHeight().check(trace) instanceof Check.Broken;
        boolean unseen = trace.cycle().start().isEmpty() && low;
        return kind.mismatchWhenFinished(trace)
                .or(() -> unseen ? Optional.of(DropReason.BEGAN_IN_MID_MOVEMENT) : Optional.empty());
    }

    private void dropLonely(RepTrace lonely, List<RepEvent> events) {
        Cycle cycle = lonely.cycle();
        DropReason why = cycle.start().isPresent() ? DropReason.NOT_A_SET : DropReason.BEGAN_IN_MID_MOVEMENT;
        events.add(new RepEvent.MovementDropped(now, why, cycle.begin(), cycle.bottom()));
    }

    private void countWithoutWatch(RepTrace trace, List<RepEvent> events) {
        events.add(new RepEvent.RepCompleted(now, count(trace, events)));
    }

    private Rep count(RepTrace trace, List<RepEvent> events) {
        Cycle cycle = trace.cycle();
        if (lastBottom.isPresent() && lonely(cycle)) {
            set++;
            memory.forgetBottoms();
        }
        lastBottom = OptionalDouble.of(cycle.bottom());
        Rep rep = judge.judge(trace, ++count, set);
        memory.addBottom(cycle.bottomLevel());
        rep.checks()
                .forEach((rule, check) -> check.notAssessable()
                        .filter(reason -> !rule.kind().coachesOnly()) // posture is reported once
                        .ifPresent(reason -> events.add(
                                new RepEvent.NotAssessedSpan(now, rule.id(), reason, cycle.begin(), cycle.bottom()))));
        return rep;
    }
}
