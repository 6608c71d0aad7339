package formcheck.live;

import formcheck.capture.Frame;
import formcheck.capture.PushedPictures;
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
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One live session between a page and the pipeline. Images come from the page or from a source of this machine; judged frames go
 * to the page.
 *
 * <p>The guide and all other mutable state belong to one thread of this class. Capture, inference and server threads hand it
 * immutable values and share nothing with it or with each other.
 *
 * <p>The session outlives its page and its source: a reloaded page, or a camera that comes back, resumes it.
 */
public final class LiveFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);
    private static final Duration TICK = Duration.ofMillis(100);

    /** Frames come more often than this, nanoseconds. Only without one does time pass by ticks. */
    private static final long TICK_AFTER_NANOS = 250_000_000;

    /** How long a camera or a stream stays closed before it is tried again. */
    private static final Duration REOPEN_AFTER = Duration.ofSeconds(2);

    /** A run stops, and sessions are stored, within this time. */
    private static final Duration LONGEST_END = Duration.ofSeconds(20);

    private final ExerciseFile exercises;
    private final Engine engine;
    private final Sources sources;
    private final SessionKeeping keeping;
    private final SerialExecutor live = new SerialExecutor("formcheck-live");
    private final SourceRuns runs = new SourceRuns(live, new FeedHearer());
    private final ActivePage active = new ActivePage();

    // All that follows belongs to the thread of this class.
    private @Nullable CoachedSession session;
    private @Nullable SourceSpec wanted;
    private Optional<String> storageProblem = Optional.empty();
    private long lastResult;

    /** @param storage where sessions are stored; empty if they are not */
    public LiveFeed(ExerciseFile exercises, Engine engine, Sources sources, Optional<SessionStorage> storage) {
        this.exercises = exercises;
        this.engine = engine;
        this.sources = sources;
        this.keeping = new SessionKeeping(storage, problem -> live.execute(() -> storageProblem(problem)));
        live.repeat(this::tick, TICK);
    }

    // ---------------------------------------------------------------- called by server threads

    /** A page has connected. It gets the session if no other page has it. */
    public void connected(LivePage page) {
        live.execute(() -> {
            if (active.isPresent()) {
                page.show(new PageView.Taken());
            } else {
                activate(page);
            }
        });
    }

    /** A page is gone. The session stays for a page that comes back, its source is closed. */
    public void disconnected(LivePage page) {
        live.execute(() -> {
            if (active.is(page)) {
                active.clear();
                runs.stop();
            }
        });
    }

    /** An image from a page. Ignored unless the page has the session and its browser's camera is the source. */
    public void image(LivePage page, PageImage image) {
        if (active.is(page)) {
            runs.offer(image);
        }
    }

    /** Ignored unless the page has the session, or takes it over. */
    public void request(LivePage page, PageRequest request) {
        live.execute(() -> {
            if (request instanceof PageRequest.TakeOver) {
                activate(page);
            } else if (active.is(page)) {
                react(page, request);
            }
        });
    }

    /** The engine has made progress, is ready, or has failed. */
    public void engineChanged() {
        live.execute(() -> {
            active.show(engineState());
            if (active.isPresent() && !runs.running()) {
                startRun();
            }
        });
    }

    // ---------------------------------------------------------------- the session, in its own thread

    private PageView engineState() {
        return new PageView.EngineState(engine.progress(), engine.estimator().isPresent(), engine.failure());
    }

    private void activate(LivePage page) {
        if (active.isPresent() && !active.is(page)) {
            runs.stop();
            active.show(new PageView.Taken());
        }
        active.set(page);
        page.show(new PageView.Hello(session != null && !session.over()));
        page.show(engineState());
        if (storageProblem.isPresent()) {
            page.show(new PageView.StorageProblem(storageProblem));
        }
    }

    private void react(LivePage page, PageRequest request) {
        if (request instanceof PageRequest.Open open) {
            open(page, open);
        } else if (request instanceof PageRequest.Instruct instruct) {
            if (session != null) {
                show(session, session.command(instruct.command()));
            }
        } else if (request instanceof PageRequest.RatePain rated) {
            if (session != null) {
                show(session, session.ratePain(rated.level()));
            }
        } else if (request instanceof PageRequest.Close) {
            runs.stop();
            wanted = null;
            session = null;
            keeping.leave();
        }
    }

    private void open(LivePage page, PageRequest.Open request) {
        Optional<SourceSpec> source = request.source().flatMap(sources::find);
        if (source.isEmpty()) {
            page.show(new PageView.RequestRefused("There is no such camera or video. Choose another one."));
            return;
        }
        boolean resume = request.resume() && session != null && !session.over();
        if (!resume) {
            try {
                begin(request);
            } catch (ExerciseException | StoreException e) {
                page.show(new PageView.RequestRefused(String.valueOf(e.getMessage())));
                return;
            }
        }
        runs.stop();
        wanted = source.get();
        startRun();
    }

    /**
     * @throws ExerciseException if there is no such variant
     * @throws StoreException if no session can be stored under the person's name
     */
    private void begin(PageRequest.Open request) throws ExerciseException, StoreException {
        SessionChoice choice = request.choice();
        keeping.check(choice);
        Exercise exercise = request.variant().isPresent()
                ? exercises.variant(request.variant().get())
                : exercises.variant();
        CoachedSession begun = new CoachedSession(exercise, request.options(), choice.provenDecides());
        session = begun;
        keeping.begin(exercise, choice, known -> live.execute(() -> begun.known(known)));
    }

    private void storageProblem(Optional<String> problem) {
        storageProblem = problem;
        active.show(new PageView.StorageProblem(problem));
    }

    /** Opens the wanted source as soon as there is an engine and a session. */
    private void startRun() {
        Optional<PoseEstimator> estimator = engine.estimator();
        if (estimator.isPresent() && session != null && wanted != null) {
            runs.start(wanted, session, estimator.get());
        }
    }

    private void tick() {
        CoachedSession current = session;
        if (current != null && engine.estimator().isPresent() && System.nanoTime() - lastResult > TICK_AFTER_NANOS) {
            show(current, current.tick());
        }
    }

    /** Stores what was just proven of the person, and judges by it from now on. */
    private void proven(CoachedSession current) {
        List<KeptProof> found = current.takeProven();
        if (!found.isEmpty()) {
            keeping.proven(found);
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

    /** Stops the source, stores the session, and waits for both. */
    @Override
    public void close() {
        live.execute(() -> {
            runs.stop();
            keeping.leave();
        });
        live.shutdown();
        try {
            if (!live.awaitTermination(LONGEST_END)) {
                LOG.warn("the live session does not end");
            }
            keeping.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What a run yields; in the thread of the session unless said otherwise. */
    private final class FeedHearer implements SourceRuns.Hearer {

        @Override
        public void opened(CoachedSession current, double at, SourceInfo info) {
            current.sourceOpened(at, info);
            keeping.sourceOpened(at, info);
            active.show(new PageView.SourceOpened(info.name(), info.width(), info.height()));
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
                CoachedSession current, FrameResult result, Optional<PushedPictures.Arrival> arrival, long judged) {
            lastResult = System.nanoTime();
            GuideView view = current.see(result);
            proven(current);
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
            runs.stop();
            boolean again = spec instanceof SourceSpec.Camera || spec instanceof SourceSpec.Stream;
            active.show(new PageView.SourceClosed(problem, again));
            if (again) {
                runs.unlessChanged(REOPEN_AFTER, () -> {
                    if (active.isPresent()) {
                        startRun();
                    }
                });
            } else if (current.inSet()) {
                show(current, current.command(LiveGuide.Command.END));
            }
        }
    }
}
