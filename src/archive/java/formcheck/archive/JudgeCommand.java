package formcheck.archive;

import formcheck.exercise.ExerciseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Judges an archive. */
@Command(
        name = "judge",
        sortOptions = false,
        header =
                "Judges exported sessions, motion files and keypoints; writes sessions, repetitions and faults as Parquet.")
final class JudgeCommand implements Callable<Integer> {
    @Parameters(
            arity = "1..*",
            paramLabel = "INPUT",
            description =
                    "Folders or ZIP files that 'formcheck export' wrote, motion files (.fcm), keypoints as CSV or JSON,"
                            + " folders of all of these, or a folder of Parquet files that 'archive keypoints' wrote.")
    private List<String> inputs = new ArrayList<>();

    @Mixin
    private RulesOptions rules = new RulesOptions();

    @Option(names = "--partitions", paramLabel = "N", description = "Number of tasks (default: one for 100 streams).")
    private Optional<Integer> partitions = Optional.empty();

    @Mixin
    private JobOptions options = new JobOptions();

    @Override
    public Integer call() throws ArchiveException, ExerciseException {
        JudgeRules judged = rules.rules();
        Optional<Integer> tasks = JobOptions.checked(partitions);
        return options.run(spark -> {
            JudgeJob.JudgedArchive archive = new JudgeJob(spark).run(inputs, judged, tasks, options.to());
            String failed = archive.failed() == 0 ? "" : " The others have an error in " + options.to() + "/sessions.";
            return "Judged " + (archive.streams() - archive.failed()) + " of " + archive.streams() + " streams with "
                    + archive.repetitions() + " repetitions." + failed + rules.remark();
        });
    }
}
