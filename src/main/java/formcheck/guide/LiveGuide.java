package formcheck.guide;

import formcheck.coach.Cue;
import formcheck.exercise.Exercise;
import formcheck.exercise.Rep;
import formcheck.exercise.RepEvent;
import formcheck.exercise.RepPhase;
import formcheck.exercise.RuleKind;
import formcheck.motion.Baseline;
import formcheck.motion.BodyMeasures;
import formcheck.motion.posture.HeadCheck;
import formcheck.motion.posture.HeadCheckResult;
import formcheck.motion.posture.HeadCheckResult.Doubt;
import formcheck.motion.posture.PostureTracker;
import formcheck.motion.posture.ProvenVerdict;
import formcheck.pipeline.FrameResult;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

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
     * @param lessonPatience seconds after which a raise that is to be shown is gone without
     */
    public record Parameters(
            double countdown,
            double restEnds,
            double rest,
            double goneEnds,
            double pauseAfter,
            double lostAfter,
            double frozenAfter,
            double movedAfter,
            double lessonPatience) {
        public static final Parameters DEFAULT = new Parameters(3, 8, 75, 300, 0.8, 1.5, 3, 2, 25);
    }

    /** What the person asks for, by a key or a button. */
    public enum Command {
        /** Goes on to the next stage. */
        NEXT,
        /** Ends the set, or the session if none is going on. */
        END,
        /** Stops at once. */
        PAIN
    }

    /** The raise with which a set begins by itself began at most so long before its top was left, seconds. */
    private static final double LONGEST_RAISE = 10;

    private final Exercise exercise;
    private final Parameters parameters;
    private final Sets sets = new Sets();
    private final Sounds sounds = new Sounds();
    private final CueBoard board = new CueBoard();
    private final Placement placement = new Placement();
    private final Seat seat = new Seat();
    private final Lessons lessons = new Lessons();
    private final TurnedChair turnedChair = new TurnedChair();
    private final Proving proving = new Proving();
    private final Arms arms;
    private final Hindrance hindrance;
    private Stage stage = Stage.PLACEMENT;
    private boolean showsRaises;
    private double stageSince;
    private double now;
    private double sourceOffset;
    private double lastFrame;
    private double lastActivity;

    public LiveGuide(Exercise exercise, Parameters parameters) {
        this.exercise = exercise;
        this.parameters = parameters;
        this.arms = new Arms(exercise);
        this.hindrance = new Hindrance(parameters.pauseAfter, parameters.frozenAfter);
    }

    public LiveGuide(Exercise exercise) {
        this(exercise, Parameters.DEFAULT);
    }

    /**
     * The person's own posture is to be learned, so that the coach can compare.
     *
     * @param tracker the one that judges this session's frames
     * @param raises whether two raises are asked for, beside sitting tall
     */
    public void learnPosture(PostureTracker tracker, boolean raises) {
        lessons.show(tracker);
        showsRaises = raises;
    }

    /**
     * Before anything else the head's posture is to be looked at, with the chair turned.
     *
     * @param check what judges it
     */
    public void checkHead(HeadCheck check) {
        turnedChair.use(check);
        enter(Stage.HEAD_TURN);
    }

    /**
     * Contrasts are to be shown before the set, so that it is known which verdicts are right about this person here.
     *
     * @param tracker the one that judges this session's frames
     */
    public void prove(PostureTracker tracker) {
        proving.use(tracker, contrast -> exercise.toldFrom(RuleKind.of(contrast)));
    }

    /** What the contrasts proved; empty if none were shown, or not all of them yet. */
    public Optional<List<ProvenVerdict>> proven() {
        return proving.found();
    }

    /** Where and how the person sits tall; empty until that was taken. */
    public Optional<Baseline> seat() {
        return seat.baseline();
    }

    /** Whether both raises have been shown, in the place where the person sits now. */
    public boolean raisesShown() {
        return lessons.raisesShown();
    }

    /** What the check with the chair turned has found; empty if it was not asked for, is not over yet, or was skipped. */
    public Optional<HeadCheckResult> headCheck() {
        return turnedChair.result();
    }

    /** From now on results come from a source whose time 0 is this moment of the session, seconds. */
    public void sourceOpened(double offset) {
        sourceOffset = offset;
        lastFrame = offset;
        arms.startAnew();
        seat.startAnew();
        lessons.startAnew();
        proving.startAnew();
        if (stage == Stage.HEAD_USUAL || stage == Stage.HEAD_TALL) {
            enter(Stage.HEAD_TURN); // the camera may stand elsewhere
        }
    }

    /** All sets that have ended, in order. */
    public List<LiveSet> sets() {
        return sets.ended();
    }

    public Stage stage() {
        return stage;
    }

    /** What is to be heard since this was asked last. */
    public List<Sound> takeSounds() {
        return sounds.take();
    }

    /** One frame has been judged. */
    public GuideView see(FrameResult result) {
        pass(sourceOffset + result.pose().seconds());
        lastFrame = now;
        BodyMeasures measures = result.measures();
        arms.follow(measures, result.events(), now);
        if (arms.phase() != RepPhase.REST) {
            lastActivity = now;
        }
        hinder(() -> hindrance.see(measures, stage.checksHead() ? TurnedChair.WANTED : Set.of(), now));
        switch (stage) {
            case HEAD_TURN, HEAD_USUAL, HEAD_TALL, HEAD_RESULT -> turnChair(result);
            case PLACEMENT -> place(result);
            case BASELINE -> takeBaseline(result);
            case RAISE_MOST, RAISE_FORWARD -> showRaise(result);
            case PROVE -> prove(result);
            case PROVE_RESULT, COUNTDOWN, PAIN, DONE -> {}
            case SET -> {
                lessons.watch(result.pose(), measures);
                exercise(measures, result);
            }
            case REST -> {
                lessons.watch(result.pose(), measures);
                rest(measures, result.events());
            }
        }
        advance();
        return view();
    }

    /** Time has passed without a frame. */
    public GuideView tick(double seconds) {
        pass(seconds);
        if (now - lastFrame > parameters.lostAfter) {
            hinder(() -> hindrance.lose(now));
            arms.lose();
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
        if (stage != Stage.SET) {
            sets.rate(level);
        }
        return view();
    }

    private void next() {
        switch (stage) {
            case HEAD_TURN, HEAD_USUAL, HEAD_TALL, HEAD_RESULT -> enter(Stage.PLACEMENT);
            case PLACEMENT -> enter(Stage.BASELINE);
            case BASELINE -> enter(showsRaises && lessons.wanted() ? Stage.RAISE_MOST : Stage.COUNTDOWN);
            case RAISE_MOST, RAISE_FORWARD -> enter(afterRaises());
            case PROVE, PROVE_RESULT, REST -> enter(Stage.COUNTDOWN);
            case COUNTDOWN -> go();
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
        seat.startAnew();
        lessons.startAnew();
        turnedChair.startAnew();
        lastActivity = now;
        sounds.startAnew();
        if (next == Stage.PROVE) {
            proving.begin(now);
        }
    }

    private void hinder(Runnable look) {
        boolean before = hindrance.shown().isPresent();
        look.run();
        if (hindrance.shown().isPresent()) {
            lastActivity = now; // a set does not end while nothing can be seen
            if (!before && (stage == Stage.SET || stage == Stage.COUNTDOWN || stage == Stage.PROVE)) {
                sounds.add(Sound.PAUSE);
            }
        }
    }

    // ---------------------------------------------------------------- stages

    private void turnChair(FrameResult result) {
        Optional<Stage> next = turnedChair.see(stage, result.pose().pose(), result.measures(), now);
        if (turnedChair.takeTick()) {
            sounds.add(Sound.TICK);
        }
        next.ifPresent(then -> {
            sounds.add(Sound.STEP);
            enter(then);
        });
    }

    private void place(FrameResult result) {
        placement.see(result, now);
        if (placement.passed()) {
            sounds.add(Sound.STEP);
            enter(Stage.BASELINE);
        }
    }

    private void takeBaseline(FrameResult result) {
        lessons.sitTall(result.pose(), now);
        seat.take(result.measures()).ifPresent(taken -> {
            settle(taken);
            lessons.learnTall();
            sounds.add(Sound.STEP);
            enter(showsRaises && lessons.wanted() ? Stage.RAISE_MOST : afterRaises());
        });
    }

    private void showRaise(FrameResult result) {
        boolean most = stage == Stage.RAISE_MOST;
        PostureTracker.Lesson lesson = most ? PostureTracker.Lesson.MOST : PostureTracker.Lesson.FORWARD;
        if (lessons.raise(lesson, result.pose(), result.measures(), now)) {
            sounds.add(Sound.STEP);
            afterRaise();
        }
    }

    private void afterRaise() {
        enter(stage == Stage.RAISE_MOST ? Stage.RAISE_FORWARD : afterRaises());
    }

    private Stage afterRaises() {
        return proving.wanted() && seat.baseline().isPresent() ? Stage.PROVE : Stage.COUNTDOWN;
    }

    private void prove(FrameResult result) {
        seat.renew(result.measures(), arms.phase(), now).ifPresent(taken -> {
            resettle(taken); // what was shown before that is of another place
            proving.abandon();
            enter(Stage.COUNTDOWN);
        });
        boolean waits = hindrance.shown().isPresent();
        if (stage == Stage.PROVE && proving.see(result.pose(), result.measures(), waits, now, sounds)) {
            enter(Stage.PROVE_RESULT);
        }
    }

    /** The seat was taken anew: what was shown in the old one does not hold here. */
    private void resettle(Baseline taken) {
        settle(taken);
        lessons.forget();
    }

    private void settle(Baseline taken) {
        if (sets.ended().isEmpty()) {
            arms.restAt(taken.elevation());
        }
        lastActivity = now; // whoever settles anew is not done
    }

    private void go() {
        beginSet(now);
        sounds.add(Sound.GO);
    }

    private void beginSet(double start) {
        enter(Stage.SET);
        sets.begin(start);
    }

    private void exercise(BodyMeasures measures, FrameResult result) {
        result.cue().filter(cue -> cue.urgency() != Cue.Urgency.PAUSE).ifPresent(cue -> {
            board.say(cue, now);
            if (cue.id().equals(Cue.CORRECTED)) {
                sounds.add(Sound.CORRECTED);
            }
        });
        for (RepEvent event : result.events()) {
            if (event instanceof RepEvent.RepCompleted completed) {
                completed(completed.rep());
            } else if (event instanceof RepEvent.MovementDropped dropped) {
                sets.drop(dropped.why(), sourceOffset + dropped.from());
            }
        }
        seat.renew(measures, arms.phase(), now).ifPresent(this::resettle);
        if (stage == Stage.SET && sets.count() >= exercise.mostRepetitions()) {
            endSet(LiveSet.Ending.COMPLETE, Stage.REST);
        }
    }

    private void completed(Rep rep) {
        int before = sets.count();
        if (!sets.add(rep, sourceOffset + rep.begin())) {
            return; // it began before the set
        }
        lastActivity = now;
        if (sets.count() > before) {
            sounds.count(sets.count(), exercise.fewestRepetitions());
        }
    }

    private boolean moved() {
        return seat.elsewhere(now) >= parameters.movedAfter;
    }

    private void endSet(LiveSet.Ending why, Stage next) {
        sets.end(now, why);
        sounds.add(Sound.SET_DONE);
        enter(next);
    }

    /** Once the rest is over the next set begins with its first raise. */
    private void rest(BodyMeasures measures, List<RepEvent> events) {
        seat.renew(measures, arms.phase(), now).ifPresent(this::resettle);
        if (now - stageSince < parameters.rest) {
            return;
        }
        for (RepEvent event : events) {
            if (event instanceof RepEvent.TopLeft top && top.highEnough()) {
                beginSet(Math.max(stageSince + parameters.rest, now - LONGEST_RAISE));
                return;
            }
        }
    }

    private void advance() {
        double inStage = now - stageSince;
        switch (stage) {
            case HEAD_TURN, HEAD_USUAL, HEAD_TALL, HEAD_RESULT, PLACEMENT, BASELINE, PROVE, PAIN, DONE -> {}
            case PROVE_RESULT -> {
                if (inStage >= proving.shown()) {
                    enter(Stage.COUNTDOWN);
                }
            }
            case RAISE_MOST, RAISE_FORWARD -> {
                if (hindrance.shown().isEmpty() && inStage >= parameters.lessonPatience) {
                    afterRaise(); // verdicts are less sure without it, not wrong
                }
            }
            case COUNTDOWN -> countDown(inStage);
            case SET -> waitInSet();
            case REST -> {
                sounds.rest(parameters.rest - inStage);
                if (inStage >= parameters.goneEnds) {
                    enter(Stage.DONE);
                }
            }
        }
        sounds.beat(stage == Stage.SET ? arms.beat(now) : 0, arms.falling());
    }

    private void countDown(double inStage) {
        if (hindrance.shown().isPresent()) {
            stageSince = now; // whoever is not there is waited for
            sounds.startAnew();
        } else if (inStage >= parameters.countdown) {
            go();
        } else {
            sounds.countDown(inStage);
        }
    }

    private void waitInSet() {
        boolean began = !sets.latest().orElseThrow().reps().isEmpty();
        if (hindrance.shown().isPresent()) {
            if (hindrance.seconds(now) >= parameters.goneEnds) {
                endSet(LiveSet.Ending.GONE, Stage.DONE);
            }
        } else if (began && !moved() && now - lastActivity >= parameters.restEnds) {
            endSet(LiveSet.Ending.RESTED, Stage.REST);
        } else if (!began && now - stageSince >= parameters.goneEnds) {
            endSet(LiveSet.Ending.GONE, Stage.DONE);
        }
    }

    private GuideView view() {
        Optional<Cue> cue = stage == Stage.SET ? board.at(now, arms.phase()) : Optional.empty();
        boolean watched = stage != Stage.DONE && stage != Stage.PAIN;
        Optional<String> shown = watched ? hindrance.shown() : Optional.empty();
        if (shown.isEmpty() && moved() && stage == Stage.SET) {
            shown = Optional.of(Obstacle.MOVED.id());
        }
        double whole = stage == Stage.COUNTDOWN ? parameters.countdown : parameters.rest;
        return new GuideView(
                now,
                stage,
                placement.results(),
                advice(),
                progress(),
                Math.max(0, whole - (now - stageSince)),
                sets.latest(),
                exercise.fewestRepetitions(),
                exercise.mostRepetitions(),
                exercise.elbowHeight().limit().value(),
                exercise.elbowHeight().limit().tolerance(),
                arms.phase(),
                arms.beat(now),
                cue,
                shown,
                arms.unjudged(now),
                arms.dropped(now),
                arms.left(),
                arms.right(),
                stage == Stage.SET ? arms.level(now) : OptionalDouble.empty(),
                seat.baseline(),
                turnedChair.result(),
                stage.proves() ? Optional.of(proving.view()) : Optional.empty());
    }

    private Optional<String> advice() {
        if (stage == Stage.PROVE) {
            return proving.obstacle();
        }
        return stage.checksHead() ? turnedChair.doubt().map(Doubt::id) : placement.advice();
    }

    private double progress() {
        return switch (stage) {
            case HEAD_TURN, HEAD_USUAL, HEAD_TALL, HEAD_RESULT -> turnedChair.progress(stage, now);
            case RAISE_MOST, RAISE_FORWARD -> lessons.progress();
            default -> seat.progress();
        };
    }
}
