package formcheck.guide;

import formcheck.coach.Cue;
import formcheck.exercise.BodySide;
import formcheck.exercise.Exercise;
import formcheck.exercise.Fault;
import formcheck.exercise.Rep;
import formcheck.exercise.RepEvent;
import formcheck.exercise.RepPhase;
import formcheck.exercise.RuleKind;
import formcheck.motion.Baseline;
import formcheck.motion.BaselineMeter;
import formcheck.motion.BodyMeasures;
import formcheck.motion.Measure;
import formcheck.motion.Reason;
import formcheck.motion.Side;
import formcheck.pipeline.FrameResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Leads a person through a live session without a hand on a mouse: from finding the place to the rest after a set. It takes
 * the pipeline's results and the passing of time, and says what is to be shown. Used by one thread.
 *
 * <p>Times are seconds of the session. A source that is opened anew in the middle of it (a camera came back) starts its own
 * times at 0: {@link #sourceOpened} tells by how much they differ.
 */
public final class LiveGuide {

    /**
     * @param countdown seconds from the baseline to the set
     * @param restEnds seconds of resting arms after which a set is over
     * @param rest seconds between two sets
     * @param goneEnds seconds without the person, or without a new set, after which the session is over
     * @param pauseAfter seconds after which what stands in the way is said
     * @param lostAfter seconds without a picture after which it is lost
     * @param frozenAfter seconds of the very same picture after which it stands still
     * @param movedAfter seconds of sitting elsewhere after which the baseline is taken anew
     */
    public record Parameters(
            double countdown,
            double restEnds,
            double rest,
            double goneEnds,
            double pauseAfter,
            double lostAfter,
            double frozenAfter,
            double movedAfter) {
        public static final Parameters DEFAULT = new Parameters(3, 8, 75, 300, 0.8, 1.5, 3, 2);
    }

    /** What the person asks for, by a key or a button. */
    public enum Command {
        /** Goes on to the next stage. */
        NEXT,
        /** Ends the set, or the session if none is going on. */
        END,
        /** Stops at once. */
        PAIN,
        /** Begins the session anew at its placement. */
        AGAIN
    }

    /** Why nothing can be followed, most important first. */
    private static final List<Reason> PAUSING = List.of(
            Reason.TOO_DARK,
            Reason.NOBODY,
            Reason.OTHER_PERSON,
            Reason.HEAD_OUTSIDE,
            Reason.TOO_FAR,
            Reason.TURNED_AWAY,
            Reason.NOT_UPRIGHT,
            Reason.FRAME_RATE_TOO_LOW);

    /** Counts up to the target that sound differently. */
    private static final int LAST_COUNTS = 3;

    private static final double REST_SOON = 10;

    /** Resting arms hang below this, degrees. */
    private static final double ARMS_DOWN = 55;

    /** A raise that began so little before the set belongs to it, seconds. */
    private static final double EARLY = 0.5;

    private static final int BEATS = 3;

    /** What could not be judged in a repetition is shown for so long, seconds. */
    private static final double UNJUDGED_SHOWN = 4;

    private final Exercise exercise;
    private final Parameters parameters;
    private final List<LiveSet> sets = new ArrayList<>();
    private final List<Sound> sounds = new ArrayList<>();
    private final CueBoard board = new CueBoard();
    private Placement placement = new Placement();
    private final BaselineMeter meter = new BaselineMeter();
    private Optional<Baseline> baseline = Optional.empty();
    private Optional<LiveSet> set = Optional.empty();
    private Stage stage = Stage.PLACEMENT;
    private double stageSince;
    private double now;
    private double sourceOffset;
    private double lastFrame;
    private double lastActivity;
    private RepPhase phase = RepPhase.REST;
    private double phaseSince;
    private int lastBeat;
    private int lastTick;
    private int restWarnings;
    private boolean faultyDescent;
    private Optional<BodySide> lowArms = Optional.empty();
    private double lowSince;
    private Optional<GuideView.Unjudged> unjudged = Optional.empty();
    private double unjudgedSince;
    private double highest;
    private double usualBottom = 25;
    private Optional<PaceLevel> pace = Optional.empty();
    private Optional<String> pause = Optional.empty();
    private Optional<String> obstacle = Optional.empty();
    private double obstacleSince;
    private OptionalDouble lastLuma = OptionalDouble.empty();
    private double sameLumaSince;
    private OptionalDouble movedSince = OptionalDouble.empty();
    private GuideView.Arm left = GuideView.Arm.NONE;
    private GuideView.Arm right = GuideView.Arm.NONE;

    public LiveGuide(Exercise exercise, Parameters parameters) {
        this.exercise = exercise;
        this.parameters = parameters;
    }

    public LiveGuide(Exercise exercise) {
        this(exercise, Parameters.DEFAULT);
    }

    /** From now on results come from a source whose time 0 is this moment of the session, seconds. */
    public void sourceOpened(double offset) {
        sourceOffset = offset;
        lastFrame = offset;
        phase = RepPhase.REST;
        pace = Optional.empty();
        meter.reset();
    }

    /** All sets that have ended, in order. */
    public List<LiveSet> sets() {
        return List.copyOf(sets);
    }

    public Stage stage() {
        return stage;
    }

    /** What is to be heard since this was asked last. */
    public List<Sound> takeSounds() {
        List<Sound> taken = List.copyOf(sounds);
        sounds.clear();
        return taken;
    }

    /** One frame has been judged. */
    public GuideView see(FrameResult result) {
        pass(sourceOffset + result.pose().seconds());
        lastFrame = now;
        BodyMeasures measures = result.measures();
        follow(measures, result.events());
        hinder(obstacleIn(measures));
        switch (stage) {
            case PLACEMENT -> place(result);
            case BASELINE -> takeBaseline(measures);
            case COUNTDOWN, PAIN, DONE -> {}
            case SET -> exercise(measures, result);
            case REST -> rest(measures, result.events());
        }
        arms(measures);
        advance();
        return view();
    }

    /** Time has passed without a frame. */
    public GuideView tick(double seconds) {
        pass(seconds);
        if (now - lastFrame > parameters.lostAfter) {
            hinder(Optional.of(Obstacle.LOST.id()));
            left = GuideView.Arm.NONE;
            right = GuideView.Arm.NONE;
        }
        advance();
        return view();
    }

    public GuideView command(Command command, double seconds) {
        pass(seconds);
        switch (command) {
            case NEXT -> next();
            case END -> {
                if (stage == Stage.SET) {
                    endSet(LiveSet.Ending.ASKED, Stage.REST);
                } else {
                    enter(Stage.DONE);
                }
            }
            case PAIN -> {
                if (stage == Stage.SET) {
                    endSet(LiveSet.Ending.PAIN, Stage.PAIN);
                } else {
                    enter(Stage.PAIN);
                }
            }
            case AGAIN -> {
                if (stage == Stage.SET) {
                    endSet(LiveSet.Ending.ASKED, Stage.REST);
                }
                placement = new Placement();
                enter(Stage.PLACEMENT);
            }
        }
        return view();
    }

    /**
     * The person says how much it hurt in the last set.
     *
     * @param level 0 to 10
     */
    public GuideView ratePain(int level) {
        if (level < 0 || level > 10) {
            throw new IllegalArgumentException("pain is rated from 0 to 10, not " + level);
        }
        if (!sets.isEmpty() && stage != Stage.SET) {
            LiveSet rated = sets.get(sets.size() - 1).rated(level);
            sets.set(sets.size() - 1, rated);
            set = Optional.of(rated);
        }
        return view();
    }

    private void next() {
        switch (stage) {
            case PLACEMENT -> enter(Stage.BASELINE);
            case BASELINE, REST -> enter(Stage.COUNTDOWN);
            case COUNTDOWN -> beginSet(now);
            case SET -> endSet(LiveSet.Ending.ASKED, Stage.REST);
            case PAIN -> enter(Stage.DONE);
            case DONE -> {}
        }
    }

    private void pass(double seconds) {
        now = Math.max(now, seconds);
    }

    private void enter(Stage next) {
        stage = next;
        stageSince = now;
        board.clear();
        meter.reset();
        movedSince = OptionalDouble.empty();
        lastActivity = now;
        lastTick = 0;
        restWarnings = 0;
    }

    // ---------------------------------------------------------------- what the arms do

    private void follow(BodyMeasures measures, List<RepEvent> events) {
        OptionalDouble common = common(measures);
        for (RepEvent event : events) {
            if (event instanceof RepEvent.PhaseChanged changed) {
                changePhase(changed.phase());
            } else if (event instanceof RepEvent.FaultFlagged) {
                faultyDescent = true;
            } else if (event instanceof RepEvent.FlagWithdrawn) {
                faultyDescent = false;
            } else if (event instanceof RepEvent.RepCompleted completed) {
                bottomOf(completed.rep());
                unjudgedIn(completed.rep());
                lowArms = completed.rep().faults().stream()
                        .filter(fault -> fault.rule().kind() == RuleKind.ELBOW_HEIGHT)
                        .map(Fault::side)
                        .findFirst();
                lowSince = now;
            }
        }
        if (phase != RepPhase.REST) {
            lastActivity = now;
        }
        if (common.isPresent() && (phase == RepPhase.CONCENTRIC || phase == RepPhase.HOLD)) {
            highest = Math.max(highest, common.getAsDouble());
        }
    }

    private void changePhase(RepPhase next) {
        if (next == RepPhase.ECCENTRIC) {
            pace = Optional.of(new PaceLevel(PaceLevel.Parameters.DEFAULT, highest, usualBottom, now));
            lastBeat = 0;
        } else {
            pace = Optional.empty();
            faultyDescent = false;
        }
        if (next == RepPhase.CONCENTRIC) {
            highest = 0;
            lowArms = Optional.empty();
        }
        phase = next;
        phaseSince = now;
    }

    private void unjudgedIn(Rep rep) {
        unjudged = rep.checks().entrySet().stream()
                .flatMap(check -> check.getValue().obstacle().stream()
                        .map(reason -> new GuideView.Unjudged(check.getKey().id(), reason)))
                .findFirst();
        unjudgedSince = now;
    }

    private void bottomOf(Rep rep) {
        rep.bottomElevation().values().stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .ifPresent(bottom -> usualBottom = bottom);
    }

    private static OptionalDouble common(BodyMeasures measures) {
        OptionalDouble l = measures.followed(Measure.LEFT_ELEVATION);
        OptionalDouble r = measures.followed(Measure.RIGHT_ELEVATION);
        if (l.isPresent() && r.isPresent()) {
            return OptionalDouble.of((l.getAsDouble() + r.getAsDouble()) / 2);
        }
        return l.isPresent() ? l : r;
    }

    private void arms(BodyMeasures measures) {
        if (now - lowSince > 2) {
            lowArms = Optional.empty();
        }
        left = arm(measures, Side.LEFT, BodySide.LEFT);
        right = arm(measures, Side.RIGHT, BodySide.RIGHT);
    }

    private GuideView.Arm arm(BodyMeasures measures, Side side, BodySide own) {
        Measure elevation = Measure.elevation(side);
        OptionalDouble value = measures.followed(elevation);
        Optional<Reason> unjudged = measures.sight(elevation).impediment();
        GuideView.Arm.State state = GuideView.Arm.State.PLAIN;
        boolean low = lowArms.isPresent() && (lowArms.get() == own || lowArms.get() == BodySide.BOTH);
        if (unjudged.isPresent()) {
            state = GuideView.Arm.State.UNSEEN;
        } else if ((faultyDescent && phase == RepPhase.ECCENTRIC) || (low && phase == RepPhase.REST)) {
            state = GuideView.Arm.State.FAULT;
        } else if (!exercise.elbowHeight().limit().undercutBy(value.orElse(0))) {
            state = GuideView.Arm.State.REACHED;
        }
        return new GuideView.Arm(value, state, unjudged);
    }

    // ---------------------------------------------------------------- what stands in the way

    private Optional<String> obstacleIn(BodyMeasures measures) {
        if (frozen(measures.seen(Measure.BRIGHTNESS)) && !measures.impediments().contains(Reason.TOO_DARK)) {
            return Optional.of(Obstacle.FROZEN.id());
        }
        return PAUSING.stream()
                .filter(measures.impediments()::contains)
                .map(Reason::id)
                .findFirst();
    }

    /** A camera's noise changes the brightness with each picture, if only by a millionth. */
    private boolean frozen(OptionalDouble luma) {
        if (!luma.equals(lastLuma)) {
            lastLuma = luma;
            sameLumaSince = now;
        }
        return luma.isPresent() && now - sameLumaSince >= parameters.frozenAfter;
    }

    private void hinder(Optional<String> found) {
        Optional<String> before = pause;
        if (!found.equals(obstacle)) {
            obstacle = found;
            obstacleSince = now;
        }
        boolean atOnce = found.isEmpty()
                || found.get().equals(Obstacle.LOST.id())
                || found.get().equals(Obstacle.FROZEN.id());
        if (atOnce || now - obstacleSince >= parameters.pauseAfter) {
            pause = found;
        }
        if (pause.isPresent() && before.isEmpty() && (stage == Stage.SET || stage == Stage.COUNTDOWN)) {
            sounds.add(Sound.PAUSE);
        }
        if (pause.isPresent()) {
            lastActivity = now; // a set does not end while nothing can be seen
        }
    }

    // ---------------------------------------------------------------- stages

    private void place(FrameResult result) {
        placement.see(result, now);
        if (placement.passed()) {
            sounds.add(Sound.STEP);
            enter(Stage.BASELINE);
        }
    }

    private void takeBaseline(BodyMeasures measures) {
        meter.track(measures).ifPresent(taken -> {
            keep(taken);
            sounds.add(Sound.STEP);
            enter(Stage.COUNTDOWN);
        });
    }

    private void keep(Baseline taken) {
        baseline = Optional.of(taken);
        usualBottom = sets.isEmpty() ? taken.elevation() : usualBottom;
        movedSince = OptionalDouble.empty();
        meter.reset();
        lastActivity = now; // whoever settles anew is not done
    }

    private void beginSet(double start) {
        enter(Stage.SET);
        set = Optional.of(LiveSet.begun(sets.size() + 1, start));
        sounds.add(Sound.GO);
    }

    private void exercise(BodyMeasures measures, FrameResult result) {
        result.cue().filter(cue -> cue.urgency() != Cue.Urgency.PAUSE).ifPresent(cue -> {
            board.say(cue, now);
            if (cue.id().equals("corrected")) {
                sounds.add(Sound.CORRECTED);
            }
        });
        for (RepEvent event : result.events()) {
            if (event instanceof RepEvent.RepCompleted completed) {
                completed(completed.rep());
            }
        }
        renewBaseline(measures);
        if (stage == Stage.SET && set.isPresent() && set.get().count() >= exercise.mostRepetitions()) {
            endSet(LiveSet.Ending.COMPLETE, Stage.REST);
        }
    }

    private void completed(Rep rep) {
        LiveSet running = set.orElseThrow();
        if (sourceOffset + rep.begin() < running.start() - EARLY) {
            return; // it began before the set
        }
        int before = running.count();
        running = running.with(rep);
        set = Optional.of(running);
        lastActivity = now;
        if (running.count() > before) {
            int target = exercise.fewestRepetitions();
            boolean last = running.count() > target - LAST_COUNTS && running.count() <= target;
            sounds.add(last ? Sound.COUNT_LAST : Sound.COUNT);
        }
    }

    /** Notices that person or camera moved, and takes the baseline anew as soon as the person sits still. */
    private void renewBaseline(BodyMeasures measures) {
        boolean down = phase == RepPhase.REST && common(measures).orElse(180) < ARMS_DOWN;
        if (baseline.isEmpty() || !down) {
            meter.reset();
            return;
        }
        Optional<Boolean> moved = baseline.get().movedFrom(measures);
        if (moved.isPresent() && !moved.get()) {
            movedSince = OptionalDouble.empty();
            meter.reset();
        } else if (moved.isPresent() && movedSince.isEmpty()) {
            movedSince = OptionalDouble.of(now);
        }
        if (movedSince.isPresent()) {
            meter.track(measures).ifPresent(this::keep);
        }
    }

    private boolean moved() {
        return movedSince.isPresent() && now - movedSince.getAsDouble() >= parameters.movedAfter;
    }

    private void endSet(LiveSet.Ending why, Stage next) {
        LiveSet ended = set.orElseThrow().ended(now, why);
        set = Optional.of(ended);
        if (!ended.reps().isEmpty() || why == LiveSet.Ending.PAIN) {
            sets.add(ended);
        }
        sounds.add(Sound.SET_DONE);
        enter(next);
    }

    /** Once the rest is over the next set begins with its first raise. */
    private void rest(BodyMeasures measures, List<RepEvent> events) {
        renewBaseline(measures);
        if (now - stageSince < parameters.rest) {
            return;
        }
        for (RepEvent event : events) {
            if (event instanceof RepEvent.TopLeft top && top.highEnough()) {
                // The raise began some seconds ago; no repetition is longer than a minute.
                beginSet(Math.max(stageSince + parameters.rest, now - 10));
                sounds.remove(Sound.GO);
                return;
            }
        }
    }

    private void advance() {
        double inStage = now - stageSince;
        switch (stage) {
            case PLACEMENT, BASELINE, PAIN, DONE -> {}
            case COUNTDOWN -> countDown(inStage);
            case SET -> waitInSet();
            case REST -> {
                restSounds(parameters.rest - inStage);
                if (inStage >= parameters.goneEnds) {
                    enter(Stage.DONE);
                }
            }
        }
        beat();
    }

    private void restSounds(double left) {
        if (left <= REST_SOON && restWarnings == 0) {
            sounds.add(Sound.REST_SOON);
            restWarnings = 1;
        }
        if (left <= 0 && restWarnings == 1) {
            sounds.add(Sound.REST_OVER);
            restWarnings = 2;
        }
    }

    private void countDown(double inStage) {
        if (pause.isPresent()) {
            stageSince = now; // whoever is not there is waited for
            lastTick = 0;
            return;
        }
        int tick = 1 + (int) inStage;
        if (inStage >= parameters.countdown) {
            lastTick = 0;
            beginSet(now);
        } else if (tick != lastTick) {
            lastTick = tick;
            sounds.add(Sound.TICK);
        }
    }

    private void waitInSet() {
        LiveSet running = set.orElseThrow();
        boolean began = !running.reps().isEmpty();
        if (pause.isPresent()) {
            if (now - obstacleSince >= parameters.goneEnds) {
                endSet(LiveSet.Ending.GONE, Stage.DONE);
            }
        } else if (began && !moved() && now - lastActivity >= parameters.restEnds) {
            endSet(LiveSet.Ending.RESTED, Stage.REST);
        } else if (!began && now - stageSince >= parameters.goneEnds) {
            endSet(LiveSet.Ending.GONE, Stage.DONE);
        }
    }

    private void beat() {
        if (stage != Stage.SET || phase != RepPhase.ECCENTRIC) {
            return;
        }
        int beat = currentBeat();
        if (beat != lastBeat && beat > 0) {
            lastBeat = beat;
            if (!faultyDescent) {
                sounds.add(Sound.BEAT);
            }
        }
    }

    private int currentBeat() {
        int beat = 1 + (int) (now - phaseSince);
        return phase == RepPhase.ECCENTRIC && beat <= BEATS ? beat : 0;
    }

    private GuideView view() {
        Optional<Cue> cue = stage == Stage.SET ? board.at(now, phase) : Optional.empty();
        boolean watched = stage != Stage.DONE && stage != Stage.PAIN;
        Optional<String> shown = watched ? pause : Optional.empty();
        if (shown.isEmpty() && moved() && stage == Stage.SET) {
            shown = Optional.of(Obstacle.MOVED.id());
        }
        double left = stage == Stage.COUNTDOWN ? parameters.countdown : parameters.rest;
        return new GuideView(
                now,
                stage,
                placement.results(),
                placement.advice(),
                meter.progress(),
                Math.max(0, left - (now - stageSince)),
                set,
                exercise.fewestRepetitions(),
                exercise.mostRepetitions(),
                phase,
                currentBeat(),
                cue,
                shown,
                now - unjudgedSince < UNJUDGED_SHOWN ? unjudged : Optional.empty(),
                this.left,
                this.right,
                pace.isPresent() && stage == Stage.SET ? pace.get().at(now) : OptionalDouble.empty(),
                baseline);
    }
}
