package formcheck.guide;

import formcheck.exercise.Exercise;
import formcheck.exercise.RepPhase;
import formcheck.exercise.RuleKind;
import formcheck.motion.Baseline;
import formcheck.motion.BodyMeasures;
import formcheck.motion.posture.HeadCheck;
import formcheck.motion.posture.HeadCheckResult;
import formcheck.motion.posture.PostureTracker;
import formcheck.motion.posture.ProvenVerdict;
import formcheck.pipeline.FrameResult;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Leads a person through a live session, from placement to the rest after a set. Takes the results of the pipeline and the time,
 * and returns what to show. A {@link GuideStage} defines what happens in a stage. For one thread.
 *
 * <p>Times are seconds of the session. The times of a source begin at 0, also if it opens during the session: {@link
 * #sourceOpened} sets the difference.
 */
public final class LiveGuide {

    /** What the person asks for with a key or a button. */
    public enum Command {
        /** Goes on to the next stage. */
        NEXT,
        /** Ends the set, or the session if there is no set. */
        END,
        /** Stops at once. */
        PAIN,
        /** Pauses the set, or goes on with it. */
        PAUSE
    }

    private final GuideParts parts;
    private final GuideClock clock;
    private final Map<Stage, GuideStage> stages = new EnumMap<>(Stage.class);
    private GuideStage stage;

    LiveGuide(Exercise exercise, GuideParameters parameters) {
        this.parts = GuideParts.of(exercise, parameters);
        this.clock = parts.clock();
        for (GuideStage each : List.of(
                new HeadCheckStage(Stage.HEAD_TURN, parts),
                new HeadCheckStage(Stage.HEAD_USUAL, parts),
                new HeadCheckStage(Stage.HEAD_TALL, parts),
                new HeadCheckStage(Stage.HEAD_RESULT, parts),
                new PlacementStage(parts),
                new BaselineStage(parts),
                RaiseStage.most(parts),
                RaiseStage.forward(parts),
                new ProvingStage(parts),
                new ProvenStage(parts),
                new CountdownStage(parts),
                new SetStage(parts),
                new RestStage(parts),
                new PainStage(parts),
                new DoneStage(parts))) {
            stages.put(each.id(), each);
        }
        this.stage = at(Stage.PLACEMENT);
    }

    public LiveGuide(Exercise exercise) {
        this(exercise, GuideParameters.DEFAULT);
    }

    private GuideStage at(Stage id) {
        return Objects.requireNonNull(stages.get(id), "a stage without its object");
    }

    /**
     * Calibrates the posture tracker before the set.
     *
     * @param tracker the one that judges this session's frames
     * @param raises whether to ask for two calibration raises, beside sitting tall
     */
    public void calibratePosture(PostureTracker tracker, boolean raises) {
        parts.calibration().calibrate(tracker, raises);
    }

    /** Ends the session after some full sets, as prescribed. */
    public void askSets(int sets) {
        parts.sets().ask(sets);
    }

    /** Begins with a check of the head posture, with the chair turned. */
    public void checkHead(HeadCheck check) {
        parts.turnedChair().use(check);
        enter(Stage.HEAD_TURN);
    }

    /**
     * Asks for contrasts before the set. They prove which verdicts are right about this person in this place.
     *
     * @param tracker the one that judges this session's frames
     */
    public void prove(PostureTracker tracker) {
        parts.proving().use(tracker, contrast -> parts.exercise().probabilityLimit(RuleKind.of(contrast)));
    }

    /** What the contrasts proved; empty until all of them were shown. */
    public Optional<List<ProvenVerdict>> proven() {
        return parts.proving().found();
    }

    /** Where and how the person sits tall; empty until the baseline was taken. */
    public Optional<Baseline> seat() {
        return parts.seat().baseline();
    }

    /** Whether both calibration raises were shown in the place where the person sits now. */
    public boolean raisesShown() {
        return parts.calibration().raisesShown();
    }

    /** Result of the head check; empty if it was not asked for, is not over yet, or was skipped. */
    public Optional<HeadCheckResult> headCheck() {
        return parts.turnedChair().result();
    }

    /** No more frames come from the source. A repetition whose arms have arrived at the bottom is kept. */
    public GuideView sourceClosed() {
        stage.sourceClosed();
        return view();
    }

    /** Another source is open. Its time 0 is this second of the session. */
    public void sourceOpened(double offset) {
        clock.openSource(offset);
        parts.firstRaise().startAnew();
        parts.arms().startAnew();
        parts.seat().startAnew();
        parts.calibration().startAnew();
        parts.proving().startAnew();
        stage.sourceOpened().ifPresent(this::enter);
    }

    /** Says once in the session that few frames a second are judged. */
    public void saySlow() {
        parts.remarks().sayOnce(Remark.SLOW, clock.now());
    }

    /** All sets that have ended, in order. */
    public List<LiveSet> sets() {
        return parts.sets().ended();
    }

    public Stage stage() {
        return stage.id();
    }

    /** Returns the sounds since the last call. */
    public List<Sound> takeSounds() {
        return parts.sounds().take();
    }

    /** Processes a judged frame. */
    public GuideView see(FrameResult result) {
        clock.pass(result);
        BodyMeasures measures = result.measures();
        parts.arms().follow(measures, result.events(), clock.now());
        if (parts.arms().phase() != RepPhase.REST) {
            clock.noteActivity();
        }
        watchPause(() -> parts.pauseMonitor().see(measures, stage.wanted(), clock.now()));
        stage.see(result).ifPresent(this::enter);
        if (stage.takesGestures()) { // what is finished in this frame was kept
            gesture(parts.gestures().see(result.pose().pose(), clock.now()));
        }
        return passed();
    }

    /** Time has passed without a frame. */
    public GuideView tick(double seconds) {
        clock.pass(seconds);
        if (clock.sinceFrame() > parts.parameters().lostAfter()) {
            watchPause(() -> parts.pauseMonitor().lose(clock.now()));
            parts.arms().lose();
            parts.gestures().startAnew();
        }
        return passed();
    }

    private void gesture(Optional<Gesture> shown) {
        if (shown.isPresent()) {
            switch (shown.get()) {
                case PAUSE -> pause();
                case PAIN -> enter(stage.stopForPain());
            }
        }
    }

    /** Pauses a set, or goes on with it. There is nothing to pause elsewhere: every other stage waits by itself. */
    private void pause() {
        if (stage.takesGestures()) {
            boolean pause = !parts.pauseMonitor().asked();
            parts.pauseMonitor().ask(pause);
            parts.sounds().add(pause ? Sound.PAUSE : Sound.GO);
            clock.noteActivity();
        }
    }

    private GuideView passed() {
        stage.pass().ifPresent(this::enter);
        parts.sounds().beat(stage.beat(), parts.arms().falling());
        return view();
    }

    public GuideView command(Command command, double seconds) {
        clock.pass(seconds);
        switch (command) {
            case NEXT -> stage.next().ifPresent(this::enter);
            case END -> enter(stage.end());
            case PAIN -> enter(stage.stopForPain());
            case PAUSE -> pause();
        }
        return view();
    }

    /**
     * Rates the pain of the last set.
     *
     * @param level from 0 to 10
     */
    public GuideView ratePain(int level) {
        if (level < 0 || level > 10) {
            throw new IllegalArgumentException("pain is rated from 0 to 10, not " + level);
        }
        if (stage() != Stage.SET) {
            parts.sets().rate(level);
        }
        return view();
    }

    private void enter(Stage next) {
        stage = at(next);
        clock.beginStage();
        clock.noteActivity();
        parts.board().clear();
        parts.seat().startAnew();
        parts.calibration().startAnew();
        parts.turnedChair().startAnew();
        parts.sounds().startAnew();
        parts.gestures().startAnew();
        parts.pauseMonitor().ask(false);
        stage.enter();
    }

    private void watchPause(Runnable update) {
        boolean before = stage.paused();
        update.run();
        if (stage.paused()) {
            clock.noteActivity(); // a set does not end while nothing can be seen
            if (!before && stage.soundsPause()) {
                parts.sounds().add(Sound.PAUSE);
            }
        }
    }

    private GuideView view() {
        double now = clock.now();
        ArmDisplayState arms = parts.arms();
        Exercise exercise = parts.exercise();
        return new GuideView(
                now,
                stage(),
                parts.placement().results(),
                stage.advice(),
                stage.progress(),
                stage.secondsLeft(),
                parts.sets().latest(),
                exercise.fewestRepetitions(),
                exercise.mostRepetitions(),
                exercise.elbowHeight().limit().value(),
                exercise.elbowHeight().limit().tolerance(),
                arms.phase(),
                arms.beat(now),
                stage.cue(),
                stage.pause(),
                arms.notAssessed(now),
                arms.dropped(now),
                arms.left(),
                arms.right(),
                stage.level(),
                parts.seat().baseline(),
                parts.turnedChair().result(),
                stage().proves() ? Optional.of(parts.proving().view()) : Optional.empty(),
                parts.remarks().at(now),
                stage.takesGestures() ? parts.gestures().held(now) : Optional.empty());
    }
}
