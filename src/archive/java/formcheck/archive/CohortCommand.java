package formcheck.archive;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Follows a cohort over weeks. */
@Command(
        name = "cohort",
        sortOptions = false,
        header = "Adherence and trends by week of a judged archive; people are pseudonyms.")
final class CohortCommand implements Callable<Integer> {
    private static final int MOST_DAYS = 7;

    @Parameters(paramLabel = "JUDGEMENT", description = "A folder that 'archive judge' wrote.")
    private String judgement = "";

    @Option(
            names = "--planned",
            paramLabel = "DAYS",
            defaultValue = "3",
            description = "Days a week with a session that the programme asks for (default: 3).")
    private int planned = 3;

    @Mixin
    private JobOptions options = new JobOptions();

    @Override
    public Integer call() throws ArchiveException {
        if (planned < 1 || planned > MOST_DAYS) {
            throw ArchiveException.usage("--planned is from 1 to " + MOST_DAYS + ".");
        }
        return options.run(spark -> {
            CohortJob.FollowedCohort cohort = new CohortJob(spark).run(judgement, planned, options.to());
            return "Followed " + cohort.people() + " people over " + cohort.weeks() + " weeks. Left out: "
                    + cohort.left() + " streams that name no person or could not be judged.";
        });
    }
}
