package formcheck.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One session between a page and the pipeline. Pictures come in from the page, or from a source of this machine; what was
 * judged goes out.
 *
 * <p>The guide and everything else that changes belong to one thread of this class. Capture, inference and web threads hand
 * it immutable results and messages, and share nothing with it or with each other.
 *
 * <p>The session outlives its page and its source: a page that is loaded anew, or a camera that comes back, goes on with it.
 */
final class LiveFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);

    private static final long TICK_MILLIS = 100;

    /** A frame that judges comes more often than this; only without one does time pass by ticks. */
    private static final long TICK_AFTER_NANOS = 250_000_000;

    private static final long AGAIN_MILLIS = 2_000;

    private static final Map<String, LiveGuide.Command> COMMANDS = Map.of(
            "next", LiveGuide.Command.NEXT,
            "end", LiveGuide.Command.END,
            "pain", LiveGuide.Command.PAIN);

    /** Sends to one page. Not blocking. */
    interface Page {
        void send(String message);

        void send(ByteBuffer picture);

        /** Whether messages that a newer one replaces had better be left out: the page is behind. */
        boolean behind();
    }

    private final ExerciseFile exercises;
    private final Engine engine;
    private final Sources sources;
    private final SessionKeeping keeping;
    private final LiveMessages messages = new LiveMessages();
    private final ObjectMapper mapper = new ObjectMapper();
    private final ScheduledExecutorService live = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "formcheck-live");
        thread.setDaemon(true);
        return thread;
    });

    /** Where the pictures of the page go that has the session. */
    private volatile @Nullable PushedPictures pushed;

    private volatile @Nullable Page active;

    // All that follows belongs to the thread of this class.
    private @Nullable CoachedSession session;
    private @Nullable SourceSpec wanted;
    private @Nullable LiveRun run;
    private Optional<String> notKept = Optional.empty();
    private long lastResult;
    private long runNumber;

    /**
     * @param keeping what is to be known for sessions to be kept
     * @param store where; empty if sessions are not kept
     */
    LiveFeed(
            ExerciseFile exercises,
            Engine engine,
            Sources sources,
            Optional<WebServer.Keeping> keeping,
            Optional<StoreAccess> store) {
        this.keeping = new SessionKeeping(keeping, store, problem -> post(() -> notKept(problem)));
        this.exercises = exercises;
        this.engine = engine;
        this.sources = sources;
        Future<?> unused =
                live.scheduleWithFixedDelay(guarded(this::tick), TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    // ---------------------------------------------------------------- called by web threads

    void connected(Page page) {
        post(() -> {
            if (active == null) {
                activate(page);
            } else {
                page.send(messages.taken());
            }
        });
    }

    void disconnected(Page page) {
        post(() -> {
            if (page == active) {
                active = null;
                // Pictures of this machine's own camera would go nowhere; the session stays for a page that comes back.
                stopRun();
            }
        });
    }

    /** A picture from a page, as {@link PicturePacket} has it. */
    void picture(Page page, ByteBuffer message) {
        PushedPictures source = pushed;
        if (page == active && source != null) {
            PicturePacket.read(message)
                    .ifPresent(packet -> source.offer(packet.jpeg(), packet.taken(), packet.sequence()));
        }
    }

    void message(Page page, String text) {
        JsonNode message;
        try {
            message = mapper.readTree(text);
        } catch (JsonProcessingException e) {
            LOG.debug("a page sent what is not JSON");
            return;
        }
        post(() -> {
            String type = message.path("type").asText();
            if (type.equals("take-over")) {
                activate(page);
            } else if (page == active) {
                react(page, type, message);
            }
        });
    }

    /** The engine got on with its loading. */
    void engineChanged() {
        post(() -> {
            tell(engineState());
            if (active != null && run == null) {
                startRun();
            }
        });
    }

    // ---------------------------------------------------------------- the session, in its own thread

    private String engineState() {
        return messages.engine(engine.progress(), engine.estimator().isPresent(), engine.failure());
    }

    private void activate(Page page) {
        Page before = active;
        if (before != null && before != page) {
            stopRun();
            before.send(messages.taken());
        }
        active = page;
        page.send(messages.hello(session != null && !session.over()));
        page.send(engineState());
        notKept.ifPresent(problem -> page.send(messages.kept(notKept)));
    }

    private void react(Page page, String type, JsonNode message) {
        switch (type) {
            case "open" -> open(page, message);
            case "command" -> command(message.path("name").asText());
            case "pain" -> {
                int level = message.path("level").asInt(-1);
                if (session != null && level >= 0 && level <= 10) {
                    show(session, session.ratePain(level));
                }
            }
            case "close" -> {
                stopRun();
                wanted = null;
                session = null;
                keeping.leave();
            }
            default -> LOG.debug("a page sent an unknown '{}'", type);
        }
    }

    private void open(Page page, JsonNode message) {
        Optional<SourceSpec> source = sources.find(message.path("source"));
        if (source.isEmpty()) {
            page.send(messages.refused("There is no such camera or video. Choose another one."));
            return;
        }
        boolean resume = message.path("resume").asBoolean() && session != null && !session.over();
        if (!resume) {
            SessionChoice choice = SessionChoice.of(message.path("person"));
            Exercise exercise;
            try {
                keeping.check(choice);
                String variant = message.path("variant").asText("");
                exercise = variant.isEmpty() ? exercises.variant() : exercises.variant(variant);
            } catch (ExerciseException | StoreException e) {
                page.send(messages.refused(String.valueOf(e.getMessage())));
                return;
            }
            CoachedSession begun = new CoachedSession(
                    exercise,
                    new CoachedSession.Wishes(
                            message.path("raises").asBoolean(),
                            message.path("head").asBoolean(),
                            message.path("prove").asBoolean(),
                            choice.provenDecides()));
            session = begun;
            keeping.begin(exercise, choice, known -> post(() -> begun.known(known)));
        }
        stopRun();
        wanted = source.get();
        startRun();
    }

    private void notKept(Optional<String> problem) {
        notKept = problem;
        tell(messages.kept(problem));
    }

    /** Opens what is wanted, as soon as there is an engine and a session. */
    private void startRun() {
        Optional<PoseEstimator> estimator = engine.estimator();
        CoachedSession current = session;
        SourceSpec spec = wanted;
        if (estimator.isEmpty() || current == null || spec == null) {
            return;
        }
        long number = ++runNumber;
        LiveRun next = new LiveRun(
                spec,
                current.exercise(),
                estimator.get(),
                current.posture(estimator.get()),
                new Listener(number, spec, current));
        run = next;
        pushed = next.pushed().orElse(null);
        next.start();
    }

    private void stopRun() {
        LiveRun running = run;
        run = null;
        pushed = null;
        runNumber++;
        if (running != null) {
            running.stop();
        }
    }

    private void command(String name) {
        CoachedSession current = session;
        LiveGuide.Command wish = COMMANDS.get(name);
        if (current != null && wish != null) {
            show(current, current.command(wish));
        }
    }

    private void tick() {
        CoachedSession current = session;
        if (current != null && engine.estimator().isPresent() && System.nanoTime() - lastResult > TICK_AFTER_NANOS) {
            show(current, current.tick());
        }
    }

    /** What was proven of the person is kept, and judged by. */
    private void proven(CoachedSession current) {
        List<KeptProof> found = current.takeProven();
        if (!found.isEmpty()) {
            keeping.proven(found);
        }
        current.takePersonal().ifPresent(personal -> {
            LiveRun running = run;
            if (running != null) {
                running.judgeBy(personal);
            }
            keeping.judgedBy(personal);
        });
    }

    private void show(CoachedSession current, GuideView view) {
        proven(current);
        keeping.shown(view);
        Page page = active;
        if (page != null && !page.behind()) {
            page.send(messages.state(view, current.takeSounds()));
        }
    }

    private void result(
            CoachedSession current, FrameResult result, Optional<PushedPictures.Arrival> arrival, long judged) {
        lastResult = System.nanoTime();
        GuideView view = current.see(result);
        proven(current);
        keeping.judged(result, view);
        Page page = active;
        if (page != null && !page.behind()) {
            page.send(messages.frame(view, current.takeSounds(), result, arrival, judged, System.nanoTime()));
        }
    }

    private void ended(CoachedSession current, SourceSpec spec, Optional<String> problem) {
        stopRun();
        long stopped = runNumber;
        boolean again = spec instanceof SourceSpec.Camera || spec instanceof SourceSpec.Stream;
        tell(messages.closed(problem, again));
        if (again) {
            Future<?> unused = live.schedule(
                    guarded(() -> {
                        if (stopped == runNumber && active != null) {
                            startRun();
                        }
                    }),
                    AGAIN_MILLIS,
                    TimeUnit.MILLISECONDS);
        } else if (current.inSet()) {
            show(current, current.command(LiveGuide.Command.END));
        }
    }

    /** Sends to the page that has the session, if there is one. */
    private void tell(String message) {
        Page page = active;
        if (page != null) {
            page.send(message);
        }
    }

    private void post(Runnable work) {
        try {
            live.execute(guarded(work));
        } catch (RejectedExecutionException e) {
            LOG.debug("the server is going down");
        }
    }

    /** A task of an executor must not end it, nor be lost in silence. */
    private static Runnable guarded(Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                LOG.error("the live session stumbled", e);
            }
        };
    }

    @Override
    public void close() {
        post(() -> {
            stopRun();
            keeping.leave();
        });
        live.shutdown();
        try {
            if (!live.awaitTermination(20, TimeUnit.SECONDS)) {
                LOG.warn("the live session does not end");
            }
            keeping.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Hands what a run yields to the thread of the session; of a run that was stopped nothing more is taken. */
    private final class Listener implements LiveRun.Audience {
        private final long number;
        private final SourceSpec spec;
        private final CoachedSession current;
        private volatile double opened;

        Listener(long number, SourceSpec spec, CoachedSession current) {
            this.number = number;
            this.spec = spec;
            this.current = current;
        }

        @Override
        public void opened(SourceInfo info) {
            double now = current.seconds();
            opened = now; // pictures come before the thread of the session hears of it
            hand(() -> {
                current.sourceOpened(now, info);
                keeping.sourceOpened(now, info);
                tell(messages.opened(info.name(), info.width(), info.height()));
            });
        }

        @Override
        public void taken(Frame frame) {
            keeping.taken(opened, frame);
        }

        @Override
        public void picture(long frame, byte[] jpeg) {
            Page page = active;
            if (page != null && !page.behind()) {
                page.send(PicturePacket.of(frame, jpeg));
            }
        }

        @Override
        public void result(FrameResult result, Optional<PushedPictures.Arrival> arrival, long judged) {
            hand(() -> LiveFeed.this.result(current, result, arrival, judged));
        }

        @Override
        public void stumbled() {
            hand(() -> tell(messages.stumbled()));
        }

        @Override
        public void ended(Optional<String> problem) {
            hand(() -> LiveFeed.this.ended(current, spec, problem));
        }

        private void hand(Runnable work) {
            post(() -> {
                if (number == runNumber) {
                    work.run();
                }
            });
        }
    }
}
