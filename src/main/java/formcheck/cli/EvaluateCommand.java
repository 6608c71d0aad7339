package formcheck.cli;

import formcheck.evaluation.Floor;
import formcheck.evaluation.LabelException;
import formcheck.evaluation.LabelledClip;
import formcheck.evaluation.LabelledSet;
import formcheck.evaluation.PostureTable;
import formcheck.evaluation.ScoreJson;
import formcheck.evaluation.ScoreTable;
import formcheck.evaluation.Scoreboard;
import formcheck.exercise.Exercise;
import formcheck.exercise.ExerciseException;
import formcheck.exercise.ExerciseFile;
import formcheck.pose.HeadModel;
import formcheck.pose.ModelCatalog;
import formcheck.pose.ModelException;
import formcheck.pose.PostureModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures how right FormCheck is on labelled recordings. */
@Command(
        name = "evaluate",
        sortOptions = false,
        header = "Measures how right FormCheck is, on recordings of which the truth is known.",
        synopsisHeading = "%nUsage: ",
        description = {
            "",
            "Judges every labelled recording in each FOLDER and prints the scoreboard: counts, faults found and missed,"
                    + " errors in degrees and seconds, and how often 'could not judge' was right.",
            "",
            "Labels are NAME.truth.json.gz beside NAME.mp4 (the samples have them, and 'record' writes them), or"
                    + " labels.json for footage labelled by eye. A recording may be a keypoint stream.",
            ""
        },
        optionListHeading = "%n",
        footer = {
            "",
            "Examples:",
            "  formcheck evaluate samples",
            "  formcheck evaluate --part validation --json score.json samples",
            "  formcheck evaluate my-recordings",
            "",
            "Exit codes: 0 done, 1 a recording could not be judged or a score fell below the floor, 2 wrong usage.",
        })
final class EvaluateCommand implements Callable<Integer> {
    private final Shell shell;

    @Parameters(arity = "1..*", paramLabel = "FOLDER", description = "A folder with labelled recordings.")
    @Reads(Reads.ContentKind.LABELLED)
    private List<Path> folders = List.of();

    @Option(
            names = "--part",
            paramLabel = "PART",
            description = "Only this part of the sets, such as validation or tuning.")
    private Optional<String> part = Optional.empty();

    @Option(
            names = "--only",
            paramLabel = "CLIP",
            split = ",",
            description = "Only recordings of these names, with commas between.")
    private List<String> only = List.of();

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the scoreboard as JSON.")
    @Writes
    private Optional<Path> json = Optional.empty();

    @Option(
            names = "--floor",
            paramLabel = "FILE",
            description = "Fail if a metric is worse than in this file, which --raise-floor wrote.")
    @Reads
    @Writes
    private Optional<Path> floor = Optional.empty();

    @Option(
            names = "--raise-floor",
            description = "Move the bounds of --floor to what was reached where that is better; never back.")
    private boolean raise;

    @Option(
            names = "--exercise",
            paramLabel = "FILE",
            description = "Judge by your own exercise file instead of the built-in one.")
    @Reads
    private Optional<Path> exerciseFile = Optional.empty();

    @Option(
            names = "--bridged",
            description = "Infer as analyze does: on every other frame while the arms hardly move. Default: on"
                    + " every frame, as live.")
    private boolean bridged;

    @Mixin
    private ModelOptions modelOptions = new ModelOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    EvaluateCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws CommandException {
        modelOptions.check();
        CommandFiles files = common.files(shell.terminal());
        ExerciseFile exercises = exercises();
        List<LabelledClip> clips = clips();
        Floor before = readFloor();
        ClipJudging judging = new ClipJudging(shell, exercises, bridged, common.verbose());
        Scoreboard board = judging.scoreboard();
        try (OutputFile file = json.isPresent() ? files.begin("--json", json.get()) : null) {
            try (PoseEngine engine = new PoseEngine(modelOptions)) {
                judging.judge(clips, engine);
            }
            if (file != null) {
                write(file.path(), ScoreJson.text(board));
                file.keep();
            }
        }
        shell.terminal().print(String.join("\n", ScoreTable.lines(board)) + "\n");
        if (!judging.proven().isEmpty()) {
            shell.terminal().print(String.join("\n", judging.proven()) + "\n");
        }
        posture(exercises.variant());
        boolean held = hold(before, board, files);
        return judging.failures() == 0 && held ? ExitCode.OK : ExitCode.FAILED;
    }

    /** Evaluates the posture models on rendered people, of whom there are only keypoints and embeddings. */
    private void posture(Exercise exercise) throws CommandException {
        for (Path folder : folders) {
            Path people = folder.resolve("posture");
            if (!PostureTable.domains(people).isEmpty()) {
                try {
                    PostureModel model = ModelCatalog.find().posture();
                    shell.terminal().print(String.join("\n", PostureTable.lines(people, model, exercise)) + "\n");
                    Path turned = people.resolve("turned-people.bin.gz");
                    if (Files.exists(turned)) {
                        HeadModel head = ModelCatalog.find().headCheck();
                        shell.terminal().print(String.join("\n", PostureTable.turned(turned, head)) + "\n");
                    }
                } catch (ModelException e) {
                    throw CommandException.failure(String.valueOf(e.getMessage()));
                }
            }
        }
    }

    private ExerciseFile exercises() throws CommandException {
        try {
            return exerciseFile.isPresent() ? ExerciseFile.read(exerciseFile.get()) : ExerciseFile.builtIn();
        } catch (ExerciseException e) {
            throw CommandException.usage(e);
        }
    }

    private List<LabelledClip> clips() throws CommandException {
        List<LabelledClip> clips = new ArrayList<>();
        for (Path folder : folders) {
            try {
                clips.addAll(LabelledSet.read(folder).clips());
            } catch (LabelException e) {
                throw CommandException.usage(e);
            }
        }
        List<LabelledClip> chosen = clips.stream()
                .filter(clip -> part.isEmpty() || part.get().equals(clip.part()))
                .filter(clip -> only.isEmpty() || only.contains(clip.name()))
                .toList();
        if (chosen.isEmpty()) {
            throw CommandException.usage("Of " + clips.size() + " labelled recordings none is of that part or name.");
        }
        return chosen;
    }

    private Floor readFloor() throws CommandException {
        if (floor.isEmpty()) {
            if (raise) {
                throw CommandException.usage("--raise-floor needs --floor FILE.");
            }
            return Floor.none();
        }
        Path file = floor.get();
        if (raise && Files.notExists(file)) {
            return Floor.none();
        }
        try {
            return Floor.read(file.toString(), Files.readString(file));
        } catch (LabelException e) {
            throw CommandException.usage(e);
        } catch (IOException e) {
            throw CommandException.usage(file + " cannot be read: " + OutputFile.reason(e) + ".");
        }
    }

    private boolean hold(Floor before, Scoreboard board, CommandFiles files) throws CommandException {
        List<String> fallen = before.fallen(board.scores());
        if (!fallen.isEmpty()) {
            shell.terminal().tell("Below the floor:");
            fallen.forEach(line -> shell.terminal().tell("  " + line));
        }
        if (raise && fallen.isEmpty()) {
            try (OutputFile file = files.begin("--floor", floor.orElseThrow())) {
                write(file.path(), before.raised(board.scores()).text());
                file.keep();
            }
        }
        return fallen.isEmpty();
    }

    private static void write(Path file, String text) throws CommandException {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw CommandException.failure(file + " could not be written: " + OutputFile.reason(e) + ".");
        }
    }
}
