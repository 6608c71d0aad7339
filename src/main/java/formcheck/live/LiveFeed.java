package formcheck.live;

import formcheck.capture.SourceSpec;
import formcheck.exercise.ExerciseException;
import formcheck.exercise.ExerciseFile;
import formcheck.session.StoreException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The live feed between pages and the pipeline. Images come from the page or from a source of this machine; judged frames
 * go to the page.
 *
 * <p>The guide and all other mutable state belong to one thread of this class. Capture, inference and server threads hand
 * it immutable values and share nothing with it or with each other.
 *
 * <p>The session outlives its page and its source: a reloaded page, or a camera that comes back, resumes it.
 */
public final class LiveFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);
    private static final Duration TICK = Duration.ofMillis(100);

    /** Longest time until a run has stopped and the session is stored. */
    private static final Duration LONGEST_END = Duration.ofSeconds(20);

    private final Engine engine;
    private final Sources sources;
    private final SessionKeeping keeping;
    private final SerialExecutor live = new SerialExecutor("formcheck-live");
    private final ActivePage active = new ActivePage();
    private final SessionRunner runner;
    private final PreviewRunner preview;
    private final PhoneCamera phone;

    /** Used only in the thread of this class. */
    private Optional<String> storageProblem = Optional.empty();

    /** @param storage where sessions are stored; empty if they are not */
    public LiveFeed(ExerciseFile exercises, Engine engine, Sources sources, Optional<SessionStorage> storage) {
        this.engine = engine;
        this.sources = sources;
        this.keeping = new SessionKeeping(storage, problem -> live.execute(() -> storageProblem(problem)));
        this.runner = new SessionRunner(live, exercises, engine, keeping, active, sources.phone());
        this.preview = new PreviewRunner(live, exercises, engine, active);
        live.repeat(this::tick, TICK);
        this.phone = sources.phone();
        phone.watch(() -> live.execute(this::phoneChanged), this::phoneImage);
    }

    // ---------------------------------------------------------------- called by server threads

    /** Adds a page. It gets the session if no other page has it. */
    public void connected(LivePage page) {
        live.execute(() -> {
            if (active.isPresent()) {
                page.show(new PageView.Taken());
            } else {
                activate(page);
            }
        });
    }

    /** Removes a page. The session stays for a page that comes back; its source is closed. */
    public void disconnected(LivePage page) {
        live.execute(() -> {
            if (active.is(page)) {
                active.clear();
                preview.end();
                runner.closeSource();
            }
        });
    }

    /**
     * Processes an image from a page. Ignored unless the page has the session, and its browser camera is the source or is
     * previewed.
     */
    public void image(LivePage page, PageImage image) {
        if (active.is(page)) {
            preview.images().offer(image);
            runner.offer(image);
        }
    }

    private void phoneImage(PhoneImage image) {
        preview.images().offer(image);
        runner.offer(image);
    }

    /** Processes a request of a page. Ignored unless the page has the session or takes it over. */
    public void request(LivePage page, PageRequest request) {
        live.execute(() -> {
            if (request instanceof PageRequest.TakeOver) {
                activate(page);
            } else if (active.is(page)) {
                react(page, request);
            }
        });
    }

    /** Announces that the engine has made progress, is ready, or has failed. */
    public void engineChanged() {
        live.execute(() -> {
            active.show(engineState());
            if (active.isPresent()) {
                preview.open();
                runner.openSource();
            }
        });
    }

    // ---------------------------------------------------------------- the session, in its own thread

    private PageView engineState() {
        return new PageView.EngineState(engine.progress(), engine.estimator().isPresent(), engine.failure());
    }

    private void tick() {
        runner.tick();
        phone.want(active.isPresent() && (runner.wantsPhone() || preview.wantsPhone()));
    }

    /** A phone came, went, or opened its camera. A session that it films goes on with the camera that is open now. */
    private void phoneChanged() {
        active.show(phone.state());
        phone.camera().ifPresent(camera -> {
            preview.phoneOpened(camera);
            runner.phoneOpened(camera);
        });
    }

    private void activate(LivePage page) {
        if (active.isPresent() && !active.is(page)) {
            preview.end();
            runner.closeSource();
            active.show(new PageView.Taken());
        }
        active.set(page);
        page.show(new PageView.Hello(runner.canResume()));
        page.show(engineState());
        page.show(phone.state());
        if (storageProblem.isPresent()) {
            page.show(new PageView.StorageProblem(storageProblem));
        }
    }

    private void react(LivePage page, PageRequest request) {
        if (request instanceof PageRequest.Open open) {
            preview.end();
            open(page, open);
        } else if (request instanceof PageRequest.Preview wanted) {
            preview(wanted);
        } else if (request instanceof PageRequest.Instruct instruct) {
            runner.command(instruct.command());
        } else if (request instanceof PageRequest.RatePain rated) {
            runner.ratePain(rated.level());
        } else if (request instanceof PageRequest.Close) {
            runner.leave();
        }
    }

    private void preview(PageRequest.Preview request) {
        preview.end();
        SourceSpec source = request.source().flatMap(sources::find).orElse(null);
        if (runner.sourceOpen()) {
            return;
        }
        if (source instanceof SourceSpec.Browser camera) {
            preview.begin(camera);
        } else if (source instanceof SourceSpec.Phone camera) {
            preview.begin(camera);
        }
    }

    private void open(LivePage page, PageRequest.Open request) {
        Optional<SourceSpec> source = request.source().flatMap(sources::find);
        if (source.isEmpty()) {
            page.show(new PageView.RequestRefused("There is no such camera or video. Choose another one."));
            return;
        }
        if (!request.resume() || !runner.canResume()) {
            try {
                runner.begin(request);
            } catch (ExerciseException | StoreException e) {
                page.show(new PageView.RequestRefused(String.valueOf(e.getMessage())));
                return;
            }
        }
        runner.use(source.get());
    }

    private void storageProblem(Optional<String> problem) {
        storageProblem = problem;
        active.show(new PageView.StorageProblem(problem));
    }

    /** Closes the source, stores the session, and waits for both. */
    @Override
    public void close() {
        live.execute(preview::end);
        live.execute(runner::leave);
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
}
