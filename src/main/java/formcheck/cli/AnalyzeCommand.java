package formcheck.cli;

import formcheck.capture.CaptureException;
import formcheck.exercise.Exercise;
import formcheck.pipeline.PipelineRunner;
import formcheck.pipeline.PipelineRunner.Ending;
import formcheck.pipeline.PipelineRunner.Listener;
import formcheck.pose.ModelException;
import formcheck.pose.stream.StreamOptions;
import formcheck.report.TextReport;
import formcheck.session.Session;
import formcheck.session.SessionId;
import formcheck.session.StoreException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Judges recordings. */
@Command(
        name = "analyze",
        sortOptions = false,
        header = "Judges recordings: every repetition counted, measured and held against the exercise.",
        synopsisHeading = "%nUsage: ",
        description = {"", "Prints a table for each INPUT; progress is shown while it works.", ""},
        optionListHeading = "%n",
        footer = {
            "",
            "Examples:",
            "  formcheck analyze set.mp4",
            "  formcheck analyze --variant band --json results.jsonl monday.mp4 friday.mp4",
            "  formcheck analyze --mirrored --out reports selfie.mov",
            "  formcheck analyze --keypoints motion.csv set.mp4      keep the motion ...",
            "  formcheck analyze --height-limit 75 motion.csv        ... and judge it again",
            "  formcheck analyze --size 1280x720 openpose-output     the joints that another program found",
            "",
            "With Maven:     mvn -q exec:java -Dexec.args=\"analyze set.mp4\"",
            "In PowerShell:  mvn -q exec:java '-Dexec.args=analyze set.mp4'",
            "",
            "Exit codes: 0 done, 1 an INPUT could not be analyzed, 2 wrong usage.",
        })
final class AnalyzeCommand implements Callable<Integer> {
    private final Shell shell;

    @Parameters(
            arity = "1..*",
            paramLabel = "INPUT",
            description = "A video file, a folder of videos (images beside them are skipped) or of images,"
                    + " an address (http, https, rtsp, rtmp), a keypoint stream that --keypoints wrote, or keypoints"
                    + " as JSON: of MediaPipe, of COCO, or OpenPose's folder with a file a frame.")
    @Reads
    private List<String> inputs = List.of();

    @Mixin
    private ExerciseOptions exerciseOptions = new ExerciseOptions();

    @Option(names = "--mirrored", description = "The footage is mirrored, as selfie cameras store it.")
    private boolean mirrored;

    @Option(
            names = "--sat-tall",
            description =
                    "You sat tall and still for three seconds before the first raise. Posture is compared with that,"
                            + " and slouch and leaning back are judged as in the live coach. Without it FormCheck cannot know how"
                            + " you sat, and reports only what did not get worse.")
    private boolean satTall;

    @Option(
            names = "--fps",
            paramLabel = "RATE",
            description = "Frames a second of an input without timestamps: a folder of images and JSON (default:"
                    + " 30), raw MJPEG or H.264 (default: what the file names, or 25). A video that holds its times keeps"
                    + " them.")
    private Optional<Double> rate = Optional.empty();

    @Option(
            names = "--size",
            paramLabel = "WxH",
            description = "Frame size of keypoints as JSON whose file does not name it: 1280x720.")
    private Optional<String> size = Optional.empty();

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description =
                    "Also write one line of JSON for each INPUT, as soon as it is judged: what is done stays if the"
                            + " run is stopped. An older FILE is replaced when the first result is there, or all are done."
                            + " With - they go to standard output, and the tables are left out.")
    @Writes
    private Optional<String> json = Optional.empty();

    @Option(
            names = "--keypoints",
            paramLabel = "FILE",
            description = "Also write the joints of each frame as CSV, for one INPUT.")
    @Writes
    private Optional<Path> keypoints = Optional.empty();

    @Mixin
    private CsvOptions csv = new CsvOptions();

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "Also write an HTML report for each INPUT into this folder.")
    @Writes(folder = true)
    private Optional<Path> folder = Optional.empty();

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "How many INPUTs to judge at once (default: as many as there are cores).")
    private Optional<Integer> jobs = Optional.empty();

    @Option(
            names = "--keep",
            description = "Also keep each result as a session, as if it had been done live. See 'formcheck sessions'.")
    private boolean keep;

    @Option(names = "--person", paramLabel = "NAME", description = "Whose sessions --keep keeps. Default: Me.")
    private String person = "Me";

    @Mixin
    private DataOptions data = new DataOptions();

    @Mixin
    private ModelOptions modelOptions = new ModelOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    AnalyzeCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws CommandException, StoreException {
        Exercise exercise = exerciseOptions.exercise();
        modelOptions.check();
        expandFolders();
        checkInputs();
        CommandFiles files = common.files(shell.terminal());
        Reports.plan(folder, inputs.stream().map(VideoInput::shown).toList(), files);
        int failures;
        try (JsonLines lines = JsonLines.to(json, shell.terminal(), files);
                KeypointFile points = KeypointFile.to(keypoints, csv.form(), files);
                Keeping keeping = keep ? Keeping.in(data, person) : Keeping.nothing();
                AnalysesAtOnce<AnalyzedFile> analyses = new AnalysesAtOnce<>(atOnce(), modelOptions, shell.stop())) {
            Reports reports = Reports.in(folder, files);
            analyses.begin(inputs, (input, engine, stop) -> analyze(input, exercise, engine, points, keeping, stop));
            failures = analyses.each(inputs, new AnalysesAtOnce.ResultTaker<>() {
                @Override
                public void take(String input, AnalyzedFile judged) throws CommandException {
                    Session session = judged.session();
                    lines.add(session);
                    Optional<Path> report = reports.add(session);
                    show(session);
                    report.ifPresent(path -> shell.terminal().tell("Report: " + path));
                    judged.kept().ifPresent(id -> shell.terminal().tell("Kept as " + id + "."));
                }

                @Override
                public void failed(String input, Exception e) throws CommandException {
                    lines.addFailure(VideoInput.shown(input), ErrorText.oneLine(ErrorText.explain(e)));
                    tellFailure(input, e);
                }
            });
            if (failures == 0) {
                points.keep();
            }
            lines.keep();
        }
        return failures == 0 ? ExitCode.OK : ExitCode.FAILED;
    }

    private void expandFolders() {
        List<String> expanded = new ArrayList<>();
        for (String input : inputs) {
            FolderOfVideos folderOfVideos = FolderOfVideos.of(input);
            folderOfVideos.passedOver(input).ifPresent(shell.terminal()::tell);
            expanded.addAll(folderOfVideos.inputs());
        }
        inputs = List.copyOf(expanded);
    }

    /** The session of an input, and the name under which it is stored. */
    private record AnalyzedFile(Session session, Optional<SessionId> kept) {}

    private int atOnce() {
        if (keep) {
            return 1; // stores sessions in the order of the inputs
        }
        return Math.min(inputs.size(), jobs.orElse(Runtime.getRuntime().availableProcessors()));
    }

    private AnalyzedFile analyze(
            String text, Exercise exercise, PoseEngine engine, KeypointFile points, Keeping keeping, StopSignal stop)
            throws CaptureException, ModelException, CommandException, StoreException {
        VideoInput input = VideoInput.of(text, rate, frameSize());
        try (PipelineRunner runner = input.open(engine, mirrored, modelOptions.bridge())) {
            runner.info()
                    .remark()
                    .ifPresent(remark -> shell.terminal().tell(runner.info().name() + ": " + remark));
            ProgressLine progress = new ProgressLine(shell.terminal(), runner.info(), System::nanoTime, atOnce() == 1);
            List<Listener> listeners = new ArrayList<>(List.of(progress));
            points.begin(runner.info()).ifPresent(listeners::add);
            keeping.begin(runner.info()).ifPresent(listeners::add);
            Analysis analysis = new Analysis(
                    VideoInput.shown(text),
                    input.model(engine),
                    exercise,
                    input.posture(engine),
                    satTall,
                    mirrored,
                    listeners);
            Ending ending;
            try {
                ending = analysis.run(runner, stop);
            } finally {
                progress.clear();
            }
            if (ending == Ending.STOPPED) {
                throw CommandException.failure("Stopped in " + VideoInput.shown(text) + ". Nothing of it was written.");
            }
            Session session = analysis.session(runner.damage());
            return new AnalyzedFile(session, keeping.keep(session, engine.versions(exercise)));
        } catch (UncheckedIOException e) {
            throw CommandException.failure("The keypoints could not be written: " + e.getMessage() + ".");
        }
    }

    private void show(Session session) {
        if (!JsonLines.takesStandardOutput(json)) {
            shell.terminal().print(new TextReport(shell.terminal().style()).text(session));
        }
    }

    private void tellFailure(String input, Exception e) {
        String message = ErrorText.oneLine(ErrorText.explain(e));
        boolean named = message.contains(VideoInput.shown(input));
        shell.terminal().tell(named || inputs.size() == 1 ? message : VideoInput.shown(input) + ": " + message);
        if (common.verbose()) {
            shell.terminal().tell(ErrorText.trace(e));
        }
    }

    private Optional<StreamOptions.Size> frameSize() {
        return size.flatMap(StreamOptions.Size::parse);
    }

    private void checkInputs() throws CommandException {
        if (size.isPresent() && frameSize().isEmpty()) {
            throw CommandException.usage("--size is like 1280x720.");
        }
        if (keypoints.isPresent() && inputs.size() > 1) {
            throw CommandException.usage("--keypoints writes the joints of one INPUT, and " + inputs.size()
                    + " were given. Analyze them one by one.");
        }
        if (jobs.isPresent() && jobs.get() < 1) {
            throw CommandException.usage("--jobs is at least 1.");
        }
        if (rate.isPresent() && !(rate.get() > 0 && rate.get() <= 1000)) {
            throw CommandException.usage("--fps is above 0 and at most 1000.");
        }
    }
}
