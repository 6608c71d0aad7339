package formcheck.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import formcheck.capture.CaptureException;
import formcheck.capture.Frame;
import formcheck.capture.FrameSource;
import formcheck.capture.SourceInfo;
import formcheck.exercise.ExerciseFile;
import formcheck.pipeline.FormPipeline;
import formcheck.pose.EngineLimit;
import formcheck.pose.ModelException;
import formcheck.pose.Pose;
import formcheck.pose.PoseEstimator;
import formcheck.pose.PoseFrame;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures the cost of a frame on this machine. */
@Command(
        name = "bench",
        sortOptions = false,
        header = "Measures what a frame costs on this machine, stage by stage, at one thread.",
        synopsisHeading = "%nUsage: ",
        description = {
            "",
            "Nothing overlaps here, so that each stage is seen alone; analyze decodes during inference.",
            ""
        })
final class BenchCommand implements Callable<Integer> {
    /** Warm-up rounds over all frames, after which the JIT compiler has compiled the stage. */
    private static final int WARM_UP = 20;

    private final Shell shell;

    @Parameters(arity = "0..1", paramLabel = "INPUT", description = "A video or a folder of images; else the sample.")
    @Reads
    private Optional<String> input = Optional.empty();

    @Option(
            names = "--frames",
            paramLabel = "N",
            defaultValue = "300",
            description = "At most so many frames (default: ${DEFAULT-VALUE}).")
    private int most = 300;

    @Option(
            names = "--rounds",
            hidden = true,
            description = "Measures a round whenever a line on standard input names one: for scripts/speed.")
    private boolean rounds;

    @Mixin
    private ModelOptions modelOptions = new ModelOptions();

    @SuppressWarnings("UnusedVariable") // read by picocli
    @Mixin
    private CommonOptions common = new CommonOptions();

    private final Stopwatch decode = new Stopwatch();
    private final Stopwatch detect = new Stopwatch();
    private final Stopwatch landmarks = new Stopwatch();
    private final Stopwatch brightness = new Stopwatch();
    private final PostureCost posture = new PostureCost();
    private Stopwatch rest = new Stopwatch();
    private Optional<SourceInfo> source = Optional.empty();
    private double firstJudged;

    BenchCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws CaptureException, ModelException, CommandException {
        if (most < 1) {
            throw CommandException.usage("--frames is at least 1.");
        }
        modelOptions.check();
        String name =
                input.isPresent() ? input.get() : shell.home().file(Main.SAMPLE).toString();
        if (!(VideoInput.of(name, Optional.empty()) instanceof VideoInput.FrameInput input)) {
            throw CommandException.usage(name + " holds keypoints and no frames.");
        }
        AtomicBoolean stopped = new AtomicBoolean();
        shell.stop().react(() -> stopped.set(true));
        try (PoseEngine engine = new PoseEngine(modelOptions)) {
            if (rounds) {
                serveRounds(input, engine);
                return ExitCode.OK;
            }
            List<PoseFrame> poses = follow(input, engine, stopped);
            search(input, engine, stopped);
            if (stopped.get()) {
                throw CommandException.failure("Stopped.");
            }
            if (landmarks.count() == 0) {
                throw CommandException.failure("No one was seen in " + name + ": there is nothing to measure.");
            }
            judge(poses);
            posture.judge(engine.estimator(), Math.max(1, WARM_UP * most / poses.size()));
            shell.terminal().print(report(engine.modelId(), engine.form()));
        } finally {
            shell.stop().ignore();
        }
        return ExitCode.OK;
    }

    private void serveRounds(VideoInput.FrameInput input, PoseEngine engine)
            throws CaptureException, ModelException, CommandException {
        try (FrameSource source = input.frames(false)) {
            BenchRounds.of(source, most, engine.estimator())
                    .serve(new BufferedReader(new InputStreamReader(System.in, UTF_8)), shell.terminal());
        } catch (IOException e) {
            throw CommandException.failure("Standard input could not be read: " + e.getMessage() + ".");
        }
    }

    /** As in use: follows the person from frame to frame. */
    private List<PoseFrame> follow(VideoInput.FrameInput input, PoseEngine engine, AtomicBoolean stopped)
            throws CaptureException, ModelException {
        FormPipeline pipeline = new FormPipeline(ExerciseFile.builtIn().variant());
        List<PoseFrame> poses = new ArrayList<>();
        try (FrameSource source = input.frames(false)) {
            this.source = Optional.of(source.info());
            PoseEstimator estimator = engine.estimator();
            boolean followed = false;
            while (poses.size() < most && !stopped.get()) {
                long begun = System.nanoTime();
                Optional<Frame> frame = source.next();
                if (frame.isEmpty()) {
                    break;
                }
                long decoded = System.nanoTime();
                Optional<Pose> pose = estimator.estimate(frame.get());
                long located = System.nanoTime();
                PoseFrame seen = PoseFrame.of(frame.get(), pose, Optional.empty());
                long lit = System.nanoTime();
                decode.add(decoded - begun);
                brightness.add(lit - located);
                if (followed && pose.isPresent()) {
                    landmarks.add(located - decoded);
                }
                followed = pose.isPresent();
                pipeline.process(seen);
                if (poses.isEmpty()) {
                    firstJudged = (System.nanoTime() - shell.started()) * 1e-9;
                }
                poses.add(seen);
                posture.measureFeatures(estimator, frame.get(), seen);
            }
        }
        return poses;
    }

    /** So short a stage must be warm: judges the same poses repeatedly, and measures the last round. */
    private void judge(List<PoseFrame> poses) {
        for (int i = 0; i < WARM_UP * most; i += poses.size()) {
            FormPipeline pipeline = new FormPipeline(ExerciseFile.builtIn().variant());
            rest = new Stopwatch();
            for (PoseFrame pose : poses) {
                long begun = System.nanoTime();
                pipeline.process(pose);
                rest.add(System.nanoTime() - begun);
            }
        }
    }

    /** Resets the person before each frame, so that the detector runs on every frame. */
    private void search(VideoInput.FrameInput input, PoseEngine engine, AtomicBoolean stopped)
            throws CaptureException, ModelException {
        long usual = landmarks.count() == 0 ? 0 : landmarks.nanos(0.5);
        try (FrameSource source = input.frames(false)) {
            PoseEstimator estimator = engine.estimator();
            for (int i = 0; i < most && !stopped.get(); i++) {
                Optional<Frame> frame = source.next();
                if (frame.isEmpty()) {
                    break;
                }
                estimator.reset();
                long begun = System.nanoTime();
                Optional<Pose> pose = estimator.estimate(frame.get());
                if (pose.isPresent()) {
                    detect.add(Math.max(0, System.nanoTime() - begun - usual));
                }
            }
        }
    }

    private String report(String model, String form) throws ModelException {
        EngineLimit limit = EngineLimit.measure(System::nanoTime);
        SourceInfo info = source.orElseThrow();
        double everyFrame = decode.millis(0.5)
                + landmarks.millis(0.5)
                + brightness.millis(0.5)
                + rest.millis(0.5)
                + medianOf(posture.judgement());
        double raised = everyFrame + medianOf(posture.features());
        return String.join(
                "\n",
                "System     " + system(),
                "Versions   FormCheck " + ProgramVersion.text() + ", Java " + System.getProperty("java.version")
                        + ", PyTorch " + version("/native/lib/pytorch.properties") + ", FFmpeg "
                        + version("/META-INF/maven/org.bytedeco/ffmpeg/pom.properties"),
                "Input      " + info.name() + ", " + info.width() + " x " + info.height() + ", " + decode.count()
                        + " frames",
                "Model      " + model + ", " + form,
                "",
                "A frame, one thread           median       95 %",
                row("decode", decode),
                row("detect", detect) + "   first, once a second, and when the person was lost",
                row("landmarks", landmarks),
                row("brightness", brightness),
                row("the rest", rest) + "   motion, judgement, cues; once warm",
                row("posture features", posture.features()) + beside(posture.features(), "only with the arms raised"),
                row("posture, judging", posture.judgement()) + beside(posture.judgement(), "in Java; once warm"),
                "",
                String.format(
                        Locale.ROOT,
                        "Every frame %.1f ms, which is %.0f frames/s; with the arms raised %.1f ms, %.0f frames/s.",
                        everyFrame,
                        1000 / everyFrame,
                        raised,
                        1000 / raised),
                String.format(Locale.ROOT, "Judging alone, as of a kept stream: %.0f frames/s.", 1e9 / rest.nanos(0.5)),
                String.format(
                        Locale.ROOT,
                        "The machine's limit, one thread: %.1f G multiply-accumulates and %.1f GB a second.",
                        limit.multiplyAccumulates() * 1e-9,
                        limit.bytes() * 1e-9),
                String.format(
                        Locale.ROOT, "From the start of the program to the first judged frame: %.2f s.", firstJudged));
    }

    private static double medianOf(Stopwatch stopwatch) {
        return stopwatch.count() == 0 ? 0 : stopwatch.millis(0.5);
    }

    /** Returns the share of a posture stage in the pose model's time; empty if it was not measured. */
    private String beside(Stopwatch stopwatch, String remark) {
        return stopwatch.count() == 0
                ? "   not measured: both shoulders, and arms that hang, were not seen"
                : String.format(
                        Locale.ROOT,
                        "   %.1f %% of the landmarks; %s",
                        100 * medianOf(stopwatch) / landmarks.millis(0.5),
                        remark);
    }

    private static String row(String stage, Stopwatch stopwatch) {
        if (stopwatch.count() == 0) {
            return String.format(Locale.ROOT, "  %-20s%14s%11s", stage, "-", "-");
        }
        return String.format(
                Locale.ROOT, "  %-20s%11.3f ms%8.3f ms", stage, stopwatch.millis(0.5), stopwatch.millis(0.95));
    }

    private static String system() {
        return System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", "
                + Runtime.getRuntime().availableProcessors() + " cores";
    }

    private static String version(String properties) {
        Properties read = new Properties();
        try (InputStream in = BenchCommand.class.getResourceAsStream(properties)) {
            if (in != null) {
                read.load(in);
            }
        } catch (IOException e) {
            return "unknown";
        }
        return read.getProperty("version", "unknown");
    }
}
