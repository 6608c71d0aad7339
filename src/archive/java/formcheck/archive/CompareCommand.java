package formcheck.archive;

import formcheck.exercise.ExerciseException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares two judgements. */
@Command(
        name = "compare",
        sortOptions = false,
        header = "Shows what changes between two exercise files or two judgements: by rule and group.",
        description = {
            "",
            "With --before and --after judges the INPUTs by both files and compares. Without them the two INPUTs are folders"
                    + " that 'archive judge' wrote, such as of keypoints by two models.",
            ""
        })
final class CompareCommand implements Callable<Integer> {
    @Parameters(
            arity = "1..*",
            paramLabel = "INPUT",
            description = "An archive, or two judgements: the earlier one first.")
    private List<String> inputs = new ArrayList<>();

    @Option(names = "--before", paramLabel = "FILE", description = "Exercise file; 'built-in' is the program's own.")
    private Optional<String> before = Optional.empty();

    @Option(names = "--after", paramLabel = "FILE", description = "The other exercise file.")
    private Optional<String> after = Optional.empty();

    @Option(
            names = "--by",
            paramLabel = "COLUMN",
            defaultValue = "variant",
            description = "Column of the sessions to group by: variant (default), person, model, width ...")
    private String group = "variant";

    @Mixin
    private RulesOptions rules = new RulesOptions();

    @Mixin
    private JobOptions options = new JobOptions();

    @Override
    public Integer call() throws ArchiveException, ExerciseException {
        if (before.isPresent() != after.isPresent()) {
            throw ArchiveException.usage("Name both --before and --after, or none.");
        }
        if (before.isEmpty() && inputs.size() != 2) {
            throw ArchiveException.usage("Name two judgements, or --before and --after.");
        }
        if (before.isEmpty()) {
            return options.run(spark -> shown(spark, inputs.get(0), inputs.get(1), options.to()));
        }
        JudgeRules then = rules.rules(file(before.get()));
        JudgeRules now = rules.rules(file(after.orElseThrow()));
        return options.run(spark -> {
            JudgeJob job = new JudgeJob(spark);
            job.run(inputs, then, Optional.empty(), options.to() + "/before");
            job.run(inputs, now, Optional.empty(), options.to() + "/after");
            return shown(spark, options.to() + "/before", options.to() + "/after", options.to() + "/comparison");
        });
    }

    private static Optional<Path> file(String named) {
        return named.equals("built-in") ? Optional.empty() : Optional.of(Path.of(named));
    }

    private String shown(SparkSession spark, String was, String is, String to) throws ArchiveException {
        CompareJob.ComparedArchive compared = new CompareJob(spark).run(was, is, group, to);
        StringJoiner lines = new StringJoiner(System.lineSeparator());
        for (Row row : compared.byRule()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%8d  %-12s %-18s %s -> %s",
                    row.<Long>getAs("count"),
                    row.getAs("group"),
                    row.getAs("rule"),
                    row.getAs("before"),
                    row.getAs("after")));
        }
        lines.add(compared.changed() + " changes in " + compared.repetitions() + " repetitions: " + to);
        return lines.toString();
    }
}
