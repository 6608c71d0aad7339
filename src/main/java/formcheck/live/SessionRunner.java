package formcheck.live;

import formcheck.capture.Frame;
import formcheck.capture.PushedFrames;
import formcheck.capture.SourceInfo;
import formcheck.capture.SourceSpec;
import formcheck.exercise.Exercise;
import formcheck.exercise.ExerciseException;
import formcheck.exercise.ExerciseFile;
import formcheck.guide.GuideView;
import formcheck.guide.LiveGuide;
import formcheck.pipeline.FrameResult;
import formcheck.pose.PoseEstimator;
import formcheck.session.KeptProof;
import formcheck.session.StoreException;
import formcheck.session.prescription.Prescription;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs the session of the live feed: opens its source, passes each result to the guide, stores both, and shows the active page
 * what changed. Belongs to the thread of the feed, except {@link #offer}.
 */
final class SessionRunner {
    /** Frames arrive more often than this, nanoseconds. The guide's clock advances by ticks only when none arrives. */
    private static final long TICK_AFTER_NANOS = 250_000_000;

    /** Delay before a camera or a stream that closed is opened again. */
    private static final Duration REOPEN_AFTER = Duration.ofSeconds(2);

    private final SerialExecutor live;
    private final ExerciseFile exercises;
    private final Engine engine;
    private final SessionKeeping keeping;
    private final ActivePage active;
    private final SourceRuns runs;
    private final SlowMachine slowMachine;
    private @Nullable CoachedSession session;
    private @Nullable SourceSpec wanted;

    /** The video that was played last, and how far. */
    private @Nullable SourceSpec video;

    private Duration played = Duration.ZERO;
    private Duration playedFrom = Duration.ZERO;
    private long lastResult;

    SessionRunner(
            SerialExecutor live,
            ExerciseFile exercises,
            Engine engine,
            SessionKeeping keeping,
            ActivePage active,
            PhoneCamera phone) {
        this.live = live;
        this.exercises = exercises;
        this.engine = engine;
        this.keeping = keeping;
        this.active = active;
        this.runs = new SourceRuns(live, new ResultHandler());
        this.slowMachine = new SlowMachine(live, active, phone::askSize);
    }

    /** Returns whether a session is under way that a page can resume. */
    boolean canResume() {
        return session != null && !session.over();
    }

    /**
     * Begins another session in place of the one before.
     *
     * @throws ExerciseException if there is no such variant
     * @throws StoreException if no session can be stored under the person's name
     */
    void begin(PageRequest.Open request) throws ExerciseException, StoreException {
        SessionChoice choice = request.choice();
        keeping.check(choice);
        Exercise usual = request.variant().isPresent()
                ? exercises.variant(request.variant().get())
                : exercises.variant();
        Optional<Prescription> prescription = keeping.prescription(choice, usual);
        Exercise exercise = prescription.map(asked -> asked.applyTo(usual)).orElse(usual);
        stopRun();
        CoachedSession begun = new CoachedSession(exercise, request.options(), choice.provenDecides());
        prescription.ifPresent(asked -> begun.askSets(asked.sets()));
        session = begun;
        video = null;
        keeping.begin(exercise, choice, known -> live.execute(() -> begun.known(known)));
    }

    /** Closes the source and opens another one as soon as the engine is ready. A video of this session goes on where it was. */
    void use(SourceSpec source) {
        stopRun();
        wanted = source;
        playedFrom = source.equals(video) ? played : Duration.ZERO;
        video = source instanceof SourceSpec.VideoFile ? source : null;
        played = playedFrom;
        openSource();
    }

    /** Stops the source. The session keeps a repetition that is finished. */
    private void stopRun() {
        CoachedSession current = session;
        boolean ran = runs.running();
        runs.stop();
        if (ran && current != null) {
            show(current, current.sourceClosed());
        }
    }

    /** Opens the wanted source unless it runs already. Does nothing without an engine or a session. */
    void openSource() {
        Optional<PoseEstimator> estimator = engine.estimator();
        if (!runs.running() && estimator.isPresent() && session != null && wanted != null) {
            runs.start(wanted, playedFrom, session, estimator.get());
        }
    }

    /** Returns whether a source of a session is open, or opens as soon as the engine is ready. */
    boolean sourceOpen() {
        return wanted != null;
    }

    /** Returns whether the phone is the source. */
    boolean wantsPhone() {
        return wanted instanceof SourceSpec.Phone;
    }

    /** The phone's camera is open, or open in another shape: goes on with it if the phone is the source. */
    void phoneOpened(SourceSpec.Phone camera) {
        if (wantsPhone()) {
            use(camera);
        }
    }

    /** Closes the source. The session stays. */
    void closeSource() {
        stopRun();
        wanted = null;
    }

    /** Closes the source and ends the session. */
    void leave() {
        stopRun();
        wanted = null;
        session = null;
        keeping.leave();
    }

    /** Passes on an image of the browser's camera. Any thread may call it. */
    void offer(PageImage image) {
        runs.images().offer(image);
    }

    /** Passes on an image of the phone. Any thread may call it. */
    void offer(PhoneImage image) {
        runs.images().offer(image);
    }

    void command(LiveGuide.Command command) {
        if (session != null) {
            show(session, session.command(command));
        }
    }

    /** @param level of pain, 0 to 10 */
    void ratePain(int level) {
        if (session != null) {
            show(session, session.ratePain(level));
        }
    }

    /** Advances the guide's clock while no frame arrives. */
    void tick() {
        CoachedSession current = session;
        if (current != null && engine.estimator().isPresent() && System.nanoTime() - lastResult > TICK_AFTER_NANOS) {
            show(current, current.tick());
        }
    }

    /** Stores new proofs of the person and applies them from now on. */
    private void proven(CoachedSession current) {
        List<KeptProof> proofs = current.takeProven();
        if (!proofs.isEmpty()) {
            keeping.proven(proofs);
        }
        current.takePersonal().ifPresent(personal -> {
            runs.judgeBy(personal);
            keeping.judgedBy(personal);
        });
    }

    private void show(CoachedSession current, GuideView view) {
        proven(current);
        keeping.shown(view);
        active.showNewest(() -> new PageView.SessionState(view, current.takeSounds()));
    }

    /** Handles the results of a run, in the thread of the session unless stated otherwise. */
    private final class ResultHandler implements SourceRuns.SourceListener {

        @Override
        public void opened(CoachedSession current, double at, SourceInfo info) {
            current.sourceOpened(at, info);
            keeping.sourceOpened(at, info);
            active.show(new PageView.SourceOpened(info.name(), info.width(), info.height()));
            slowMachine.sourceOpened();
        }

        @Override
        public void fetched(double opened, Frame frame) {
            keeping.taken(opened, frame);
        }

        @Override
        public void fetched(long frame, byte[] jpeg) {
            active.showNewest(frame, jpeg);
        }

        @Override
        public void result(
                CoachedSession current,
                FrameResult result,
                Optional<PushedFrames.Arrival> arrival,
                long busy,
                long judged) {
            lastResult = System.nanoTime();
            played = playedFrom.plus(result.pose().at());
            GuideView view = current.see(result);
            proven(current);
            engine.estimator().ifPresent(estimator -> slowMachine.judged(current, estimator, view, busy, judged));
            keeping.judged(result, view);
            active.showNewest(() ->
                    new PageView.JudgedFrame(view, current.takeSounds(), result, arrival, judged, System.nanoTime()));
        }

        @Override
        public void failed() {
            active.show(new PageView.FrameFailed());
        }

        @Override
        public void ended(CoachedSession current, SourceSpec spec, Optional<String> problem) {
            stopRun();
            boolean again = spec instanceof SourceSpec.Camera || spec instanceof SourceSpec.Stream;
            active.show(new PageView.SourceClosed(problem, again));
            if (again) {
                runs.unlessChanged(REOPEN_AFTER, () -> {
                    if (active.isPresent()) {
                        openSource();
                    }
                });
            } else if (current.inSet()) {
                show(current, current.command(LiveGuide.Command.END));
            }
        }
    }
}
