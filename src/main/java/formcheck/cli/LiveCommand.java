package formcheck.cli;

import formcheck.capture.CaptureException;
import formcheck.capture.SourceInfo;
import formcheck.capture.SourceSpec;
import formcheck.exercise.Exercise;
import formcheck.motion.posture.PostureTracker;
import formcheck.pipeline.PipelineRunner;
import formcheck.pose.ModelException;
import formcheck.report.TextReport;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Judges a camera live. */
@Command(
        name = "live",
        sortOptions = false,
        header = "Judges what a camera sees, while it sees it.",
        synopsisHeading = "%nUsage: ",
        description = {
            "",
            "Prints each repetition and each cue as it happens. Enter, Ctrl-C or the stream's end ends it; then comes the"
                    + " table. Sit so that the camera shows you from the front, from your head to your elbows.",
            ""
        },
        optionListHeading = "%n",
        footer = {
            "",
            "Examples:",
            "  formcheck live                              the first camera",
            "  formcheck live 1 --variant weights          the second, with weights in hand",
            "  formcheck live rtsp://192.168.0.20/stream   a camera in the network",
            "",
            "With Maven:     mvn -q exec:java -Dexec.args=\"live 1\"",
            "In PowerShell:  mvn -q exec:java '-Dexec.args=live 1'",
        })
final class LiveCommand implements Callable<Integer> {
    private final Shell shell;

    @Parameters(
            arity = "0..1",
            paramLabel = "CAMERA|ADDRESS",
            defaultValue = "camera:0",
            description = "A camera's number or name (see: formcheck cameras), or an address; else the first camera.")
    @Reads
    private String input = "camera:0";

    @Mixin
    private ExerciseOptions exerciseOptions = new ExerciseOptions();

    @Option(names = "--mirrored", description = "The camera mirrors its image.")
    private boolean mirrored;

    @Mixin
    private ModelOptions modelOptions = new ModelOptions();

    @SuppressWarnings("UnusedVariable") // read by picocli
    @Mixin
    private CommonOptions common = new CommonOptions();

    LiveCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws CaptureException, ModelException, CommandException {
        Exercise exercise = exerciseOptions.exercise();
        modelOptions.check();
        SourceSpec spec = spec();
        try (PoseEngine engine = new PoseEngine(modelOptions);
                PipelineRunner runner = new VideoInput.FrameInput(spec).open(engine, mirrored, false);
                EndKey key = EndKey.watch(shell, runner)) {
            SourceInfo info = runner.info();
            shell.terminal()
                    .tell("Watching " + info.name() + " (" + info.width() + " x " + info.height() + "). "
                            + key.advice());
            Analysis analysis = new Analysis(
                    info.name(),
                    Optional.of(engine.modelId()),
                    exercise,
                    PostureTracker.of(engine.estimator()),
                    false,
                    mirrored,
                    List.of(new LiveLines(shell.terminal())));
            Optional<CaptureException> failure = Optional.empty();
            try {
                analysis.run(runner, shell.stop());
            } catch (CaptureException e) {
                failure = Optional.of(e); // shows the table of what was recorded until then
            }
            TextReport report = new TextReport(shell.terminal().style());
            shell.terminal().print("\n" + report.text(analysis.session(runner.damage())));
            if (runner.dropped() > 0) {
                shell.terminal().tell(runner.dropped() + " frames came faster than they could be judged.");
            }
            if (failure.isPresent()) {
                throw failure.get();
            }
        }
        return ExitCode.OK;
    }

    private SourceSpec spec() throws CaptureException, CommandException {
        SourceSpec spec = SourceSpec.parse(input);
        if (spec instanceof SourceSpec.VideoFile || spec instanceof SourceSpec.Images) {
            throw CommandException.usage(input + " is a recording. Use: formcheck analyze " + input);
        }
        return spec;
    }
}
