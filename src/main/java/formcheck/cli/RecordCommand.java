package formcheck.cli;

import formcheck.capture.CaptureException;
import formcheck.capture.CaptureLimits;
import formcheck.capture.Frame;
import formcheck.capture.FrameSource;
import formcheck.capture.SourceInfo;
import formcheck.capture.SourceSpec;
import formcheck.capture.VideoWriter;
import formcheck.evaluation.guided.GuidedRecording;
import formcheck.evaluation.guided.GuidedRecording.PromptedMoment;
import formcheck.evaluation.guided.RecordingLabels;
import formcheck.evaluation.guided.RecordingScript;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Records a person under guidance, and writes the labels. */
@Command(
        name = "record",
        sortOptions = false,
        header = "Records you under guidance, so that 'evaluate' can measure how right FormCheck is about you.",
        synopsisHeading = "%nUsage: ",
        description = {
            "",
            "Prompts for about three minutes: squeeze and let go, elbows back and forward, tall and slouched, as the coach"
                    + " does when it proves verdicts on you, then slowly, fast, and so on. What is prompted becomes the labels"
                    + " of the video. Both stay in FOLDER on this machine; delete it to be rid of them.",
            "",
            "While it runs: a and Enter does the last step again, s and Enter skips one, q and Enter or Ctrl-C ends it"
                    + " and keeps what there is.",
            ""
        },
        optionListHeading = "%n",
        footer = {
            "",
            "Examples:",
            "  formcheck record my-recordings",
            "  formcheck evaluate my-recordings",
        })
final class RecordCommand implements Callable<Integer> {
    private final Shell shell;

    @Parameters(index = "0", paramLabel = "FOLDER", description = "Where to keep the recording. It is made if needed.")
    @Writes(folder = true)
    private Path folder = Path.of("");

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "CAMERA|ADDRESS",
            defaultValue = "camera:0",
            description = "A camera's number or name (see: formcheck cameras), or an address; else the first camera.")
    @Reads
    private String input = "camera:0";

    @Option(names = "--name", paramLabel = "NAME", description = "Name of the recording (default: date and time).")
    private Optional<String> name = Optional.empty();

    @Option(names = "--mirrored", description = "The camera mirrors its image.")
    private boolean mirrored;

    @Option(names = "--silent", description = "No tones.")
    private boolean silent;

    @Mixin
    private CommonOptions common = new CommonOptions();

    private volatile boolean stopped;

    RecordCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws CaptureException, CommandException {
        SourceSpec spec = SourceSpec.parse(input);
        if (spec instanceof SourceSpec.VideoFile || spec instanceof SourceSpec.Images) {
            throw CommandException.usage(input + " is a recording already. Name a camera.");
        }
        Path video = free(name());
        RecordingScript script = RecordingScript.usual();
        GuidedRecording recording = new GuidedRecording(script);
        Path labels =
                video.resolveSibling(String.valueOf(video.getFileName()).replaceFirst("\\.webm$", "") + ".truth.json");
        Optional<CaptureException> failure;
        try (FrameSource opened = spec.open(CaptureLimits.DEFAULT);
                FrameSource source = mirrored ? opened.mirrored() : opened;
                Tones tones = new Tones(silent)) {
            SourceInfo info = source.info();
            shell.terminal()
                    .tell(String.format(
                            Locale.ROOT,
                            "Recording %s (%d x %d) to %s, about %.0f minutes. Nothing leaves this machine; delete %s to be"
                                    + " rid of it.",
                            info.name(),
                            info.width(),
                            info.height(),
                            video,
                            Math.ceil(script.seconds() / 60),
                            folder));
            shell.stop().react(() -> stopped = true);
            try {
                failure = record(
                        source,
                        video,
                        labels,
                        script,
                        recording,
                        new PromptView(shell.terminal(), tones),
                        common.files(shell.terminal()));
            } finally {
                shell.stop().ignore();
            }
        }
        return finish(recording, script, video, failure);
    }

    /** Records to the end of the script or of the source. Stores the labels after every step. */
    Optional<CaptureException> record(
            FrameSource source,
            Path video,
            Path labels,
            RecordingScript script,
            GuidedRecording recording,
            PromptView view,
            CommandFiles files)
            throws CommandException, CaptureException {
        SourceInfo info = source.info();
        files.create("FOLDER", video);
        Optional<CaptureException> failure = Optional.empty();
        try (VideoWriter writer = VideoWriter.open(video, info.width(), info.height())) {
            try {
                int written = 0;
                Optional<Duration> first = Optional.empty();
                Optional<Frame> frame = source.next();
                while (frame.isPresent() && !stopped && !recording.isDone()) {
                    first = Optional.of(first.orElse(frame.get().at()));
                    double at = frame.get().at().minus(first.get()).toNanos() * 1e-9;
                    writer.write(frame.get());
                    obey(recording);
                    Optional<PromptedMoment> moment = recording.at(at);
                    moment.ifPresent(now ->
                            view.show(now, script.steps().size(), script.steps().indexOf(now.step()) + 1));
                    if (recording.finishedSteps() != written) {
                        written = recording.finishedSteps();
                        keep(recording, labels, video, info, files);
                    }
                    frame = moment.isPresent() ? source.next() : Optional.empty();
                }
            } catch (CaptureException e) {
                failure = Optional.of(e); // keeps what was recorded until then
            }
        }
        recording.end();
        keep(recording, labels, video, info, files);
        return failure;
    }

    private int finish(
            GuidedRecording recording, RecordingScript script, Path video, Optional<CaptureException> failure)
            throws CaptureException {
        int asked = script.steps().stream()
                .mapToInt(RecordingScript.ScriptStep::repetitions)
                .sum();
        shell.terminal()
                .print("Recorded " + recording.repetitions() + " of " + asked + " repetitions in " + video
                        + ".\nHow right FormCheck is about them:  evaluate " + folder);
        if (failure.isPresent()) {
            throw failure.get();
        }
        return ExitCode.OK;
    }

    /** Reads a letter and Enter, if there is a keyboard. */
    private void obey(GuidedRecording recording) {
        if (!shell.terminal().interactive()) {
            return;
        }
        try {
            InputStream keys = System.in;
            while (keys.available() > 0) {
                switch (keys.read()) {
                    case 'a', 'A' -> recording.again();
                    case 's', 'S' -> recording.skip();
                    case 'q', 'Q' -> stopped = true;
                    default -> {}
                }
            }
        } catch (IOException e) {
            return; // no keyboard: Ctrl-C still works
        }
    }

    private static void keep(GuidedRecording recording, Path labels, Path video, SourceInfo info, CommandFiles files)
            throws CommandException {
        String text = RecordingLabels.text(recording, String.valueOf(video.getFileName()), info.width(), info.height());
        try (OutputFile file = files.begin("FOLDER", labels)) {
            Files.writeString(file.path(), text, StandardCharsets.UTF_8);
            file.keep();
        } catch (IOException e) {
            throw CommandException.failure(labels + " could not be written: " + OutputFile.reason(e) + ".");
        }
    }

    private String name() throws CommandException {
        String chosen = name.orElseGet(() -> LocalDateTime.now(ZoneId.systemDefault())
                .format(DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss", Locale.ROOT)));
        if (!chosen.matches("[\\p{L}\\p{N}][\\p{L}\\p{N}._ -]{0,79}")) {
            throw CommandException.usage("--name is made of letters, digits, dots and dashes, 80 at most.");
        }
        return chosen;
    }

    /** Returns the path of the video, in the folder, which it creates; never that of an existing recording. */
    private Path free(String chosen) throws CommandException {
        try {
            OutputFile.makeFolder(folder);
        } catch (FileAlreadyExistsException e) {
            throw CommandException.usage(folder + " is a file. Name a folder for the recording.");
        } catch (IOException e) {
            throw CommandException.usage("The folder " + folder + " cannot be made: " + OutputFile.reason(e) + ".");
        }
        Path video = folder.resolve(chosen + ".webm");
        for (String end : new String[] {".webm", ".truth.json", ".truth.json.gz"}) {
            if (Files.exists(folder.resolve(chosen + end), LinkOption.NOFOLLOW_LINKS)) {
                throw CommandException.usage(
                        folder.resolve(chosen + end) + " is there already. Choose another --name.");
            }
        }
        if (!Files.isWritable(folder)) {
            throw CommandException.usage("The folder " + folder + " may not be written to.");
        }
        return video;
    }
}
