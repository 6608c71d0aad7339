package formcheck.archive;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes keypoints of videos. */
@Command(
        name = "keypoints",
        sortOptions = false,
        header = "Finds the joints in folders of videos; writes the columns of the keypoint CSV as Parquet.")
final class KeypointsCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "INPUT", description = "Videos and folders of videos.")
    private List<String> inputs = new ArrayList<>();

    @Option(
            names = "--model",
            paramLabel = "MODEL",
            defaultValue = "full",
            description = "Pose model: full (default), lite, or the name of a folder in models.")
    private String model = "full";

    @Option(names = "--partitions", paramLabel = "N", description = "Number of tasks (default: one for 8 videos).")
    private Optional<Integer> partitions = Optional.empty();

    @Mixin
    private JobOptions options = new JobOptions();

    @Override
    public Integer call() throws ArchiveException {
        Optional<Integer> tasks = JobOptions.checked(partitions);
        return options.run(spark -> {
            KeypointsJob.MadeKeypoints made = new KeypointsJob(spark).run(inputs, model, tasks, options.to());
            String failed = made.failed() == 0
                    ? "."
                    : "; " + made.failed() + " could not be read to the end, and the last row of each says why.";
            return "Read " + made.frames() + " frames of " + made.videos() + " videos" + failed
                    + " Judge them with: archive judge " + options.to() + "/keypoints";
        });
    }
}
